import type { MenuItemConstructorOptions } from 'electron'
import { actions } from '../shared/actions.ts'
import type { Overview } from '../shared/contract.ts'
import { formatPercent } from '../shared/format.ts'
import type { JobSummary } from '../shared/job.ts'
import { t } from '../shared/language.ts'
import { possibleVerbs } from './commands.ts'
import type { Commands } from './commands.ts'
import { stateLine } from './wording.ts'

/** The running jobs a menu has room for. */
const shownJobs = 5

export function trayMenu(
  overview: Overview,
  commands: Commands,
  running: readonly JobSummary[] = [],
): MenuItemConstructorOptions[] {
  const can = possibleVerbs(overview.pause)
  return [
    { label: stateLine(overview, Date.now()), enabled: false },
    ...running.slice(0, shownJobs).map((job) => ({ label: jobLine(job), enabled: false })),
    { type: 'separator' },
    { label: t(actions.pause.name), enabled: can.pause, click: commands.pause },
    { label: t(actions.pauseForAnHour.name), enabled: can.pause, click: commands.pauseForAnHour },
    { label: t(actions.freeze.name), enabled: can.freeze, click: commands.freeze },
    { label: t(actions.resume.name), enabled: can.resume, click: commands.resume },
    { type: 'separator' },
    { label: t('shell.tray.open'), click: commands.open },
    { label: t('shell.tray.quit'), click: commands.quit },
  ]
}

/** `Making of · 40 %`, cut to what a menu can show. */
function jobLine({ title, progress }: JobSummary): string {
  const name = title.length > 40 ? `${title.slice(0, 39)}…` : title
  const fraction = progress?.fraction ?? null
  return fraction === null ? name : `${name} · ${formatPercent(fraction)}`
}
