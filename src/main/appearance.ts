import { app, nativeTheme } from 'electron'
import { languageOf, speak } from '../shared/language.ts'
import type { WindowSettings } from '../shared/settings/window.ts'

/** Makes menus, dialogs and the page speak and look as the settings say. */
export function applyAppearance({ language, theme }: WindowSettings): void {
  speak(localeFor(language, app.getLocale()))
  nativeTheme.themeSource = theme
}

/** The chosen language, with the system's region where both are of one language. */
export const localeFor = (choice: WindowSettings['language'], system: string): string =>
  choice === 'system' || languageOf(system) === choice ? system : choice
