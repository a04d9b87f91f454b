import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Menu, Tray } from 'electron'
import type { Overview } from '../shared/contract.ts'
import type { JobSummary } from '../shared/job.ts'
import { locale, t } from '../shared/language.ts'
import type { Commands } from './commands.ts'
import { paths } from './paths.ts'
import { trayMenu } from './tray-menu.ts'
import { mood, stateLine } from './wording.ts'
import type { Mood } from './wording.ts'

export interface StateTray {
  show(overview: Overview, running: readonly JobSummary[]): void
}

/** The icon that stands for the queue while the window is away. */
export function createTray(commands: Commands): StateTray {
  const tray = new Tray(image('idle'))
  tray.on('click', commands.open)
  let shown = ''
  return {
    show(overview, running) {
      const jobs = running.map(({ id, progress }) => [id, tenths(progress?.fraction)])
      const state = JSON.stringify([
        locale(),
        stateLine(overview, Date.now()),
        overview.pause,
        jobs,
      ])
      // A menu set anew closes under the user's hand, so it is only done for a reason.
      if (state === shown) return
      shown = state
      tray.setImage(image(mood(overview)))
      tray.setToolTip(t('shell.tray.tip', { state: stateLine(overview, Date.now()) }))
      tray.setContextMenu(Menu.buildFromTemplate(trayMenu(overview, commands, running)))
    },
  }
}

/** The menu is told anew at every tenth, no oftener. */
const tenths = (fraction: number | null | undefined): number => Math.floor((fraction ?? 0) * 10)

const suffix = process.platform === 'darwin' ? 'Template.png' : '.png'
const image = (state: Mood) => join(paths.resources, 'tray', `${state}${suffix}`)

/**
 * Whether this desktop shows tray icons. On Linux that is so where something on the session bus
 * watches for them; without it an icon would be made and never be seen.
 */
export async function hasTray(): Promise<boolean> {
  if (process.platform !== 'linux') return true
  try {
    const { stdout } = await promisify(execFile)('dbus-send', [
      ...['--session', '--print-reply=literal', '--reply-timeout=2000'],
      ...['--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'],
      ...['org.freedesktop.DBus.NameHasOwner', 'string:org.kde.StatusNotifierWatcher'],
    ])
    return stdout.includes('boolean true')
  } catch {
    // No bus, or no tool to ask it: then nobody watches.
    return false
  }
}
