import { EventEmitter } from 'node:events'
import { backoffMs } from '../../shared/backoff.ts'
import { isRetryable, SpoolError, type Failure } from '../../shared/errors.ts'
import {
  defaultMaxAttempts,
  jobSchema,
  normalPriority,
  prioritySchema,
  type Job,
  type JobId,
  type JobType,
  type SourceId,
  type VideoId,
} from '../../shared/job.ts'
import type { Progress } from '../../shared/progress.ts'
import { pauseStateSchema, type PauseMode, type PauseState } from '../../shared/queue.ts'
import { isActive } from '../../shared/state.ts'
import type { StageResult } from '../../shared/stage.ts'
import type { Database, JobRow } from '../database/index.ts'
import { workKey } from './work-key.ts'

/** A job with the proof that it is ours: a result without the newest lease is refused. */
export interface ClaimedJob extends Job {
  lease: number
  preset: string | null
  destination: string | null
}

export interface EnqueueOptions {
  type: JobType
  sourceId?: SourceId | null
  videoId?: VideoId | null
  /** Preset id (transform, publish). */
  preset?: string | null
  /** Destination as JSON (publish). */
  destination?: string | null
  /** 0–10; 0 unless said otherwise. */
  priority?: number
  /** At least 1; 3 unless said otherwise. */
  maxAttempts?: number
  githubWorkflowRunId?: string | null
}

/** What a completed job leads to; runs inside the transaction that completes it. */
export type FollowUp = (job: ClaimedJob, result: StageResult) => JobId[]

interface QueueEvents {
  /** These jobs are new or changed. */
  jobs: [JobId[]]
  /** Counters or the pause state changed. */
  queue: []
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

  constructor(database: Database, now: () => number = Date.now) {
    super()
    this.#database = database
    this.#now = now
  }

