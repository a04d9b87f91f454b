import type { Failure } from '../../shared/errors.ts'
import type { Job, JobId } from '../../shared/job.ts'
import type { SitesSettings } from '../../shared/settings/sites.ts'
import type { Database } from '../database/index.ts'
import { Claims } from './claims.ts'
import { Intake, type Enqueued } from './intake.ts'
import { storedFailure, toJob } from './job-row.ts'
import { requirePriority, type EnqueueOptions } from './new-job.ts'
import { QueueNews } from './news.ts'
import { Pauses } from './pauses.ts'
import { putBeside } from './reorder.ts'
import { SiteGate } from './sites.ts'

/** A clock that is set right by less than this was not set back. */
const clockSlackMs = 300_000

/**
 * The durable queue: the states of jobs and every way they change. Synchronous, each change one
 * transaction; knows nothing of who does the work.
 */
export class JobQueue extends QueueNews {
  /** How work gets in, within a transaction of somebody who tells of it. */
  readonly intake: Intake
  /** How jobs are taken to be worked on, and how that ends. */
  readonly claims: Claims
  readonly pauses: Pauses
  /** Which sites may be asked. */
  readonly sites: SiteGate
  readonly #database: Database
  readonly #now: () => number

  constructor(
    database: Database,
    now: () => number = Date.now,
    siteSettings: () => SitesSettings = () => noLimits,
  ) {
    super()
    this.#database = database
    this.#now = now
    this.intake = new Intake(database, now)
    this.pauses = new Pauses({ database, news: this, now })
    this.sites = new SiteGate({ database, settings: siteSettings, news: this, now })
    this.claims = new Claims({ database, pauses: this.pauses, sites: this.sites, news: this, now })
  }

  /** See {@link Intake.put}. */
  enqueue(options: EnqueueOptions): Enqueued {
    const [enqueued] = this.enqueueAll([options])
    if (!enqueued) throw new Error('Nothing came of one job.')
    return enqueued
  }

  /** Enqueues all of these or, where one is no good, none. */
  enqueueAll(many: readonly EnqueueOptions[]): Enqueued[] {
    const all = this.#database.transaction(() => many.map((options) => this.intake.put(options)))
    this.changed(
      all.map(({ job }) => job.id),
      all.some(({ created }) => created),
    )
    return all
  }

  get(id: JobId): Job | null {
    const row = this.#database.jobs.byId.get({ id })
    return row ? toJob(row) : null
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
    this.changed(moved, true)
    return moved
  }

  /** There is room again for these. */
  letGoOfDisk(ids: readonly JobId[]): void {
    this.#each(ids, (id) => this.#database.disks.letGo.run({ id }), true)
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
    this.changed(ids)
    return ids
  }

  /** Lets scheduled jobs go whose time has come. @returns their ids */
  beginScheduled(): JobId[] {
    const ids = this.#database.jobs.beginScheduled.all({ now: this.#now() }).map((row) => row.id)
    this.changed(ids)
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
      ...(status === 'failed'
        ? storedFailure(failure)
        : { kind: null, message: null, details: null }),
    })
    if (changed > 0) this.changed([id], status === 'queued')
    return this.get(id)
  }

  #each(ids: readonly JobId[], change: (id: JobId, now: number) => number, work = false): JobId[] {
    const now = this.#now()
    const changed = this.#database.transaction(() => ids.filter((id) => change(id, now) > 0))
    this.changed(changed, work)
    return changed
  }
}

/** What a workflow can say of a job. */
export type WorkflowStatus = 'queued' | 'processing' | 'completed' | 'failed'

const failedElsewhere: Failure = {
  kind: 'tool',
  message: 'The workflow that worked on this job failed. Read its log, then retry.',
  details: {},
}

const noLimits: SitesSettings = { perSite: Number.MAX_SAFE_INTEGER, spacingMs: 0 }
