import { Menu, app, shell } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import type { Overview } from '../shared/contract.ts'
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
      label: '&File',
      submenu: [
        {
          label: 'Add Files…',
          accelerator: 'CmdOrCtrl+O',
          click: () => {
            commands.add('files')
          },
        },
        {
          label: 'Add Folder…',
          accelerator: 'CmdOrCtrl+Shift+O',
          click: () => {
            commands.add('folder')
          },
        },
        { type: 'separator' },
        { role: 'close' },
        ...(isMac ? [] : [{ label: 'Quit', accelerator: 'CmdOrCtrl+Q', click: commands.quit }]),
      ],
    },
    { role: 'editMenu' },
    {
      label: '&Queue',
      submenu: [
        {
          id: 'pause',
          label: 'Pause (Finish Current)',
          accelerator: 'CmdOrCtrl+Shift+P',
          click: commands.pause,
        },
        {
          id: 'freeze',
          label: 'Freeze Now',
          accelerator: 'CmdOrCtrl+Shift+F',
          click: commands.freeze,
        },
        {
          id: 'resume',
          label: 'Resume',
          accelerator: 'CmdOrCtrl+Shift+R',
          click: commands.resume,
        },
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : developerItems),
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    {
      role: 'help',
      submenu: [
        {
          label: 'Open Data Folder',
          click: () => void shell.openPath(paths.home),
        },
        ...(isMac ? [] : [{ role: 'about' } as const]),
      ],
    },
  ]
}

const developerItems: MenuItemConstructorOptions[] = [
  { type: 'separator' },
  { role: 'reload' },
  { role: 'toggleDevTools' },
]

const macMenu = (commands: Commands): MenuItemConstructorOptions => ({
  label: app.name,
  submenu: [
    { role: 'about' },
    { type: 'separator' },
    { role: 'services' },
    { type: 'separator' },
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    { type: 'separator' },
    { label: 'Quit Spool', accelerator: 'Cmd+Q', click: commands.quit },
  ],
})
