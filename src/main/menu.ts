import { Menu, app, shell } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import type { Overview } from '../shared/contract.ts'
import { acceleratorOf, actions, type ActionName } from '../shared/actions.ts'
import { t } from '../shared/language.ts'
import { possibleVerbs } from './commands.ts'
import type { Commands } from './commands.ts'
import { paths } from './paths.ts'

export function setApplicationMenu(commands: Commands): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(commands)))
}

/** Enables what makes sense now. */
export function updateApplicationMenu({ pause }: Overview): void {
  const menu = Menu.getApplicationMenu()
  for (const [id, possible] of Object.entries(possibleVerbs(pause))) {
    const item = menu?.getMenuItemById(id)
    if (item) item.enabled = possible
  }
}

function applicationMenu(commands: Commands): MenuItemConstructorOptions[] {
  const isMac = process.platform === 'darwin'
  return [
    ...(isMac ? [macMenu(commands)] : []),
    {
      label: t('shell.menu.file'),
      submenu: [
        {
          ...itemOf('addFiles'),
          click: () => {
            commands.add('files')
          },
        },
        {
          ...itemOf('addFolder'),
          click: () => {
            commands.add('folder')
          },
        },
        { type: 'separator' },
        { role: 'close', label: t('shell.menu.close') },
        ...(isMac
          ? []
          : [{ label: t('shell.menu.quit'), accelerator: 'CmdOrCtrl+Q', click: commands.quit }]),
      ],
    },
    {
      label: t('shell.menu.edit'),
      submenu: [
        { role: 'cut', label: t('shell.menu.cut') },
        { role: 'copy', label: t('shell.menu.copy') },
        { role: 'paste', label: t('shell.menu.paste') },
        { role: 'selectAll', label: t('shell.menu.selectAll') },
      ],
    },
    {
      label: t('shell.menu.queue'),
      submenu: [
        { id: 'pause', ...itemOf('pause'), click: commands.pause },
        { id: 'freeze', ...itemOf('freeze'), click: commands.freeze },
        { id: 'resume', ...itemOf('resume'), click: commands.resume },
      ],
    },
    {
      label: t('shell.menu.view'),
      submenu: [
        { role: 'resetZoom', label: t('shell.menu.actualSize') },
        { role: 'zoomIn', label: t('shell.menu.zoomIn') },
        { role: 'zoomOut', label: t('shell.menu.zoomOut') },
        { type: 'separator' },
        { role: 'togglefullscreen', label: t('shell.menu.fullScreen') },
        ...(app.isPackaged ? [] : developerItems),
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    {
      role: 'help',
      label: t('shell.menu.help'),
      submenu: [
        {
          label: t('shell.menu.openData'),
          click: () => void shell.openPath(paths.home),
        },
        ...(isMac ? [] : [{ role: 'about', label: t('shell.menu.about') } as const]),
      ],
    },
  ]
}

function itemOf(name: ActionName): MenuItemConstructorOptions {
  const accelerator = acceleratorOf(name)
  return { label: t(actions[name].name), ...(accelerator !== undefined && { accelerator }) }
}

const developerItems: MenuItemConstructorOptions[] = [
  { type: 'separator' },
  { role: 'reload' },
  { role: 'toggleDevTools' },
]

const macMenu = (commands: Commands): MenuItemConstructorOptions => ({
  label: app.name,
  submenu: [
    { role: 'about', label: t('shell.menu.about') },
    { type: 'separator' },
    { role: 'services' },
    { type: 'separator' },
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    { type: 'separator' },
    { label: t('shell.menu.quitSpool'), accelerator: 'Cmd+Q', click: commands.quit },
  ],
})
