import type { Overview } from '../shared/contract.ts'

/** What becomes of a window that is closed: hidden, made small, or the end of the app. */
export type Closing = 'hide' | 'minimise' | 'quit'

/**
 * With a tray icon the window can go, for it can be brought back. Without one it stays in the task
 * bar while the queue has something to do, and with nothing to do closing it is quitting.
 */
export function closing({ statistics, pause }: Overview, trayIsSeen: boolean): Closing {
  if (trayIsSeen) return 'hide'
  const waits = !pause.paused && statistics.queued + statistics.retrying > 0
  return statistics.processing > 0 || waits ? 'minimise' : 'quit'
}
