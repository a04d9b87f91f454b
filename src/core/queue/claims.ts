import { backoffMs } from '../../shared/backoff.ts'
import { isRetryable, type Failure } from '../../shared/errors.ts'
import type { JobId, JobType } from '../../shared/job.ts'
import type { Progress } from '../../shared/progress.ts'
import type { Database } from '../database/index.ts'
import { storedFailure, toClaimed, type ClaimedJob } from './job-row.ts'
import type { QueueNews } from './news.ts'
import type { Parking } from './parking.ts'
import type { Pauses } from './pauses.ts'
import type { SiteGate } from './sites.ts'

interface ClaimsOptions {
  database: Database
  pauses: Pauses
  sites: SiteGate
  news: QueueNews
  now: () => number
}

/**
 * Jobs taken to be worked on, and how that ends. Every write names the claim's lease and is refused
 * where it was lost meanwhile (cancelled, taken over): then nothing is stored and it returns false.
 */
export class Claims {
  readonly #database: Database
  readonly #pauses: Pauses
  readonly #sites: SiteGate
  readonly #news: QueueNews
  readonly #now: () => number

  constructor({ database, pauses, sites, news, now }: ClaimsOptions) {
    this.#database = database
    this.#pauses = pauses
    this.#sites = sites
    this.#news = news
    this.#now = now
  }

