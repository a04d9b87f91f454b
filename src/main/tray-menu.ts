import type { MenuItemConstructorOptions } from 'electron'
import type { Overview } from '../shared/contract.ts'
import { t } from '../shared/language.ts'
import { possibleVerbs } from './commands.ts'
import type { Commands } from './commands.ts'
import { stateLine } from './wording.ts'

export function trayMenu(overview: Overview, commands: Commands): MenuItemConstructorOptions[] {
  const can = possibleVerbs(overview.pause)
  return [
    { label: stateLine(overview), enabled: false },
    { type: 'separator' },
    { label: t('shell.tray.pause'), enabled: can.pause, click: commands.pause },
    { label: t('shell.tray.freeze'), enabled: can.freeze, click: commands.freeze },
    { label: t('shell.tray.resume'), enabled: can.resume, click: commands.resume },
    { type: 'separator' },
    { label: t('shell.tray.open'), click: commands.open },
    { label: t('shell.tray.quit'), click: commands.quit },
  ]
}
