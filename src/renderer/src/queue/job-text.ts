import type { JobStatus, JobSummary } from '../../../shared/job.ts'
import { formatDuration, formatRemaining, formatSpeed } from '../../../shared/format.ts'
import { stages } from '../lib/stages.ts'

export const statusWords: Record<JobStatus, string> = {
  queued: 'Waiting',
  processing: 'Running',
  completed: 'Done',
  failed: 'Failed',
  retrying: 'Retrying',
  cancelled: 'Cancelled',
}

/** What a running job does, in a word; `frozen` while the whole queue is held. */
export const phaseOf = (job: JobSummary, frozen: boolean): string =>
  frozen ? 'On hold' : (job.progress?.phase ?? 'Starting')

/** `try 2 of 3`, once there was more than one. */
export const tryOf = (job: JobSummary): string | null =>
  job.attempts > 1 ? `try ${job.attempts} of ${job.maxAttempts}` : null

/** How fast and how long: only for a job that moves. */
export function paceOf(job: JobSummary, frozen: boolean): string[] {
  if (job.status !== 'processing' || frozen || !job.progress) return []
  const { speed, etaSeconds } = job.progress
  return [
    ...(speed ? [formatSpeed(speed)] : []),
    ...(etaSeconds === null ? [] : [formatRemaining(etaSeconds)]),
  ]
}

/** `again in 4 s`, for a job that waits for its next try. */
export function againIn(dueAt: number, now: number): string {
  const seconds = Math.ceil((dueAt - now) / 1000)
  return seconds > 0 ? `again in ${formatDuration(seconds)}` : 'again any moment'
}

/** The line under the title, without what counts down. */
export function sublineOf(job: JobSummary, frozen: boolean): string {
  const stage = stages[job.type]
  switch (job.status) {
    case 'queued':
      return `Waiting to ${stage.waitingTo}`
    case 'processing':
      return [phaseOf(job, frozen), ...paceOf(job, frozen)].join(' · ')
    case 'failed':
    case 'retrying':
      return job.error?.message ?? `${stage.name} failed`
    case 'completed':
      return tookOf(job) === null ? stage.name : `${stage.name} · took ${tookOf(job) ?? ''}`
    case 'cancelled':
      return stage.name
  }
}

function tookOf(job: JobSummary): string | null {
  if (job.startedAt === null || job.finishedAt === null) return null
  return formatDuration((job.finishedAt - job.startedAt) / 1000)
}

/** The moment a row tells: when it ended, else when it began, else when it was added. */
export const momentOf = (job: JobSummary): number =>
  job.finishedAt ?? job.startedAt ?? job.createdAt
