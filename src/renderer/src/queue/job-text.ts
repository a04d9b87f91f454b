import type { JobSummary, Place } from '../../../shared/job.ts'
import {
  formatDuration,
  formatPhase,
  formatRemaining,
  formatSpeed,
} from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import { translated } from '../../../shared/sentences.ts'

/** What a running job does, in a word; `frozen` while the whole queue is held. */
export const phaseOf = (job: JobSummary, frozen: boolean): string =>
  frozen ? t('queue.onHold') : job.progress ? formatPhase(job.progress) : t('queue.starting')

/** `try 2 of 3`, once there was more than one. */
export const tryOf = (job: JobSummary): string | null =>
  job.attempts > 1 ? t('queue.try', { attempt: job.attempts, of: job.maxAttempts }) : null

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
  return seconds > 0 ? t('queue.againIn', { time: formatDuration(seconds) }) : t('queue.againNow')
}

/** A place in a word or two: of a folder, its name. */
export const placeName = (place: Place): string =>
  place.kind === 'folder'
    ? (place.path.split(/[\\/]/).findLast(Boolean) ?? place.path)
    : (place.name ?? t('queue.removedPlace'))

/** What a job does: `Download`, `Publish · My bucket`. */
export function stageOf({ type, place }: JobSummary): string {
  const stage = t(`common.stage.${type}`)
  return place === null ? stage : `${stage} · ${placeName(place)}`
}

/** The line under the title, without what counts down. */
export function sublineOf(job: JobSummary, frozen: boolean): string {
  const to = job.place === null ? [] : [placeName(job.place)]
  const stage = stageOf(job)
  switch (job.status) {
    case 'queued':
      return [t(`common.waitingTo.${job.type}`), ...to].join(' · ')
    case 'processing':
      return [...to, phaseOf(job, frozen), ...paceOf(job, frozen)].join(' · ')
    case 'failed':
    case 'retrying':
      return job.error
        ? [...to, translated(job.error.message)].join(' · ')
        : t('queue.stageFailed', { stage })
    case 'completed': {
      const time = tookOf(job)
      return time === null ? stage : t('queue.took', { stage, time })
    }
    case 'cancelled':
      return stage
  }
}

function tookOf(job: JobSummary): string | null {
  if (job.startedAt === null || job.finishedAt === null) return null
  return formatDuration((job.finishedAt - job.startedAt) / 1000)
}

/** The moment a row tells: when it ended, else when it began, else when it was added. */
export const momentOf = (job: JobSummary): number =>
  job.finishedAt ?? job.startedAt ?? job.createdAt
