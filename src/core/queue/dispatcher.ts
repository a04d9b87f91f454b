import { jobTypes, type JobId, type JobType } from '../../shared/job.ts'
import type { Held } from '../../shared/queue.ts'
import type { Concurrency } from '../../shared/settings.ts'
import { isPassing } from '../database/index.ts'
import { databaseRetryMs } from './endings.ts'
import type { ClaimedJob } from './job-row.ts'
import { Runs, type RunsOptions } from './runs.ts'

/** No run makes more than this: each takes memory and threads of its own. */
const mostInOneRun = 4

/** No timer is longer, so that a sleeping machine or a changed clock is noticed within a minute. */
const longestSleepMs = 60_000

interface DispatcherOptions extends Omit<RunsOptions, 'isFrozen' | 'onOver'> {
  /** Work that comes due by itself. */
  calendar: Calendar
  ownerId: number
  concurrency: () => Concurrency
  /** Why no job of this type may begin now, where the settings say so. */
  held: (type: JobType) => Held | null
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
  /** What is being worked on. */
  readonly runs: Runs
  readonly #options: DispatcherOptions
  #timer: NodeJS.Timeout | undefined
  #scheduled = false
  #open = false
  /** Why each type waits, as it was last told. */
  #heldBy = ''

  constructor(options: DispatcherOptions) {
    this.#options = options
    this.runs = new Runs({
      ...options,
      isFrozen: (type) => this.#isFrozen(type),
      onOver: () => {
        options.queue.emit('queue')
        this.wake()
      },
    })
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
    await this.runs.stop()
  }

  /** Holds what runs, or lets it go on, as the pause and the settings say now. */
  heed(): void {
    this.runs.heed()
    const held = jobTypes.map((type) => this.#options.held(type)?.by ?? '').join()
    if (held === this.#heldBy) return
    this.#heldBy = held
    this.#options.queue.emit('queue')
  }

  /** Claims and works on the next job, whatever the slots say. Null where there is none. */
  async processNext(types: readonly JobType[] = jobTypes): Promise<JobId | null> {
    const { queue, ownerId } = this.#options
    queue.promoteRetrying()
    queue.beginScheduled()
    const job = queue.claims.take(types, ownerId)
    if (!job) return null
    await this.runs.begin(job)
    return job.id
  }

  #isFrozen(type: JobType): boolean {
    const pause = this.#options.queue.pauses.state()
    if (pause.paused && pause.mode === 'freeze') return true
    const held = this.#options.held(type)
    return held !== null && held.by !== 'hours'
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
    if (!this.#isPauseOver()) return
    const open = this.#openTypes()
    if (open.length === 0) return
    queue.promoteRetrying()
    queue.beginScheduled()
    this.#options.calendar.checkDue()
    for (;;) {
      const types = this.#withFreeSlots(open)
      const job = types.length === 0 ? null : queue.claims.take(types, ownerId, true)
      if (!job) break
      void this.runs.begin(job, this.#besideOf(job))
    }
    this.#armTimer()
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

  /** What the settings let begin now; where that is nothing, looks again when it may be over. */
  #openTypes(): readonly JobType[] {
    this.heed()
    const holds = jobTypes.map((type) => ({ type, held: this.#options.held(type) }))
    const open = holds.filter(({ held }) => held === null).map(({ type }) => type)
    if (open.length > 0) return open
    const times = holds.flatMap(({ held }) => (held?.by === 'hours' ? [held.until] : []))
    const left = Math.min(...times) - this.#options.now()
    this.#wakeIn(Math.min(Math.max(left, 0), longestSleepMs))
    return open
  }

  #withFreeSlots(types: readonly JobType[]): JobType[] {
    const limits = this.#options.concurrency()
    const busy = this.runs.inSlots
    return types.filter((type) => busy.filter(({ job }) => job.type === type).length < limits[type])
  }

  #besideOf(job: ClaimedJob): ClaimedJob[] {
    const { queue, runner, ownerId } = this.#options
    return runner.isShared(job) ? queue.claims.takeAlongside(job, ownerId, mostInOneRun - 1) : []
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
}
