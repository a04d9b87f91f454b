import type { TextKey } from './language.ts'

interface ActionWords {
  name: TextKey
  /** What does it by the keyboard; `Mod` is Command on a Mac and Control elsewhere. */
  keys: readonly string[]
}

/** What can be done wherever one is: the window, its palette, the sheet of keys and the menus name it so. */
export const actions = {
  palette: { name: 'palette.open', keys: ['Mod+K'] },
  paste: { name: 'add.paste', keys: ['Mod+V'] },
  addFiles: { name: 'add.files', keys: ['Mod+O'] },
  addFolder: { name: 'add.folder', keys: ['Mod+Shift+O'] },
  pause: { name: 'app.pauseFinish', keys: ['P', 'Mod+Shift+P'] },
  pauseForAnHour: { name: 'app.pauseForAnHour', keys: [] },
  freeze: { name: 'app.freeze', keys: ['Mod+Shift+F'] },
  resume: { name: 'app.resume', keys: ['P', 'Mod+Shift+R'] },
  search: { name: 'palette.search', keys: ['/'] },
  settings: { name: 'app.screen.settings', keys: ['Mod+,'] },
  exportSettings: { name: 'palette.exportSettings', keys: [] },
  importSettings: { name: 'palette.importSettings', keys: [] },
  diagnostics: { name: 'settings.diagnostics', keys: [] },
  sidebar: { name: 'palette.sidebar', keys: [] },
  retryChosen: { name: 'palette.retryChosen', keys: [] },
  cancelChosen: { name: 'palette.cancelChosen', keys: [] },
  topChosen: { name: 'palette.topChosen', keys: [] },
  shortcuts: { name: 'app.shortcuts.title', keys: ['?'] },
} as const satisfies Record<string, ActionWords>

export type ActionName = keyof typeof actions

/** As Electron's menus write it; undefined where no key with a modifier does it. */
export const acceleratorOf = (name: ActionName): string | undefined =>
  actions[name].keys.find((keys) => keys.startsWith('Mod+'))?.replace('Mod', 'CmdOrCtrl')
