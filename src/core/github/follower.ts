import { SpoolError, toFailure, type Failure } from '../../shared/errors.ts'
import { outcomeOf } from '../../shared/github.ts'
import type { Job } from '../../shared/job.ts'
import { isPassing } from '../database/index.ts'
import type { GithubClient, WorkflowRun } from './client.ts'
import { systemClock, type Clock } from './clock.ts'

export interface LinkedJob extends Pick<Job, 'id' | 'type' | 'status'> {
  runId: string
}

/** What a run says of its jobs. */
export type RunReport =
  { status: 'queued' | 'processing' | 'completed' } | { status: 'failed'; failure: Failure }

/** The jobs as the follower sees them. They are all it has to remember: it survives a restart. */
export interface LinkedJobs {
  /** Every job that is linked to a run and queued, processing or retrying. */
  linked(): LinkedJob[]
  /** Stores what became of a job, unless it is linked to another run by now or is over. */
  apply(job: LinkedJob, report: RunReport): void
}

interface WorkflowFollowerOptions {
  client: Pick<GithubClient, 'run'>
  jobs: LinkedJobs
  /** Told why runs cannot be followed just now, and null once they can be again. */
  onTrouble: (trouble: Failure | null) => void
  clock?: Clock
}

interface Followed {
  etag: string | null
  report: RunReport | null
  dueAt: number
  /** How long to wait after the next answer that says nothing new. */
  patienceMs: number
}

const firstPatienceMs = 5_000
const longestPatienceMs = 60_000
/** A token or a setting must be changed first, which is told by `retryNow`; but who knows. */
const helplessMs = 300_000
const databaseRetryMs = 5_000
/** Longer timers would not notice that the machine slept. */
const longestSleepMs = 60_000

/**
 * Brings what GitHub Actions runs say to the jobs that are linked to them. Asks for one run after
 * the other, each the less often the longer nothing changes; does nothing while no job is linked.
 */
export class WorkflowFollower {
  readonly #options: WorkflowFollowerOptions
  readonly #clock: Clock
  readonly #runs = new Map<string, Followed>()
  readonly #aborter = new AbortController()
  #hold: { until: number; asked: boolean } = { until: 0, asked: false }
  #troubles = 0
  #round: Promise<void> | null = null
  #lookAgain = false
  #takeBackTimer: (() => void) | null = null

  constructor(options: WorkflowFollowerOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
  }

  /** Jobs may have been linked: at the start, on new work, when another process wrote. Costs little. */
  look(): void {
    if (this.#lookAgain) return
    this.#lookAgain = true
    if (!this.#round) this.#wakeIn(0)
  }

  /** What stood in the way may be gone: a new token, the machine awake. Asks for every run now. */
  retryNow(): void {
    if (!this.#hold.asked) this.#hold = { until: 0, asked: false }
    for (const run of this.#runs.values()) run.dueAt = this.#clock.now()
    this.look()
  }

  /** Follows nothing more; whatever was being asked is given up. */
  async stop(): Promise<void> {
    this.#aborter.abort()
    this.#takeBackTimer?.()
    await this.#round
  }

  #wakeIn(ms: number): void {
    if (this.#aborter.signal.aborted) return
    this.#takeBackTimer?.()
    this.#takeBackTimer = this.#clock.after(Math.min(ms, longestSleepMs), () => {
      this.#takeBackTimer = null
      this.#round = this.#go().finally(() => {
        this.#round = null
        if (this.#lookAgain) this.#wakeIn(0)
      })
    })
  }

  /** A database that cannot be written just now (a full disk) stops nothing for good. */
  async #go(): Promise<void> {
    try {
      await this.#pollWhatIsDue()
    } catch (error) {
      if (!isPassing(error)) throw error
      this.#wakeIn(databaseRetryMs)
    }
  }

  async #pollWhatIsDue(): Promise<void> {
    while (!this.#aborter.signal.aborted) {
      this.#lookAgain = false
      this.#bringUpToDate(this.#options.jobs.linked())
      const [next] = [...this.#runs].sort(([, a], [, b]) => a.dueAt - b.dueAt)
      if (!next) return
      const [id, run] = next
      const wait = Math.max(run.dueAt, this.#hold.until) - this.#clock.now()
      if (wait > 0) {
        this.#wakeIn(wait)
        return
      }
      await this.#poll(id, run)
    }
  }

  /** Follows exactly the runs of these jobs, and tells the jobs what is known of their runs. */
  #bringUpToDate(jobs: readonly LinkedJob[]): void {
    const wanted = new Set(jobs.map((job) => job.runId))
    for (const id of this.#runs.keys()) if (!wanted.has(id)) this.#runs.delete(id)
    for (const job of jobs) {
      const run = this.#runs.get(job.runId)
      if (!run) this.#runs.set(job.runId, beginning(this.#clock.now()))
      else if (run.report && run.report.status !== job.status) {
        this.#options.jobs.apply(job, run.report)
      }
    }
  }

  async #poll(id: string, followed: Followed): Promise<void> {
    const before = followed.report?.status
    try {
      const { signal } = this.#aborter
      const { run, etag, pauseMs } = await this.#options.client.run(id, followed.etag, signal)
      followed.etag = etag
      if (run) followed.report = reportOf(run) ?? followed.report
      this.#settle(pauseMs)
    } catch (error) {
      if (!(error instanceof SpoolError)) throw error
      if (error.kind === 'gone') {
        followed.report = { status: 'failed', failure: toFailure(error) }
        this.#settle(0)
      } else if (error.kind !== 'cancelled') this.#trouble(error)
    }
    const changed = followed.report?.status !== before
    if (changed) followed.patienceMs = firstPatienceMs
    followed.dueAt = this.#clock.now() + followed.patienceMs
    followed.patienceMs = Math.min(followed.patienceMs * 2, longestPatienceMs)
  }

  #settle(pauseMs: number): void {
    if (this.#troubles > 0) this.#options.onTrouble(null)
    this.#troubles = 0
    this.#hold = { until: this.#clock.now() + pauseMs, asked: pauseMs > 0 }
  }

  /** What keeps one run from being seen most likely keeps all: none is asked for meanwhile. */
  #trouble(error: SpoolError): void {
    const growing = Math.min(firstPatienceMs * 2 ** this.#troubles, longestPatienceMs)
    const ownMs = error.kind === 'transient' || error.kind === 'rate-limited' ? growing : helplessMs
    const askedMs = error.retryAfterMs ?? 0
    this.#hold = {
      until: this.#clock.now() + Math.max(ownMs, askedMs),
      asked: askedMs > 0,
    }
    this.#troubles += 1
    this.#options.onTrouble(toFailure(error))
  }
}

const beginning = (now: number): Followed => ({
  etag: null,
  report: null,
  dueAt: now,
  patienceMs: firstPatienceMs,
})

/** What a run says of its jobs; null where it says nothing yet. */
function reportOf(run: WorkflowRun): RunReport | null {
  const outcome = outcomeOf(run)
  if (outcome?.status !== 'failed') return outcome
  const { kind, message } = outcome
  return { status: 'failed', failure: { kind, message, details: { url: run.html_url } } }
}