  /**
   * Takes the next job of these types: highest priority first, then the oldest. Atomic.
   *
   * @param gently not more of one site at a time, and not sooner, than the settings say
   */
  take(types: readonly JobType[], ownerId: number, gently = false): ClaimedJob | null {
    const claimed = this.#database.transaction(() => {
      if (this.#pauses.state().paused) return undefined
      const paused = this.#pauses.types()
      const open = types.filter((type) => !paused.includes(type))
      const heads = this.#sites.heads(open, gently)
      const [next] = heads.sort(
        (a, b) => b.priority - a.priority || a.queued_at - b.queued_at || a.id - b.id,
      )
      if (next) this.#sites.begun(next.site)
      return next && this.#database.jobs.claim.get({ id: next.id, ownerId, now: this.#now() })
    })
    if (!claimed) return null
    this.#news.changed([claimed.id])
    return toClaimed(claimed)
  }

  /** Takes what else is to be done of this kind with the same video, up to so many jobs. Atomic. */
  takeAlongside({ type, videoId }: ClaimedJob, ownerId: number, limit: number): ClaimedJob[] {
    if (videoId === null) return []
    const { claim, ofVideo } = this.#database.jobs
    const claimed = this.#database.transaction(() => {
      const now = this.#now()
      const others = ofVideo.all({ type, videoId, limit })
      return others.flatMap(({ id }) => claim.get({ id, ownerId, now }) ?? [])
    })
    this.#news.changed(claimed.map(({ id }) => id))
    return claimed.map(toClaimed)
  }

  /** Whether this claim still holds; it does not once the job was cancelled or taken over. */
  holds(job: ClaimedJob): boolean {
    const row = this.#database.jobs.byId.get({ id: job.id })
    return row?.status === 'processing' && row.lease === job.lease
  }

  /** Jobs that were processing under this owner, as it left them. */
  of(ownerId: number): ClaimedJob[] {
    return this.#database.jobs.owned.all({ ownerId }).map(toClaimed)
  }

  /** Writes down how far a job is, for those who look from another process. */
  saveProgress({ id, lease }: ClaimedJob, progress: Progress): void {
    this.#database.jobs.saveProgress.run({ id, lease, progress: JSON.stringify(progress) })
  }

  /** Stores something a running job already has, in one transaction. */
  during(job: ClaimedJob, work: () => JobId[]): boolean {
    const following = this.#database.transaction(() => (this.holds(job) ? work() : null))
    if (following === null) return false
    this.#news.changed(following, true)
    return true
  }

  /** The job is done; stores what it made and what follows, in the same transaction. */
  complete(job: ClaimedJob, work: () => JobId[]): boolean {
    const following = this.#database.transaction(() => {
      const now = this.#now()
      if (this.#database.jobs.succeed.run({ id: job.id, lease: job.lease, now }) === 0) return null
      this.#sites.calm(job.site)
      return work()
    })
    if (following === null) return false
    return this.#news.changed([job.id, ...following], true)
  }

  /** Stores a failure: to be retried after its backoff, or for good. */
  fail(job: ClaimedJob, failure: Failure): boolean {
    const changed = this.#database.transaction(() => {
      if (!this.holds(job)) return 0
      const { cause, volume, neededBytes: bytes } = failure.details
      if (cause === 'disk-full' && volume !== undefined && bytes !== undefined) {
        const { id, lease } = job
        const now = this.#now()
        return this.#database.disks.hold.run({ id, lease, now, volume, bytes: Math.ceil(bytes) })
      }
      const held = this.#sites.holdAfter(job.site, failure)
      // Sent away as a whole, a site is asked again later: that is no try of this job's own.
      const isFree = held !== null && failure.kind === 'rate-limited'
      return this.#storeFailure(job, failure, held, isFree)
    })
    return this.#news.changed(changed === 0 ? [] : [job.id], true)
  }

  #storeFailure(job: ClaimedJob, failure: Failure, held: number | null, isFree: boolean): number {
    const now = this.#now()
    const again = isFree || (isRetryable(failure.kind) && job.attempts < job.maxAttempts)
    const update = again ? this.#database.jobs.fail : this.#database.jobs.failForGood
    const changed = update.run({
      id: job.id,
      lease: job.lease,
      now,
      queuedAt: again ? Math.max(held ?? 0, now + backoffOf(job, failure)) : job.queuedAt,
      finishedAt: again ? null : now,
      ...storedFailure(failure),
    })
    if (changed > 0 && isFree) this.#database.sites.giveBack.run({ id: job.id })
    return changed
  }

  /** See {@link interruptAll}. */
  interrupt(job: ClaimedJob, reason: string): boolean {
    return this.interruptAll([job], reason).length > 0
  }

  /**
   * Their worker or its app died: back into the queue, or failed where that was the last attempt.
   *
   * @returns those whose claim still held
   */
  interruptAll(jobs: readonly ClaimedJob[], reason: string): JobId[] {
    const now = this.#now()
    const again = (job: ClaimedJob) => job.attempts < job.maxAttempts
    const changed = this.#database.transaction(() =>
      jobs.filter((job) => {
        const { interrupt, interruptForGood } = this.#database.jobs
        const rows = (again(job) ? interrupt : interruptForGood).run({
          id: job.id,
          lease: job.lease,
          now,
          queuedAt: job.queuedAt,
          finishedAt: again(job) ? null : now,
          ...storedFailure({ kind: 'bug', message: reason, details: { stage: job.type } }),
        })
        return rows > 0
      }),
    )
    const ids = changed.map(({ id }) => id)
    this.#news.changed(ids, changed.some(again))
    return ids
  }

  /** A clean stop: back into the queue without having cost an attempt. */
  release({ id, lease }: ClaimedJob): boolean {
    const changed = this.#database.jobs.release.run({ id, lease, now: this.#now() })
    return this.#news.changed(changed === 0 ? [] : [id])
  }

  /** Waits for a daily budget's reset: as `release`, until then. */
  park({ id, lease }: ClaimedJob, { budget, until }: Parking): boolean {
    const parked = this.#database.transaction(() => {
      const change = { id, lease, now: this.#now(), queuedAt: until }
      if (this.#database.jobs.park.run(change) === 0) return false
      this.#database.publications.setParked.run({ jobId: id, budget })
      return true
    })
    return this.#news.changed(parked ? [id] : [])
  }

  /** A run of GitHub Actions does the work of this claim from now on. */
  linkRun({ id, lease }: Pick<ClaimedJob, 'id' | 'lease'>, runId: string): boolean {
    const changed = this.#database.jobs.linkRun.run({ id, lease, runId, now: this.#now() })
    return this.#news.changed(changed === 0 ? [] : [id])
  }
}

const backoffOf = (job: ClaimedJob, failure: Failure): number =>
  backoffMs(job.attempts, { policy: job.retryPolicy, retryAfterMs: failure.retryAfterMs })
