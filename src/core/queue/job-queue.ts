import { EventEmitter } from 'node:events'
import { backoffMs } from '../../shared/backoff.ts'
import { isRetryable, SpoolError, type Failure } from '../../shared/errors.ts'
import type { Job, JobId, JobType } from '../../shared/job.ts'
import type { Progress } from '../../shared/progress.ts'
import type { PauseMode, PauseState } from '../../shared/queue.ts'
import type { SitesSettings } from '../../shared/settings/sites.ts'
import { siteOf } from '../../shared/site.ts'
import type { StageResult } from '../../shared/stage.ts'
import { isActive } from '../../shared/state.ts'
import type { Database } from '../database/index.ts'
import { toClaimed, toJob, type ClaimedJob } from './job-row.ts'
import { putBeside } from './reorder.ts'
import { newJob, requirePriority, type EnqueueOptions } from './new-job.ts'
import type { Parking } from './parking.ts'
import { PauseStore, type PauseScope } from './pauses.ts'
import { SiteGate } from './sites.ts'
import { workKey } from './work-key.ts'

/** A clock that is set right by less than this was not set back. */
const clockSlackMs = 300_000

interface Enqueued {
  job: Job
  /** False where the same work was already to be done. */
  created: boolean
}

/** What a completed job leads to; runs inside the transaction that completes it. */
export type FollowUp = (job: ClaimedJob, result: StageResult) => JobId[]

interface QueueEvents {
  /** These jobs are new or changed. */
  jobs: [JobId[]]
  /** Counters or the pause state changed. */
  queue: []
  /** A source is new, changed or gone. */
  sources: []
  /** Anything may have changed: another process wrote. */
  reset: []
  /** There may be something to claim. */
  work: []
}

/**
 * The durable queue: the states of jobs and every way they change. Synchronous, each change one
 * transaction; knows nothing of who does the work.
 */
export class JobQueue extends EventEmitter<QueueEvents> {
  readonly #database: Database
  readonly #now: () => number
  readonly #pauses: PauseStore
  /** Which sites may be asked. */
  readonly sites: SiteGate

  constructor(
    database: Database,
    now: () => number = Date.now,
    siteSettings: () => SitesSettings = () => noLimits,
  ) {
    super()
    this.#database = database
    this.#now = now
    this.#pauses = new PauseStore(database)
    this.sites = new SiteGate({ database, settings: siteSettings, now })
  }

  /**
   * Puts work into the queue. The same work that is still to be done is one job: that job is
   * returned, raised to the higher priority of the two.
   *
   * @throws SpoolError `invalid-input` on a priority or number of attempts out of range, or on a
   * job that belongs to neither a source nor a video
   */
  enqueue(options: EnqueueOptions): Enqueued {
    const [enqueued] = this.enqueueAll([options])
    if (!enqueued) throw new Error('Nothing came of one job.')
    return enqueued
  }

  /** As `enqueue`, in the transaction of somebody who tells of it when that is over. */
  enqueueWithin(options: EnqueueOptions): Enqueued {
    return this.#put(options)
  }

