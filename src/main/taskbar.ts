import type { BrowserWindow } from 'electron'
import type { Overview } from '../shared/contract.ts'

/**
 * How much is done of what there is to do, from 0 to 1, or null while there is nothing. Counted in
 * jobs since the queue was last empty; it does not go back when finished work brings new work.
 */
export function createBatchProgress(): (overview: Overview) => number | null {
  let endedBefore: number | null = null
  let reached = 0
  return ({ statistics }) => {
    const open = statistics.queued + statistics.processing + statistics.retrying
    const ended = statistics.totalJobs - open
    if (open === 0) {
      endedBefore = null
      reached = 0
      return null
    }
    endedBefore = Math.min(endedBefore ?? ended, ended)
    const done = ended - endedBefore
    reached = Math.max(reached, done / (done + open))
    return reached
  }
}

/** Shows the progress of the queue on the dock or task bar, and how many jobs need somebody. */
export function showOnTaskbar(
  window: Pick<BrowserWindow, 'setProgressBar'>,
  setBadge: (count: number) => void,
): (overview: Overview) => void {
  const progress = createBatchProgress()
  let badge = 0
  return (overview) => {
    const { failed } = overview.statistics
    // Shown by macOS, and on Linux by desktops that know Unity's launcher.
    if (failed !== badge) setBadge(failed)
    badge = failed
    const fraction = progress(overview)
    if (fraction === null) window.setProgressBar(-1)
    else window.setProgressBar(fraction, { mode: overview.pause.paused ? 'paused' : 'normal' })
  }
}
