import { formatBytes, formatDuration } from './format.ts'
import type { JobHold, JobId, JobStatus, JobType } from './job.ts'
import { budgetUsedUp, type BudgetName } from './quota.ts'
import type { WaitReason } from './wait-reason.ts'

/** What decides whether a waiting job may begin, as far as it is known. */
export interface WaitFacts {
  status: JobStatus
  type: JobType
  queuedAt: number
  hold: JobHold | null
  /** The run of GitHub Actions that works on it. */
  runId: string | null
  queuePaused: boolean
  typePaused: boolean
  sourcePaused: boolean
  /** Jobs it waits for that are not completed. */
  needs: readonly { id: JobId; status: JobStatus }[]
  /** Jobs of its type that run, and how many may. */
  running: number
  slots: number
  /** The daily budget whose reset it waits for. */
  parkedFor?: BudgetName | undefined
  /** Where the disk has less room than is kept free. */
  disk?: { volume: string; missingBytes: number } | undefined
  /** Where its site asked to be left alone. */
  siteHold?: { site: string; until: number } | undefined
  /** Where as many jobs of its site run as may. */
  siteBusy?: { site: string; running: number; slots: number } | undefined
  now: number
}

/**
 * Why a job has not begun: the first thing in its way, longest-lasting first. Null where it does
 * not wait at all.
 */
export function waitReason(facts: WaitFacts): WaitReason | null {
  if (facts.status !== 'queued' && facts.status !== 'retrying') return null
  if (facts.hold === 'run') return { kind: 'run', id: facts.runId ?? '' }
  if (facts.queuePaused) return { kind: 'paused', scope: 'queue' }
  if (facts.typePaused) return { kind: 'paused', scope: 'type' }
  if (facts.sourcePaused) return { kind: 'paused', scope: 'source' }
  if (facts.status === 'retrying') return { kind: 'backoff', until: facts.queuedAt }
  if (facts.hold === 'input') {
    const broken = facts.needs.some(({ status }) => status === 'failed' || status === 'cancelled')
    return { kind: 'input', jobs: facts.needs.map(({ id }) => id), broken }
  }
  if (facts.hold === 'review') return { kind: 'review' }
  if (facts.hold === 'schedule' && facts.parkedFor) {
    return { kind: 'quota', budget: facts.parkedFor, until: facts.queuedAt }
  }
  if (facts.hold === 'schedule') return { kind: 'scheduled', until: facts.queuedAt }
  if (facts.siteHold && facts.siteHold.until > facts.now) {
    return { kind: 'site-held', ...facts.siteHold }
  }
  if (facts.disk && facts.disk.missingBytes > 0) return { kind: 'disk', ...facts.disk }
  if (facts.running >= facts.slots) {
    return { kind: 'slots', type: facts.type, running: facts.running, slots: facts.slots }
  }
  if (facts.siteBusy) return { kind: 'site-busy', ...facts.siteBusy }
  return { kind: 'next' }
}

const typeNames: Record<JobType, string> = {
  scrape: 'scrapes',
  download: 'downloads',
  transform: 'transforms',
  publish: 'publications',
}

/** The reason as one sentence. Times are told as how long it still takes. */
export function describeWait(reason: WaitReason, now: number): string {
  const inTime = (until: number) => formatDuration(Math.max(1, Math.ceil((until - now) / 1_000)))
  switch (reason.kind) {
    case 'paused':
      return {
        queue: 'The queue is paused.',
        type: 'Jobs of this type are paused.',
        source: 'Its source is paused.',
      }[reason.scope]
    case 'backoff':
      return reason.until <= now ? 'Tried again now.' : `Tried again in ${inTime(reason.until)}.`
    case 'scheduled':
      return reason.until <= now ? 'Begins now.' : `Scheduled to begin in ${inTime(reason.until)}.`
    case 'review':
      return 'Waits for your approval, in “Ready to publish”.'
    case 'quota': {
      const when = reason.until <= now ? 'now' : `in ${inTime(reason.until)}`
      return `${budgetUsedUp(reason.budget)} It goes on by itself ${when}.`
    }
    case 'input': {
      const jobs = reason.jobs.map((id) => `${id}`).join(', ')
      const which = reason.jobs.length === 1 ? `job ${jobs}` : `jobs ${jobs}`
      return reason.broken
        ? `Waits for ${which}, which did not succeed: retry that first.`
        : `Waits for ${which}.`
    }
    case 'run':
      return `Run ${reason.id} of GitHub Actions works on it.`
    case 'site-held':
      return `${reason.site} asked to be left alone for another ${inTime(reason.until)}.`
    case 'site-busy':
      return `${reason.running} of ${reason.slots} jobs that may ask ${reason.site} at a time are running.`
    case 'disk':
      return `${reason.volume} needs another ${formatBytes(reason.missingBytes)} of free space.`
    case 'slots':
      return `${reason.running} of ${reason.slots} ${typeNames[reason.type]} are running.`
    case 'next':
      return 'Next in line.'
  }
}
