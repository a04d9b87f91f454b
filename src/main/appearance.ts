import { app, nativeTheme } from 'electron'
import { languageOf, speak } from '../shared/language.ts'
import { defaultWindow, type WindowSettings } from '../shared/settings/window.ts'

export type Appearance = Pick<WindowSettings, 'language' | 'theme'>

let applied: Appearance = defaultWindow

/** What was last applied, to be remembered for the next start. */
export const appearance = (): Appearance => ({ language: applied.language, theme: applied.theme })

/** Makes menus, dialogs and the page speak and look as the settings say. */
export function applyAppearance(wanted: Appearance): void {
  const { language, theme } = (applied = wanted)
  speak(localeFor(language, app.getLocale()))
  nativeTheme.themeSource = theme
}

/** The chosen language, with the system's region where both are of one language. */
export const localeFor = (choice: WindowSettings['language'], system: string): string =>
  choice === 'system' || languageOf(system) === choice ? system : choice
