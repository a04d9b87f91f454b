import type { JobStatus } from './job.ts'

/** What can happen to a job. */
export type JobTransition =
  | 'claim'
  | 'succeed'
  | 'fail'
  | 'fail-for-good'
  | 'elapse'
  | 'retry'
  | 'cancel'
  | 'interrupt'
  | 'interrupt-for-good'
  | 'release'

interface Rule {
  from: readonly JobStatus[]
  to: JobStatus
}

/**
 * The state table of the design, as data: the one place that says which transition is possible.
 * `fail` is the specification's failed → retrying, written in one step; `interrupt` is the death
 * of a worker or of the app, `release` a clean stop, which costs the job no attempt.
 */
export const stateTable: Record<JobTransition, Rule> = {
  claim: { from: ['queued'], to: 'processing' },
  succeed: { from: ['processing'], to: 'completed' },
  fail: { from: ['processing'], to: 'retrying' },
  'fail-for-good': { from: ['processing'], to: 'failed' },
  elapse: { from: ['retrying'], to: 'queued' },
  retry: { from: ['failed', 'cancelled'], to: 'queued' },
  cancel: { from: ['queued', 'retrying', 'processing'], to: 'cancelled' },
  interrupt: { from: ['processing'], to: 'queued' },
  'interrupt-for-good': { from: ['processing'], to: 'failed' },
  release: { from: ['processing'], to: 'queued' },
}

export const canTransition = (status: JobStatus, transition: JobTransition): boolean =>
  stateTable[transition].from.includes(status)

/** Still to be worked on: counts as the same work when it is enqueued again. */
export const activeStatuses = ['queued', 'processing', 'retrying'] as const satisfies JobStatus[]

export const isActive = (status: JobStatus): boolean =>
  (activeStatuses as readonly JobStatus[]).includes(status)
