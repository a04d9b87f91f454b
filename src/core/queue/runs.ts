import { setImmediate } from 'node:timers/promises'
import { toFailure, type Failure } from '../../shared/errors.ts'
import type { JobId, JobType } from '../../shared/job.ts'
import { monotonic, type Progress } from '../../shared/progress.ts'
import type { FoundBatch } from '../../shared/stage.ts'
import type { RunningWork, WorkHooks } from '../workers/pool.ts'
import { Endings, type Ending, type EndingsOptions } from './endings.ts'
import type { ClaimedJob } from './job-row.ts'
import type { JobRunner, SharedWork } from './runner.ts'

/** A claimed job, from its claim to the end of its work. */
interface Run {
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

export interface RunsOptions extends EndingsOptions {
  runner: JobRunner
  /** What videos lead to that a scrape finds on its way; as `followUp`. */
  onFound: (job: ClaimedJob, found: FoundBatch) => Promise<() => JobId[]>
  /** Whether no job of this type may go on just now. */
  isFrozen: (type: JobType) => boolean
  /** A job is over and cleared away; only now its slot is free. */
  onOver: () => void
}

/** So many videos are stored within some ten milliseconds. */
const storedAtOnce = 50

/** The jobs that are being worked on, each until how it ended is written down. */
export class Runs {
  readonly #options: RunsOptions
  readonly #endings: Endings
  readonly #running = new Map<JobId, Run>()

  constructor(options: RunsOptions) {
    this.#options = options
    this.#endings = new Endings(options)
  }

  get all(): readonly { job: ClaimedJob; progress: Progress | null }[] {
    return [...this.#running.values()]
  }

  /** Those that take a slot: others are part of their runs. */
  get inSlots(): readonly { job: ClaimedJob }[] {
    return [...this.#running.values()].filter(({ part }) => part === undefined)
  }

  progressOf(id: JobId): Progress | null {
    return this.#running.get(id)?.progress ?? null
  }

  /** Begins a job, and with it those that may be done in the same run. */
  begin(job: ClaimedJob, others: readonly ClaimedJob[] = []): Promise<void> {
    let share: (work: SharedWork | null) => void = () => undefined
    const shared = new Promise<SharedWork | null>((resolve) => {
      share = resolve
    })
    const run = this.#enter(job)
    const beside = others.map((other, index) => {
      const part = shared.then((work) => work?.beside[index] ?? null)
      return this.#enter(other, part)
    })
    for (const one of beside) void this.#work(one, async () => (await one.part) ?? null)
    return this.#work(run, async () => {
      try {
        const work = await this.#options.runner.run(
          job,
          this.#hooksOf(run),
          beside.map((one) => ({ job: one.job, hooks: this.#hooksOf(one) })),
        )
        share(work)
        return work
      } finally {
        share(null)
      }
    })
  }

  /** Stops what runs and gives the jobs back. */
  async stop(): Promise<void> {
    for (const run of this.#running.values()) stop(run)
    await Promise.all([...this.#running.values()].map((run) => run.over))
  }

  /** Stops the work on jobs whose claim no longer holds: cancelled here or by another process. */
  dropLost(): void {
    for (const run of this.#running.values()) {
      if (!this.#options.queue.claims.holds(run.job)) stop(run)
    }
  }

  /** Holds what runs, or lets it go on, as it may now. */
  heed(): void {
    for (const { job, work, starved } of this.#running.values()) {
      if (this.#options.isFrozen(job.type)) work?.freeze()
      else if (!starved) work?.thaw()
    }
  }

  /** Holds running jobs whose disk is nearly full, and lets those go on that have room again. */
  starve({ starved, fed }: { starved: readonly JobId[]; fed: readonly JobId[] }): void {
    for (const id of starved) {
      const run = this.#running.get(id)
      if (!run || run.starved) continue
      run.starved = true
      run.work?.freeze()
      this.#tell(run, { phase: 'waiting-for-room', fraction: null })
    }
    for (const id of fed) {
      const run = this.#running.get(id)
      if (!run?.starved) continue
      run.starved = false
      if (!this.#options.isFrozen(run.job.type)) run.work?.thaw()
    }
  }

  #tell(run: Run, said: Pick<Progress, 'phase' | 'fraction'>): void {
    const fraction = said.fraction ?? run.progress?.fraction ?? null
    run.progress = { phase: said.phase, fraction, speed: null, etaSeconds: null }
    this.#options.queue.emit('jobs', [run.job.id])
  }

  #enter(job: ClaimedJob, part?: Promise<RunningWork | null>): Run {
    const run: Run = {
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
    this.#running.set(job.id, run)
    return run
  }

  /** @param start where the work comes from; null where there is none after all */
  #work(run: Run, start: () => Promise<RunningWork | null>): Promise<void> {
    const { job } = run
    run.over = this.#process(run, start).finally(() => {
      if (this.#running.get(job.id) === run) this.#running.delete(job.id)
      this.#options.onOver()
    })
    return run.over
  }

  async #process(run: Run, start: () => Promise<RunningWork | null>): Promise<void> {
    const { job } = run
    // The same job, cancelled and retried at once: its old work must have let go of the folder.
    await run.previous
    const ending = await this.#endingOf(run, start)
    const keep = await this.#endings.write(run, ending)
    await this.#options.runner.over(job, keep)
  }

  async #endingOf(run: Run, start: () => Promise<RunningWork | null>): Promise<Ending> {
    try {
      const parking = await this.#options.admission.admit(run.job)
      if (parking) return { kind: 'parked', parking }
      const work = await start()
      if (!work) return { kind: 'left' }
      run.work = work
      if (run.stopped) work.stop()
      if (this.#options.isFrozen(run.job.type)) work.freeze()
      const outcome = await work.outcome
      await run.stored
      return run.lost ? { kind: 'failed', failure: run.lost } : outcome
    } catch (error) {
      return { kind: 'failed', failure: toFailure(error, { stage: run.job.type }) }
    }
  }

  #hooksOf(run: Run): WorkHooks {
    return {
      onProgress: (progress) => {
        run.progress = monotonic(run.progress, progress)
        this.#options.queue.emit('jobs', [run.job.id])
      },
      onFound: (found) => {
        run.stored = run.stored.then(() => this.#storeFound(run, found))
      },
    }
  }

  /** A scrape that cannot store what it finds has failed: its videos must not be passed over. */
  async #storeFound(run: Run, { source, videos }: FoundBatch): Promise<void> {
    const { queue, onFound } = this.#options
    for (let start = 0; start < videos.length; start += storedAtOnce) {
      // Batches can come faster than they are stored; whatever else waits has its turn in between.
      await setImmediate()
      if (run.lost) return
      const found = { source, videos: videos.slice(start, start + storedAtOnce) }
      try {
        queue.claims.during(run.job, await onFound(run.job, found))
      } catch (error) {
        run.lost ??= toFailure(error, { stage: run.job.type })
        run.work?.stop()
      }
    }
  }
}

function stop(run: Run): void {
  run.stopped = true
  run.work?.stop()
}
