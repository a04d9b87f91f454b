import type { MenuItemConstructorOptions } from 'electron'
import type { Overview } from '../shared/contract.ts'
import { possibleVerbs } from './commands.ts'
import type { Commands } from './commands.ts'
import { stateLine } from './wording.ts'

export function trayMenu(overview: Overview, commands: Commands): MenuItemConstructorOptions[] {
  const can = possibleVerbs(overview.pause)
  return [
    { label: stateLine(overview), enabled: false },
    { type: 'separator' },
    { label: 'Pause (finish current)', enabled: can.pause, click: commands.pause },
    { label: 'Freeze now', enabled: can.freeze, click: commands.freeze },
    { label: 'Resume', enabled: can.resume, click: commands.resume },
    { type: 'separator' },
    { label: 'Open Spool', click: commands.open },
    { label: 'Quit', click: commands.quit },
  ]
}
