import { app, nativeTheme } from 'electron'
import { canonical, languageOf } from '../shared/locale.ts'
import type { WindowSettings } from '../shared/settings/window.ts'

export type Appearance = Pick<WindowSettings, 'language' | 'theme'>

let applied: Appearance = { language: 'system', theme: 'system' }

/** What was last applied, to be remembered for the next start. */
export const appearance = (): Appearance => applied

/** Makes windows look as the settings say. @returns the locale to speak */
export function applyAppearance({ language, theme }: Appearance): string {
  applied = { language, theme }
  nativeTheme.themeSource = theme
  return canonical(localeFor(language, app.getLocale()))
}

/** The chosen language, with the system's region where both are of one language. */
const localeFor = (choice: WindowSettings['language'], system: string): string =>
  choice === 'system' || languageOf(system) === choice ? system : choice