  /**
   * As `enqueueWithin`, for the first work on something new: it cannot be there already.
   *
   * @param location where it is fetched from
   */
  enqueueFirst(options: EnqueueOptions, location: string): Job {
    const now = this.#now()
    const row = this.#database.jobs.insert.get({
      ...newJob(options, now),
      ...{ site: siteOf(location), now },
    })
    if (!row) throw new Error('The database returned no row for a new job.')
    return toJob(row)
  }

  /** Enqueues all of these or, where one is no good, none. */
  enqueueAll(many: readonly EnqueueOptions[]): Enqueued[] {
    const all = this.#database.transaction(() => many.map((options) => this.#put(options)))
    this.#changed(
      all.map(({ job }) => job.id),
      all.some(({ created }) => created),
    )
    return all
  }

  #put(wanted: EnqueueOptions): Enqueued {
    const now = this.#now()
    const options = this.#versioned(wanted)
    const work = newJob(options, now)
    const { jobs } = this.#database
    const present = jobs.activeByWork.get({ workKey: work.workKey })
    if (present) {
      const priority = Math.max(work.priority, present.priority)
      if (priority > present.priority) jobs.prioritise.run({ id: present.id, priority })
      return { job: toJob({ ...present, priority }), created: false }
    }
    const needs = (options.after ?? []).filter((id) => this.#neededStill(id))
    const hold = needs.length > 0 ? 'input' : work.hold
    const row = jobs.insert.get({ ...work, hold, site: this.#siteOf(options), now })
    if (!row) throw new Error('The database returned no row for a new job.')
    for (const needsId of needs) jobs.addNeed.run({ id: row.id, needsId })
    if (options.review) this.#database.publications.gate.run({ jobId: row.id })
    return { job: toJob(row), created: true }
  }

  #siteOf({ type, sourceId, videoId }: EnqueueOptions): string {
    const { library } = this.#database
    if (type === 'scrape' && sourceId != null) {
      return siteOf(library.source.get({ id: sourceId })?.location ?? '')
    }
    if (type !== 'download' || videoId == null) return ''
    return siteOf(library.video.get({ id: videoId })?.location ?? '')
  }

  #neededStill(id: JobId): boolean {
    const needed = this.#database.jobs.byId.get({ id })
    if (needed) return needed.status !== 'completed'
    throw new SpoolError('invalid-input', `There is no job ${id} to wait for.`)
  }

  get(id: JobId): Job | null {
    const row = this.#database.jobs.byId.get({ id })
    return row ? toJob(row) : null
  }

  /**
   * Takes the next job of these types: highest priority first, then the oldest. Atomic.
   *
   * @param gently not more of one site at a time, and not sooner, than the settings say
   */
  claim(types: readonly JobType[], ownerId: number, gently = false): ClaimedJob | null {
    const claimed = this.#database.transaction(() => {
      if (this.pauseState().paused) return undefined
      const paused = this.#pauses.types()
      const open = types.filter((type) => !paused.includes(type))
      const heads = this.sites.heads(open, gently)
      const [next] = heads.sort(
        (a, b) => b.priority - a.priority || a.queued_at - b.queued_at || a.id - b.id,
      )
      if (next) this.sites.begun(next.site)
      return next && this.#database.jobs.claim.get({ id: next.id, ownerId, now: this.#now() })
    })
    if (!claimed) return null
    this.#changed([claimed.id])
    return toClaimed(claimed)
  }

  /** Takes what else is to be done of this kind with the same video, up to so many jobs. Atomic. */
  claimAlongside({ type, videoId }: ClaimedJob, ownerId: number, limit: number): ClaimedJob[] {
    if (videoId === null) return []
    const { claim, ofVideo } = this.#database.jobs
    const claimed = this.#database.transaction(() => {
      const now = this.#now()
      const others = ofVideo.all({ type, videoId, limit })
      return others.flatMap(({ id }) => claim.get({ id, ownerId, now }) ?? [])
    })
    this.#changed(claimed.map(({ id }) => id))
    return claimed.map(toClaimed)
  }

  /**
   * Stores a result and what follows from it, in one transaction.
   *
   * @returns false where the lease was lost meanwhile (cancelled, taken over): nothing is stored
   */
  complete(job: ClaimedJob, result: StageResult, followUp: FollowUp): boolean {
    const following = this.#database.transaction(() => {
      const now = this.#now()
      if (this.#database.jobs.succeed.run({ id: job.id, lease: job.lease, now }) === 0) return null
      this.sites.calm(job.site)
      return followUp(job, result)
    })
    if (following === null) return false
    this.#changed([job.id, ...following], true)
    return true
  }

  /**
   * Stores something a running job already has, in one transaction.
   *
   * @returns false where the lease was lost meanwhile: nothing is stored
   */
  during(job: ClaimedJob, work: () => JobId[]): boolean {
    const following = this.#database.transaction(() => (this.holds(job) ? work() : null))
    if (following === null) return false
    this.#changed(following, true)
    return true
  }

  /** Stores a failure: to be retried after its backoff, or for good. False as in `complete`. */
  fail(job: ClaimedJob, failure: Failure): boolean {
    const changed = this.#database.transaction(() => {
      if (!this.holds(job)) return 0
      const { cause, volume, neededBytes: bytes } = failure.details
      if (cause === 'disk-full' && volume !== undefined && bytes !== undefined) {
        const { id, lease } = job
        const now = this.#now()
        return this.#database.disks.hold.run({ id, lease, now, volume, bytes: Math.ceil(bytes) })
      }
      const held = this.sites.holdAfter(job.site, failure)
      // Sent away as a whole, a site is asked again later: that is no try of this job's own.
      const isFree = held !== null && failure.kind === 'rate-limited'
      return this.#storeFailure(job, failure, held, isFree)
    })
    return this.#changed(changed === 0 ? [] : [job.id], true)
  }

  #storeFailure(job: ClaimedJob, failure: Failure, held: number | null, isFree: boolean): number {
    const now = this.#now()
    const again = isFree || (isRetryable(failure.kind) && job.attempts < job.maxAttempts)
    const update = again ? this.#database.jobs.fail : this.#database.jobs.failForGood
    const changed = update.run({
      id: job.id,
      lease: job.lease,
      now,
      queuedAt: again ? Math.max(held ?? 0, now + this.#backoff(job, failure)) : job.queuedAt,
      finishedAt: again ? null : now,
      ...stored(failure),
    })
    if (changed > 0 && isFree) this.#database.sites.giveBack.run({ id: job.id })
    return changed
  }

  #backoff(job: ClaimedJob, failure: Failure): number {
    return backoffMs(job.attempts, { policy: job.retryPolicy, retryAfterMs: failure.retryAfterMs })
  }

  /** See {@link interruptAll}. False as in `complete`. */
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
          ...stored({ kind: 'bug', message: reason, details: { stage: job.type } }),
        })
        return rows > 0
      }),
    )
    const ids = changed.map(({ id }) => id)
    this.#changed(ids, changed.some(again))
    return ids
  }

  /** There is room again for these. */
  letGoOfDisk(ids: readonly JobId[]): void {
    this.#each(ids, (id) => this.#database.disks.letGo.run({ id }), true)
  }

  /** Asks a site again that was to be left alone. @returns whether it was */
  releaseSite(site: string): boolean {
    const released = this.sites.release(site)
    if (released) {
      this.emit('queue')
      this.emit('work')
    }
    return released
  }

  /** A clean stop: back into the queue without having cost an attempt. */
  release(job: ClaimedJob): boolean {
    const changed = this.#database.jobs.release.run({
      id: job.id,
      lease: job.lease,
      now: this.#now(),
    })
    return this.#changed(changed === 0 ? [] : [job.id])
  }

  /** Waits for a daily budget's reset: as `release`, until then. */
  park(job: ClaimedJob, { budget, until }: Parking): boolean {
    const parked = this.#database.transaction(() => {
      const change = { id: job.id, lease: job.lease, now: this.#now(), queuedAt: until }
      if (this.#database.jobs.park.run(change) === 0) return false
      this.#database.publications.setParked.run({ jobId: job.id, budget })
      return true
    })
    return this.#changed(parked ? [job.id] : [])
  }

  /** Jobs that were processing under this owner, as it left them. */
  ownedBy(ownerId: number): ClaimedJob[] {
    return this.#database.jobs.owned.all({ ownerId }).map(toClaimed)
  }

  /** Writes down how far a job is, for those who look from another process. */
  saveProgress(job: ClaimedJob, progress: Progress): void {
    this.#database.jobs.saveProgress.run({
      id: job.id,
      lease: job.lease,
      progress: JSON.stringify(progress),
    })
  }

  /** Whether this claim still holds; it does not once the job was cancelled or taken over. */
  holds(job: ClaimedJob): boolean {
    const row = this.#database.jobs.byId.get({ id: job.id })
    return row?.status === 'processing' && row.lease === job.lease
  }

  /** @returns the jobs that were cancelled; those already over are left as they are */
  cancel(ids: readonly JobId[]): JobId[] {
    return this.#each(ids, (id, now) => this.#database.jobs.cancel.run({ id, now }))
  }

  /** A person's retry: attempts start again, the history stays. @returns those put back */
  retry(ids: readonly JobId[]): JobId[] {
    const work = (id: JobId, now: number) => this.#database.jobs.retry.run({ id, now })
    return this.#each(ids, work, true)
  }

  /** @returns the jobs changed; those already over are left as they are */
  prioritise(ids: readonly JobId[], priority: number): JobId[] {
    requirePriority(priority)
    return this.#each(ids, (id) => this.#database.jobs.prioritise.run({ id, priority }))
  }

  /** Puts waiting jobs before all others of their stage, the first named first. */
  moveToTop(ids: readonly JobId[]): JobId[] {
    return this.#each(ids.toReversed(), (id) => this.#database.jobs.moveToTop.run({ id }), true)
  }

  /** Puts waiting jobs beside another; see {@link putBeside}. @returns those moved */
  putBeside(ids: readonly JobId[], beside: { id: JobId; side: 'before' | 'after' }): JobId[] {
    const moved = this.#database.transaction(() => putBeside(this.#database, ids, beside))
    this.#changed(moved, true)
    return moved
  }

  /** Moves jobs whose backoff has passed back into the queue. @returns their ids */
  promoteRetrying(): JobId[] {
    const now = this.#now()
    const { elapse, elapseFromFuture } = this.#database.jobs
    const due = [
      ...elapse.all({ now }),
      ...elapseFromFuture.all({ now, future: now + clockSlackMs }),
    ]
    const ids = due.map((row) => row.id)
    this.#changed(ids)
    return ids
  }

  /** Lets scheduled jobs go whose time has come. @returns their ids */
  beginScheduled(): JobId[] {
    const ids = this.#database.jobs.beginScheduled.all({ now: this.#now() }).map((row) => row.id)
    this.#changed(ids)
    return ids
  }

  /** When the next backoff or scheduled wait ends, or null where no job waits for a time. */
  nextDueAt(): number | null {
    const { nextRetry, nextScheduled } = this.#database.jobs
    const times = [nextRetry, nextScheduled].flatMap((next) => next.get({})?.queued_at ?? [])
    const opens = this.sites.nextOpenAt()
    if (opens !== null) times.push(opens)
    return times.length === 0 ? null : Math.min(...times)
  }

  /**
   * Applies what a GitHub Actions run reports of a job it works on (specification, "GitHub Actions
   * Integration"); whatever a worker here was doing with it loses its lease.
   *
   * @param failure what went wrong there; a plain sentence where nobody says
   * @returns the job as it is now, or null where there is none of this id
   */
  updateFromWorkflow(id: JobId, status: WorkflowStatus, failure = failedElsewhere): Job | null {
    const changed = this.#database.jobs.overrule.run({
      ...{ id, status, now: this.#now() },
      ...(status === 'failed' ? stored(failure) : { kind: null, message: null, details: null }),
    })
    if (changed > 0) this.#changed([id], status === 'queued')
    return this.get(id)
  }

  /**
   * A run of GitHub Actions does the work of this claim from now on.
   *
   * @returns false where the claim did not hold any more
   */
  linkRun({ id, lease }: Pick<ClaimedJob, 'id' | 'lease'>, runId: string): boolean {
    const changed = this.#database.jobs.linkRun.run({ id, lease, runId, now: this.#now() })
    return this.#changed(changed === 0 ? [] : [id])
  }

  pauseState(): PauseState {
    return this.#pauses.queue()
  }

  /** Whether this type or this source is paused by itself. */
  isPaused(scope: PauseScope): boolean {
    return this.#pauses.isPaused(scope)
  }

  /** Survives a restart: it is stored before this returns. @param forMs how long, if not for good */
  pause(mode: PauseMode, forMs?: number): void {
    const since = this.#now()
    const until = forMs === undefined ? {} : { until: since + forMs }
    this.#pauses.setQueue({ paused: true, mode, since, ...until })
    this.emit('queue')
    // The dispatcher minds when it ends.
    if (forMs !== undefined) this.emit('work')
  }

  resume(): void {
    this.#pauses.setQueue({ paused: false })
    this.emit('queue')
    this.emit('work')
  }

  /** Begins no job of this type, or of this source, until told otherwise. */
  pauseOnly(scope: PauseScope, paused: boolean): void {
    this.#pauses.setScope(scope, paused)
    this.emit('queue')
    if (!paused) this.emit('work')
  }

  #each(ids: readonly JobId[], change: (id: JobId, now: number) => number, work = false): JobId[] {
    const now = this.#now()
    const changed = this.#database.transaction(() => ids.filter((id) => change(id, now) > 0))
    this.#changed(changed, work)
    return changed
  }

  #changed(ids: JobId[], work = false): boolean {
    if (ids.length === 0) return false
    this.emit('jobs', ids)
    this.emit('queue')
    if (work) this.emit('work')
    return true
  }

  /** Whether this work was done, is being done, or what else became of it. */
  latestOf(options: EnqueueOptions): { id: JobId; active: boolean; status: Job['status'] } | null {
    const row = this.#database.jobs.latestByWork.get({ workKey: this.keyOf(options) })
    return row ? { ...row, active: isActive(row.status) } : null
  }

  /** What makes this work what it is, with presets as they are now unless a version is named. */
  keyOf(options: EnqueueOptions): string {
    return workKey(this.#versioned(options))
  }

  #versioned(options: EnqueueOptions): EnqueueOptions {
    const { preset, presetVersion } = options
    if (preset == null || presetVersion !== undefined) return options
    const { version = 1 } = this.#database.presets.version.get({ id: preset }) ?? {}
    return { ...options, presetVersion: version }
  }
}

/** What a workflow can say of a job. */
export type WorkflowStatus = 'queued' | 'processing' | 'completed' | 'failed'

const failedElsewhere: Failure = {
  kind: 'tool',
  message: 'The workflow that worked on this job failed. Read its log, then retry.',
  details: {},
}

const stored = ({ kind, message, details }: Failure) => ({
  kind,
  message,
  details: JSON.stringify(details),
})

const noLimits: SitesSettings = { perSite: Number.MAX_SAFE_INTEGER, spacingMs: 0 }
