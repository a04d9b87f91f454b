import type { Overview } from '../../../src/shared/contract.ts'
import type { PauseState } from '../../../src/shared/queue.ts'
import type { Statistics } from '../../../src/shared/statistics.ts'

const empty: Statistics = {
  totalJobs: 0,
  queued: 0,
  processing: 0,
  completed: 0,
  failed: 0,
  retrying: 0,
  cancelled: 0,
  successRate: null,
  averageProcessingTime: null,
  averageWaitTime: null,
  queueLength: 0,
}

/** A queue with these counts. */
export function overview(
  counts: Partial<Statistics> = {},
  pause: PauseState = { paused: false },
): Overview {
  return { statistics: { ...empty, ...counts }, pause, held: null, heldSites: [], reviewing: 0 }
}
export const paused: PauseState = { paused: true, mode: 'finish', since: 0 }
export const frozen: PauseState = { paused: true, mode: 'freeze', since: 0 }
