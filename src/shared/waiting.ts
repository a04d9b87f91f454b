import { formatBytes, formatClock, formatDuration } from './format.ts'
import { t } from './language.ts'
import type { JobHold, JobId, JobStatus, JobType } from './job.ts'
import type { BudgetName } from './quota.ts'
import type { Held } from './queue.ts'
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
  held: Held | null
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
  if (facts.held?.by === 'hours') return { kind: 'hours', until: facts.held.until }
  if (facts.held) return { kind: facts.held.by }
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

/** The reason as one sentence. Times are told as how long it still takes. */
export function describeWait(reason: WaitReason, now: number): string {
  const inTime = (until: number) => formatDuration(Math.max(1, Math.ceil((until - now) / 1_000)))
  switch (reason.kind) {
    case 'paused':
      return t(`waiting.paused.${reason.scope}`)
    case 'hours':
      return t('waiting.hours', { time: formatClock(reason.until, now) })
    case 'battery':
    case 'metered':
      return t(`waiting.${reason.kind}`)
    case 'backoff':
      return reason.until <= now
        ? t('waiting.backoffNow')
        : t('waiting.backoff', { time: inTime(reason.until) })
    case 'scheduled':
      return reason.until <= now
        ? t('waiting.scheduledNow')
        : t('waiting.scheduled', { time: inTime(reason.until) })
    case 'review':
      return t('waiting.review')
    case 'quota': {
      const budget = budgetUsedUp(reason.budget)
      return reason.until <= now
        ? t('waiting.quotaNow', { budget })
        : t('waiting.quota', { budget, time: inTime(reason.until) })
    }
    case 'input': {
      const values = { jobs: reason.jobs.join(', '), count: reason.jobs.length }
      return reason.broken ? t('waiting.inputBroken', values) : t('waiting.input', values)
    }
    case 'run':
      return t('waiting.run', { id: reason.id })
    case 'site-held':
      return t('waiting.siteHeld', { site: reason.site, time: inTime(reason.until) })
    case 'site-busy':
      return t('waiting.siteBusy', {
        site: reason.site,
        running: reason.running,
        slots: reason.slots,
      })
    case 'disk':
      return t('waiting.disk', { volume: reason.volume, bytes: formatBytes(reason.missingBytes) })
    case 'slots':
      return t(`waiting.slots.${reason.type}`, { running: reason.running, slots: reason.slots })
    case 'next':
      return t('waiting.next')
  }
}

/** Why nothing begins, in a few words. */
export const describeHeld = (held: Held, now: number): string =>
  held.by === 'hours'
    ? t('waiting.heldUntil', { time: formatClock(held.until, now) })
    : t(`waiting.heldOn.${held.by}`)

const budgetWords: Record<BudgetName, string> = {
  'videos.insert': 'YouTube takes no more uploads from Spool today',
  search: "Today's searches on YouTube are used up",
  other: "Today's calls to YouTube are used up",
  uploads: 'This channel takes no more uploads today',
}

/** Said where a job waits for the reset. */
const budgetUsedUp = (budget: BudgetName): string => `${budgetWords[budget]}.`
