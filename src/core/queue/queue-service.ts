import type { Job, JobId, JobType } from '../../shared/job.ts'
import { jobTypes } from '../../shared/job.ts'
import type { PauseMode } from '../../shared/queue.ts'
import type { Statistics } from '../../shared/statistics.ts'
import type { Database } from '../database/index.ts'
import type { Dispatcher } from './dispatcher.ts'
import type { JobQueue, WorkflowStatus } from './job-queue.ts'
import type { EnqueueOptions } from './new-job.ts'
import type { PauseScope } from './pauses.ts'

interface QueueServiceOptions {
  database: Database
  queue: JobQueue
  /** Null while this process only looks at the queue and works on nothing. */
  dispatcher: () => Dispatcher | null
  /** Fills in what a job needs of its pipeline. */
  specify: (options: EnqueueOptions) => EnqueueOptions
  statistics: (jobType?: JobType) => Statistics
}

const manyJobs = 1_000

/** {@link EnqueueOptions} under the specification's names. */
export type EnqueueJobOptions = Omit<EnqueueOptions, 'type'> & { jobType: JobType }

/** The specification's queue service, under its own names. */
export class QueueService {
  readonly #options: QueueServiceOptions

  constructor(options: QueueServiceOptions) {
    this.#options = options
  }

  /** See {@link JobQueue.enqueue}. */
  enqueueJob(options: EnqueueJobOptions): Job {
    return this.#options.queue.enqueue(this.#specified(options)).job
  }

  /** Enqueues all of these in one transaction; see {@link JobQueue.enqueueAll}. */
  enqueueJobs(many: readonly EnqueueJobOptions[]): Job[] {
    return this.#options.queue
      .enqueueAll(many.map((options) => this.#specified(options)))
      .map(({ job }) => job)
  }

  #specified({ jobType, ...options }: EnqueueJobOptions): EnqueueOptions {
    return this.#options.specify({ ...options, type: jobType })
  }

  /** Claims the next job, works on it to its end and returns it; null where there is none. */
  async processNextJob(options: { jobType?: JobType } = {}): Promise<Job | null> {
    const dispatcher = this.#options.dispatcher()
    if (!dispatcher) throw new Error('This queue was opened to look at, not to work on.')
    const id = await dispatcher.processNext(
      options.jobType === undefined ? jobTypes : [options.jobType],
    )
    return id === null ? null : this.#options.queue.get(id)
  }

  /** Works on up to so many jobs, one after the other; one that fails does not stop the rest. */
  async processBatch(options: { batchSize: number; jobType?: JobType }): Promise<Job[]> {
    const { batchSize, ...type } = options
    const processed: Job[] = []
    while (processed.length < batchSize) {
      const job = await this.processNextJob(type)
      if (!job) break
      processed.push(job)
    }
    return processed
  }

  /** Waiting jobs in the order they will be claimed. */
  getPendingJobs(options: { limit?: number } = {}): Job[] {
    return this.#inStatus('queued', options.limit)
  }

  getProcessingJobs(options: { limit?: number } = {}): Job[] {
    return this.#inStatus('processing', options.limit)
  }

  /**
   * Failed jobs.
   *
   * @param options.maxAttemptsReached true: only those that used up their attempts; false: only
   * those that failed for good before
   */
  getFailedJobs(options: { maxAttemptsReached?: boolean; limit?: number } = {}): Job[] {
    const { maxAttemptsReached, limit = manyJobs } = options
    const { inStatus, failedAfter } = this.#options.database.lists
    const rows =
      maxAttemptsReached === undefined
        ? inStatus.all({ status: 'failed', limit })
        : failedAfter[maxAttemptsReached ? 'allAttempts' : 'fewerAttempts'].all({ limit })
    return this.#jobs(rows.map(({ id }) => id))
  }

  getStatistics(options: { jobType?: JobType } = {}): Statistics {
    return this.#options.statistics(options.jobType)
  }

  /** Puts a failed or cancelled job back; null where it is neither. */
  retryJob(id: JobId): Job | null {
    return this.#options.queue.retry([id]).length === 0 ? null : this.#options.queue.get(id)
  }

  /** Moves jobs whose backoff has passed back into the queue and returns them. */
  processRetryingJobs(): Job[] {
    return this.#jobs(this.#options.queue.promoteRetrying())
  }

  /**
   * Begins no more jobs; survives a restart.
   *
   * @param what `finish` lets running jobs end, `freeze` holds them where they are; a scope pauses
   * one type or one source by itself and lets its running jobs end
   * @param forMs how long the whole queue is paused; until told otherwise if not given
   */
  pause(what: PauseMode | PauseScope = 'finish', forMs?: number): void {
    if (typeof what === 'object') {
      this.#options.queue.pauses.pauseOnly(what, true)
      return
    }
    this.#options.queue.pauses.pause(what, forMs)
    this.#options.dispatcher()?.heed()
  }

  /** Goes on: the whole queue, or one type or one source that was paused by itself. */
  resume(scope?: PauseScope): void {
    if (scope) {
      this.#options.queue.pauses.pauseOnly(scope, false)
      return
    }
    this.#options.queue.pauses.resume()
    this.#options.dispatcher()?.heed()
  }

  isPaused(scope?: PauseScope): boolean {
    const { queue } = this.#options
    return scope ? queue.pauses.isPaused(scope) : queue.pauses.state().paused
  }

  /** See {@link JobQueue.updateFromWorkflow}. */
  updateJobFromWorkflow(id: JobId, status: WorkflowStatus): Job | null {
    return this.#options.queue.updateFromWorkflow(id, status)
  }

  #inStatus(status: Job['status'], limit = manyJobs): Job[] {
    const rows = this.#options.database.lists.inStatus.all({ status, limit })
    return this.#jobs(rows.map(({ id }) => id))
  }

  #jobs(ids: JobId[]): Job[] {
    return ids.flatMap((id) => this.#options.queue.get(id) ?? [])
  }
}
