import {
  setImmediate as setImmediateAsync,
  setTimeout as setTimeoutAsync,
} from 'node:timers/promises'
import { toFailure, type Failure } from '../../shared/errors.ts'
import { jobTypes, type JobId, type JobType } from '../../shared/job.ts'
import { monotonic, type Progress } from '../../shared/progress.ts'
import type { Held } from '../../shared/queue.ts'
import type { FoundBatch, StageResult } from '../../shared/stage.ts'
import type { Concurrency } from '../../shared/settings.ts'
import { isActive } from '../../shared/state.ts'
import { isPassing } from '../database/index.ts'
import type { Outcome, RunningWork, WorkHooks } from '../workers/pool.ts'
import type { JobQueue } from './job-queue.ts'
import type { ClaimedJob } from './job-row.ts'
import type { Admission, Parking } from './parking.ts'

/** Who does the work of a claimed job. */
export interface JobRunner {
  /**
   * May reject with a SpoolError where the job cannot even begin.
   *
   * @param beside others that may be done in the same run; each ends by itself
   */
  run(job: ClaimedJob, hooks: WorkHooks, beside: readonly Beside[]): Promise<SharedWork>
  /** Whether others of its kind with the same video may be done in the same run. */
  isShared(job: ClaimedJob): boolean
  /** The job is over, or goes back to wait: clear away what it need not keep. */
  over(job: ClaimedJob, keep: boolean): Promise<void>
}

/** A job that may be done in another one's run. */
export interface Beside {
  job: ClaimedJob
  hooks: WorkHooks
}

/** A run and the parts of it that others' work is, in their order; null for one that is left. */
export interface SharedWork extends RunningWork {
  beside: readonly (RunningWork | null)[]
}

/** No run makes more than this: each takes memory and threads of its own. */
const mostInOneRun = 4

/** It does not fit into today's budget. */
interface Parked {
  kind: 'parked'
  parking: Parking
}

interface Running {
  job: ClaimedJob
  progress: Progress | null
  work: RunningWork | undefined
  stopped: boolean
  /** Held alone, because its disk is nearly full. */
  starved: boolean
  /** What it found on the way, stored one batch after the other. */
  stored: Promise<void>
  /** Why something it found on the way could not be stored. */
  lost: Failure | undefined
  /** Its work is part of another job's run; null where it is not after all. */
  part: Promise<RunningWork | null> | undefined
  /** The same job's earlier work, which may not be over yet. */
  previous: Promise<void> | undefined
  over: Promise<void>
}

/** No timer is longer, so that a sleeping machine or a changed clock is noticed within a minute. */
const longestSleepMs = 60_000

const databaseRetryMs = 5_000

/** So many videos are stored within some ten milliseconds. */
const storedAtOnce = 50

interface DispatcherOptions {
  queue: JobQueue
  runner: JobRunner
  /** What a result leads to. What comes back stores it, inside the transaction that completes. */
  followUp: (job: ClaimedJob, result: StageResult) => Promise<() => JobId[]>
  /** What videos lead to that a scrape finds on its way; as `followUp`. */
  onFound: (job: ClaimedJob, found: FoundBatch) => Promise<() => JobId[]>
  admission: Admission
  /** Work that comes due by itself. */
  calendar: Calendar
  ownerId: number
  concurrency: () => Concurrency
  /** Why nothing may begin now, where the settings say so. */
  held: () => Held | null
  now: () => number
}

export interface Calendar {
  /** Enqueues what is due. */
  checkDue(): void
  /** When something is due next; null where nothing is. */
  nextDueAt(): number | null
}