  /**
   * Puts work into the queue. The same work that is still to be done is one job: that job is
   * returned, raised to the higher priority of the two.
   *
   * @throws SpoolError `invalid-input` on a priority or number of attempts out of range, or on a
   * job that belongs to neither a source nor a video
   */
  enqueue(options: EnqueueOptions): { job: Job; created: boolean } {
    const key = workKey(options)
    const priority = options.priority ?? normalPriority
    if (!prioritySchema.safeParse(priority).success) {
      throw new SpoolError('invalid-input', 'A priority is a whole number from 0 to 10.')
    }
    const maxAttempts = options.maxAttempts ?? defaultMaxAttempts
    if (!Number.isInteger(maxAttempts) || maxAttempts < 1) {
      throw new SpoolError('invalid-input', 'The number of attempts is a whole number from 1 up.')
    }
    const outcome = this.#database.transaction(() => {
      const present = this.#database.jobs.activeByWork.get({ workKey: key })
      if (present) {
        if (priority > present.priority) {
          this.#database.jobs.prioritise.run({ id: present.id, priority })
        }
        return {
          row: { ...present, priority: Math.max(priority, present.priority) },
          created: false,
        }
      }
      const now = this.#now()
      const row = this.#database.jobs.insert.get({
        type: options.type,
        priority,
        sourceId: options.sourceId ?? null,
        videoId: options.videoId ?? null,
        workKey: key,
        preset: options.preset ?? null,
        destination: options.destination ?? null,
        maxAttempts,
        queuedAt: now,
        githubWorkflowRunId: options.githubWorkflowRunId ?? null,
        now,
      })
      if (!row) throw new Error('The database returned no row for a new job.')
      return { row, created: true }
    })
    this.#changed([outcome.row.id], outcome.created)
    return { job: toJob(outcome.row), created: outcome.created }
  }

  get(id: JobId): Job | null {
    const row = this.#database.jobs.byId.get({ id })
    return row ? toJob(row) : null
  }

  /** Takes the next job of these types: highest priority first, then the oldest. Atomic. */
  claim(types: readonly JobType[], ownerId: number): ClaimedJob | null {
    if (this.pauseState().paused) return null
    const claimed = this.#database.transaction(() => {
      const heads = types.flatMap((type) => this.#database.jobs.head.get({ type }) ?? [])
      const [next] = heads.sort(
        (a, b) => b.priority - a.priority || a.queued_at - b.queued_at || a.id - b.id,
      )
      return next && this.#database.jobs.claim.get({ id: next.id, ownerId, now: this.#now() })
    })
    if (!claimed) return null
    this.#changed([claimed.id])
    return toClaimed(claimed)
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
      return followUp(job, result)
    })
    if (following === null) return false
    this.#changed([job.id, ...following], true)
    return true
  }

  /** Stores a failure: to be retried after its backoff, or for good. False as in `complete`. */
  fail(job: ClaimedJob, failure: Failure): boolean {
    const now = this.#now()
    const again = isRetryable(failure.kind) && job.attempts < job.maxAttempts
    const update = again ? this.#database.jobs.fail : this.#database.jobs.failForGood
    const changed = update.run({
      id: job.id,
      lease: job.lease,
      now,
      queuedAt: again ? now + backoffMs(job.attempts, failure.retryAfterMs) : job.queuedAt,
      finishedAt: again ? null : now,
      ...stored(failure),
    })
    return this.#changed(changed === 0 ? [] : [job.id], again)
  }

  /** The worker or its app died: back into the queue, or failed when that was the last attempt. */
  interrupt(job: ClaimedJob, reason: string): boolean {
    const now = this.#now()
    const again = job.attempts < job.maxAttempts
    const jobs = this.#database.jobs
    const changed = (again ? jobs.interrupt : jobs.interruptForGood).run({
      id: job.id,
      lease: job.lease,
      now,
      queuedAt: job.queuedAt,
      finishedAt: again ? null : now,
      ...stored({ kind: 'bug', message: reason, details: { stage: job.type } }),
    })
    return this.#changed(changed === 0 ? [] : [job.id], again)
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
    if (!prioritySchema.safeParse(priority).success) {
      throw new SpoolError('invalid-input', 'A priority is a whole number from 0 to 10.')
    }
    return this.#each(ids, (id) => this.#database.jobs.prioritise.run({ id, priority }))
  }

  /** Moves jobs whose backoff has passed back into the queue. @returns their ids */
  promoteRetrying(): JobId[] {
    const ids = this.#database.jobs.elapse.all({ now: this.#now() }).map((row) => row.id)
    this.#changed(ids)
    return ids
  }

  /** When the next backoff ends, or null where no job waits for one. */
  nextRetryAt(): number | null {
    return this.#database.jobs.nextRetry.get({})?.queued_at ?? null
  }

  /**
   * Applies what a GitHub Actions run reports of a job it works on (specification, "GitHub Actions
   * Integration"); whatever a worker here was doing with it loses its lease.
   *
   * @returns the job as it is now, or null where there is none of this id
   */
  updateFromWorkflow(
    id: JobId,
    status: 'queued' | 'processing' | 'completed' | 'failed',
  ): Job | null {
    const changed = this.#database.jobs.overrule.run({ id, status, now: this.#now() })
    if (changed > 0) this.#changed([id], status === 'queued')
    return this.get(id)
  }

  pauseState(): PauseState {
    const value = this.#database.setting('pause')
    return value === undefined ? { paused: false } : pauseStateSchema.parse(JSON.parse(value))
  }

  /** Survives a restart: it is stored before this returns. */
  pause(mode: PauseMode): void {
    this.#setPause({ paused: true, mode, since: this.#now() })
  }

  resume(): void {
    this.#setPause({ paused: false })
    this.emit('work')
  }

  #setPause(state: PauseState): void {
    this.#database.setSetting('pause', JSON.stringify(state))
    this.emit('queue')
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
    const row = this.#database.jobs.latestByWork.get({ workKey: workKey(options) })
    return row ? { ...row, active: isActive(row.status) } : null
  }
}

const stored = ({ kind, message, details }: Failure) => ({
  kind,
  message,
  details: JSON.stringify(details),
})

function toJob(row: JobRow): Job {
  return jobSchema.parse({
    id: row.id,
    type: row.type,
    status: row.status,
    priority: row.priority,
    sourceId: row.source_id,
    videoId: row.video_id,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    createdAt: row.created_at,
    queuedAt: row.queued_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    githubWorkflowRunId: row.github_workflow_run_id,
    failure:
      row.error_kind === null || row.error_message === null
        ? null
        : {
            kind: row.error_kind,
            message: row.error_message,
            details: JSON.parse(row.error_details ?? '{}') as unknown,
          },
  })
}

const toClaimed = (row: JobRow): ClaimedJob => ({
  ...toJob(row),
  lease: row.lease,
  preset: row.preset,
  destination: row.destination,
})
