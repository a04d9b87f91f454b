import type { JobId, JobStatus, JobType } from './job.ts'

/** What decides whether a waiting job may begin, as far as it is known. */
export interface WaitFacts {
  status: JobStatus
  type: JobType
  queuedAt: number
  hold: 'schedule' | 'input' | null
  queuePaused: boolean
  typePaused: boolean
  sourcePaused: boolean
  /** Jobs it waits for that are not completed. */
  needs: readonly { id: JobId; status: JobStatus }[]
  /** Jobs of its type that run, and how many may. */
  running: number
  slots: number
  /** Where the disk has less room than is kept free. */
  disk?: { volume: string; missingBytes: number } | undefined
  /** Where its site asked to be left alone. */
  siteHold?: { site: string; until: number } | undefined
  now: number
}

export type WaitReason =
  | { kind: 'paused'; scope: 'queue' | 'type' | 'source' }
  | { kind: 'backoff'; until: number }
  | { kind: 'scheduled'; until: number }
  | { kind: 'input'; jobs: readonly JobId[]; broken: boolean }
  | { kind: 'site-held'; site: string; until: number }
  | { kind: 'disk'; volume: string; missingBytes: number }
  | { kind: 'slots'; type: JobType; running: number; slots: number }
  | { kind: 'next' }

/**
 * Why a job has not begun: the first thing in its way, longest-lasting first. Null where it does
 * not wait at all.
 */
export function waitReason(facts: WaitFacts): WaitReason | null {
  if (facts.status !== 'queued' && facts.status !== 'retrying') return null
  if (facts.queuePaused) return { kind: 'paused', scope: 'queue' }
  if (facts.typePaused) return { kind: 'paused', scope: 'type' }
  if (facts.sourcePaused) return { kind: 'paused', scope: 'source' }
  if (facts.status === 'retrying') return { kind: 'backoff', until: facts.queuedAt }
  if (facts.hold === 'input') {
    const broken = facts.needs.some(({ status }) => status === 'failed' || status === 'cancelled')
    return { kind: 'input', jobs: facts.needs.map(({ id }) => id), broken }
  }
  if (facts.hold === 'schedule') return { kind: 'scheduled', until: facts.queuedAt }
  if (facts.siteHold && facts.siteHold.until > facts.now) {
    return { kind: 'site-held', ...facts.siteHold }
  }
  if (facts.disk && facts.disk.missingBytes > 0) return { kind: 'disk', ...facts.disk }
  if (facts.running >= facts.slots) {
    return { kind: 'slots', type: facts.type, running: facts.running, slots: facts.slots }
  }
  return { kind: 'next' }
}