/**
 * Gives claimed jobs to workers while slots are free. Woken by events — new work, an end, a resume,
 * the earliest end of a backoff — and does nothing in between.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions
  readonly #running = new Map<JobId, Running>()
  #timer: NodeJS.Timeout | undefined
  #scheduled = false
  #open = false
  #heldBy: Held['by'] | null = null

  constructor(options: DispatcherOptions) {
    this.#options = options
  }

  start(): void {
    this.#open = true
    this.#options.queue.on('work', () => {
      this.wake()
    })
    this.wake()
  }

  /** Looks for work soon; calls in the same turn are one. */
  wake(): void {
    if (!this.#open || this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      if (this.#open) this.#dispatchOrWait()
    })
  }

  /** Stops what runs, gives the jobs back and takes no more. */
  async stop(): Promise<void> {
    this.#open = false
    clearTimeout(this.#timer)
    for (const running of this.#running.values()) stop(running)
    await Promise.all([...this.#running.values()].map((running) => running.over))
  }

  /** Holds what runs, or lets it go on, as the pause and the settings say now. */
  heed(): void {
    const isFrozen = this.#isFrozen()
    for (const { work, starved } of this.#running.values()) {
      if (isFrozen) work?.freeze()
      else if (!starved) work?.thaw()
    }
    const held = this.#options.held()?.by ?? null
    if (held === this.#heldBy) return
    this.#heldBy = held
    this.#options.queue.emit('queue')
  }

  #isFrozen(): boolean {
    const pause = this.#options.queue.pauses.state()
    return (pause.paused && pause.mode === 'freeze') || this.#options.held()?.by === 'battery'
  }

  /** Holds running jobs whose disk is nearly full, and lets those go on that have room again. */
  starve({ starved, fed }: { starved: readonly JobId[]; fed: readonly JobId[] }): void {
    for (const id of starved) {
      const running = this.#running.get(id)
      if (!running || running.starved) continue
      running.starved = true
      running.work?.freeze()
      this.#tell(running, { phase: 'waiting-for-room', fraction: null })
    }
    const isFrozen = this.#isFrozen()
    for (const id of fed) {
      const running = this.#running.get(id)
      if (!running?.starved) continue
      running.starved = false
      if (!isFrozen) running.work?.thaw()
    }
  }

  #tell(running: Running, said: Pick<Progress, 'phase' | 'fraction'>): void {
    const fraction = said.fraction ?? running.progress?.fraction ?? null
    running.progress = { phase: said.phase, fraction, speed: null, etaSeconds: null }
    this.#options.queue.emit('jobs', [running.job.id])
  }

  /** Stops the work on jobs whose claim no longer holds: cancelled here or by another process. */
  dropLost(): void {
    for (const running of this.#running.values()) {
      if (!this.#options.queue.claims.holds(running.job)) stop(running)
    }
  }

  get running(): readonly { job: ClaimedJob; progress: Progress | null }[] {
    return [...this.#running.values()]
  }

  progressOf(id: JobId): Progress | null {
    return this.#running.get(id)?.progress ?? null
  }

  /** Claims and works on the next job, whatever the slots say. Null where there is none. */
  async processNext(types: readonly JobType[] = jobTypes): Promise<JobId | null> {
    const { queue, ownerId } = this.#options
    queue.promoteRetrying()
    queue.beginScheduled()
    const job = queue.claims.take(types, ownerId)
    if (!job) return null
    await this.#begin(job)
    return job.id
  }

  /** Whether work may begin: a pause for a time ends by itself, also one from before a restart. */
  #isPauseOver(): boolean {
    const { queue, now } = this.#options
    const pause = queue.pauses.state()
    if (!pause.paused) return true
    if (pause.until === undefined) return false
    const left = pause.until - now()
    if (left > 0) {
      this.#wakeIn(Math.min(left, longestSleepMs))
      return false
    }
    queue.pauses.resume()
    this.heed()
    return true
  }

  /** Whether the settings let no work begin now; looks again when that may be over. */
  #isHeld(): boolean {
    this.heed()
    const held = this.#options.held()
    if (held === null) return false
    const left = held.by === 'hours' ? held.until - this.#options.now() : longestSleepMs
    this.#wakeIn(Math.min(Math.max(left, 0), longestSleepMs))
    return true
  }

  /** A database that cannot be written just now (a full disk) stops nothing for good. */
  #dispatchOrWait(): void {
    try {
      this.#dispatch()
    } catch (error) {
      if (!isPassing(error)) throw error
      this.#wakeIn(databaseRetryMs)
    }
  }

  #dispatch(): void {
    const { queue, ownerId } = this.#options
    if (!this.#isPauseOver() || this.#isHeld()) return
    queue.promoteRetrying()
    queue.beginScheduled()
    this.#options.calendar.checkDue()
    for (;;) {
      const types = this.#typesWithFreeSlots()
      const job = types.length === 0 ? null : queue.claims.take(types, ownerId, true)
      if (!job) break
      void this.#begin(job, this.#besideOf(job))
    }
    this.#armTimer()
  }

  #typesWithFreeSlots(): JobType[] {
    const limits = this.#options.concurrency()
    const busy = [...this.#running.values()].filter(({ part }) => part === undefined)
    return jobTypes.filter(
      (type) => busy.filter(({ job }) => job.type === type).length < limits[type],
    )
  }

  #armTimer(): void {
    clearTimeout(this.#timer)
    const { queue, calendar } = this.#options
    const times = [queue.nextDueAt(), calendar.nextDueAt()].filter((time) => time !== null)
    if (times.length === 0) return
    const next = Math.min(...times)
    this.#wakeIn(Math.min(Math.max(next - this.#options.now(), 0), longestSleepMs))
  }

  #wakeIn(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.wake()
    }, ms)
  }

  #besideOf(job: ClaimedJob): ClaimedJob[] {
    const { queue, runner, ownerId } = this.#options
    return runner.isShared(job) ? queue.claims.takeAlongside(job, ownerId, mostInOneRun - 1) : []
  }

  /** Begins a job, and with it those that may be done in the same run. */
  #begin(job: ClaimedJob, others: readonly ClaimedJob[] = []): Promise<void> {
    let share: (work: SharedWork | null) => void = () => undefined
    const shared = new Promise<SharedWork | null>((resolve) => {
      share = resolve
    })
    const running = this.#enter(job)
    const beside = others.map((other, index) => {
      const part = shared.then((work) => work?.beside[index] ?? null)
      return this.#enter(other, part)
    })
    for (const one of beside) void this.#work(one, async () => (await one.part) ?? null)
    return this.#work(running, async () => {
      try {
        const work = await this.#options.runner.run(
          job,
          this.#hooksOf(running),
          beside.map((one) => ({ job: one.job, hooks: this.#hooksOf(one) })),
        )
        share(work)
        return work
      } finally {
        share(null)
      }
    })
  }

  #enter(job: ClaimedJob, part?: Promise<RunningWork | null>): Running {
    const running: Running = {
      job,
      progress: null,
      work: undefined,
      stopped: false,
      starved: false,
      stored: Promise.resolve(),
      lost: undefined,
      part,
      previous: this.#running.get(job.id)?.over,
      over: Promise.resolve(),
    }
    this.#running.set(job.id, running)
    return running
  }

  /** @param start where the work comes from; null where there is none after all */
  #work(running: Running, start: () => Promise<RunningWork | null>): Promise<void> {
    const { job } = running
    running.over = this.#process(running, start).finally(() => {
      if (this.#running.get(job.id) === running) this.#running.delete(job.id)
      // Only now is its slot free and its work folder cleared.
      this.#options.queue.emit('queue')
      this.wake()
    })
    return running.over
  }

  async #process(running: Running, start: () => Promise<RunningWork | null>): Promise<void> {
    const { job } = running
    // The same job, cancelled and retried at once: its old work must have let go of the folder.
    await running.previous
    const outcome = await this.#outcomeOf(running, start)
    const keep = await this.#settleOrWait(running, outcome)
    await this.#options.runner.over(job, keep)
  }

  #hooksOf(running: Running): WorkHooks {
    return {
      onProgress: (progress) => {
        running.progress = monotonic(running.progress, progress)
        this.#options.queue.emit('jobs', [running.job.id])
      },
      onFound: (found) => {
        running.stored = running.stored.then(() => this.#storeFound(running, found))
      },
    }
  }

  async #outcomeOf(
    running: Running,
    start: () => Promise<RunningWork | null>,
  ): Promise<Outcome | Parked> {
    try {
      const parking = await this.#options.admission.admit(running.job)
      if (parking) return { kind: 'parked', parking }
      const work = await start()
      if (!work) return { kind: 'left' }
      running.work = work
      if (running.stopped) work.stop()
      if (this.#isFrozen()) work.freeze()
      const outcome = await work.outcome
      await running.stored
      return running.lost ? { kind: 'failed', failure: running.lost } : outcome
    } catch (error) {
      return { kind: 'failed', failure: toFailure(error, { stage: running.job.type }) }
    }
  }

  /** A scrape that cannot store what it finds has failed: its videos must not be passed over. */
  async #storeFound(running: Running, { source, videos }: FoundBatch): Promise<void> {
    const { queue, onFound } = this.#options
    for (let start = 0; start < videos.length; start += storedAtOnce) {
      // Batches can come faster than they are stored; whatever else waits has its turn in between.
      await setImmediateAsync()
      if (running.lost) return
      const found = { source, videos: videos.slice(start, start + storedAtOnce) }
      try {
        queue.claims.during(running.job, await onFound(running.job, found))
      } catch (error) {
        running.lost ??= toFailure(error, { stage: running.job.type })
        running.work?.stop()
      }
    }
  }

  /** The outcome is kept in hand until it can be written down. */
  async #settleOrWait(running: Running, outcome: Outcome | Parked): Promise<boolean> {
    for (;;) {
      try {
        return await this.#settle(running, outcome)
      } catch (error) {
        if (!isPassing(error)) throw error
        await setTimeoutAsync(databaseRetryMs)
      }
    }
  }

  /** Writes down how it ended. @returns whether the job's work folder is still of use */
  async #settle({ job, stopped }: Running, outcome: Outcome | Parked): Promise<boolean> {
    const { queue, followUp } = this.#options
    if (outcome.kind === 'parked') return queue.claims.park(job, outcome.parking)
    if (outcome.kind === 'succeeded') {
      try {
        queue.claims.complete(job, await followUp(job, outcome.result))
        return false
      } catch (error) {
        if (isPassing(error)) throw error
        return this.#failed(job, toFailure(error, { stage: job.type }))
      }
    }
    if (outcome.kind === 'handed-over') return false
    if (stopped || outcome.kind === 'left') return queue.claims.release(job)
    if (outcome.kind === 'failed') return this.#failed(job, outcome.failure)
    queue.claims.interrupt(job, outcome.reason)
    return queue.get(job.id)?.status === 'queued'
  }

  #failed(job: ClaimedJob, failure: Failure): boolean {
    const parking = this.#options.admission.refused(job, failure)
    if (parking) return this.#options.queue.claims.park(job, parking)
    this.#options.queue.claims.fail(job, failure)
    return isActive(this.#options.queue.get(job.id)?.status ?? 'failed')
  }
}

function stop(running: Running): void {
  running.stopped = true
  running.work?.stop()
}
