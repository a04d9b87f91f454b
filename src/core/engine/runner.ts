import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { SpoolError } from '../../shared/errors.ts'
import type { JobId } from '../../shared/job.ts'
import type { Settings } from '../../shared/settings.ts'
import type { StageOrder } from '../../shared/stage.ts'
import type { ToolPaths } from '../../shared/tools.ts'
import type { AlongsideOrder } from '../../shared/worker-protocol.ts'
import type { DiskKeeper } from '../disk/index.ts'
import type { Orders } from '../pipeline/index.ts'
import type { PublishingService } from '../publishing/index.ts'
import type { ClaimedJob } from '../queue/job-row.ts'
import type { Beside, JobRunner, SharedWork } from '../queue/runner.ts'
import { cacheDirectory } from '../tools/cache-directory.ts'
import type { Bandwidth } from '../workers/bandwidth.ts'
import type { Outcome, WorkerPool, WorkHooks } from '../workers/pool.ts'
import type { GithubSession } from './github-session.ts'
import { allowedNetwork, logFile } from './home.ts'
import { partOfRun } from './part-of-run.ts'

interface RunnerOptions {
  home: string
  orders: Orders
  publishing: PublishingService
  pool: WorkerPool
  github: GithubSession
  disk: DiskKeeper
  bandwidth: Bandwidth
  tools: () => Promise<ToolPaths>
  settings: () => Settings
}

/** Gives a claimed job to a worker of this machine, with all that it needs, or to GitHub Actions. */
export class Runner implements JobRunner {
  readonly #options: RunnerOptions
  #tools: ToolPaths | undefined

  constructor(options: RunnerOptions) {
    this.#options = options
  }

  /** One decode of a video feeds several of its renditions. */
  isShared({ type }: ClaimedJob): boolean {
    return type === 'transform' && !this.#options.github.delegates(type)
  }

  async run(
    job: ClaimedJob,
    hooks: WorkHooks,
    beside: readonly Beside[] = [],
  ): Promise<SharedWork> {
    if (this.#options.github.delegates(job.type)) {
      const subject = this.#options.orders.subjectOf(job)
      return { ...this.#options.github.delegate({ job, ...subject }), beside: [] }
    }
    const stage = await this.#options.orders.orderFor(job)
    await this.#options.disk.admit(job, stage)
    // yt-dlp may have been installed since it was missed.
    const looksAgain = usesYtDlp(stage) && this.#tools?.ytDlp === undefined
    if (!this.#tools || looksAgain) this.#tools = await this.#options.tools()
    const logPath = logFile(this.#options.home, job.id)
    const parts = await Promise.all(beside.map((one) => this.#partOf(one)))
    const shared = parts.filter((part) => part !== null)
    await mkdir(join(this.#options.home, 'logs'), { recursive: true })
    const work = this.#options.pool.run(
      {
        jobId: job.id,
        attempt: job.attempts,
        workFolder: this.#workFolder(job.id),
        logPath,
        cacheFolder: cacheDirectory(),
        tools: this.#tools,
        network: allowedNetwork(this.#options.settings().network),
        stage,
        alongside: shared.map(({ order }) => order),
        ...(await this.#options.publishing.secretsFor(job)),
      },
      {
        ...hooks,
        onProgress: (progress) => {
          hooks.onProgress(progress)
          for (const part of shared) part.hooks.onProgress(progress)
        },
        onAsk: (question) => this.#options.publishing.answer(job, question),
      },
    )
    this.#options.bandwidth.join(job, (bytesPerSecond) => {
      work.limit(bytesPerSecond)
    })
    return {
      ...work,
      outcome: this.#explained(job.id, stage, work.outcome),
      beside: parts.map((part) => {
        const ended = part && work.alongside[shared.indexOf(part)]
        if (!part || !ended) return null
        const { jobId, stage: own } = part.order
        return partOfRun(work, this.#explained(jobId, own, ended))
      }),
    }
  }

  /** What is done in another job's run; null where it cannot be: by itself it tells why. */
  async #partOf({
    job,
    hooks,
  }: Beside): Promise<{ order: AlongsideOrder; hooks: WorkHooks } | null> {
    try {
      const stage = await this.#options.orders.orderFor(job)
      await this.#options.disk.admit(job, stage)
      return {
        order: { jobId: job.id, logPath: logFile(this.#options.home, job.id), stage },
        hooks,
      }
    } catch (error) {
      if (error instanceof SpoolError) return null
      throw error
    }
  }

  async #explained(id: JobId, stage: StageOrder, ended: Promise<Outcome>): Promise<Outcome> {
    const outcome = await ended
    if (outcome.kind !== 'failed') return outcome
    return { ...outcome, failure: await this.#options.disk.explain(id, stage, outcome.failure) }
  }

  /** Another program may be in the place of one that was found before. */
  forgetTools(): void {
    this.#tools = undefined
  }

  async over(job: ClaimedJob, keep: boolean): Promise<void> {
    if (job.type === 'publish' && !keep) await this.#options.publishing.abandon(job.id)
    if (!keep) await rm(this.#workFolder(job.id), { recursive: true, force: true })
    this.#options.disk.letGo(job.id)
    this.#options.bandwidth.leave(job.id)
  }

  #workFolder(id: JobId): string {
    return join(workRoot(this.#options.settings()), String(id))
  }
}

/** Unfinished work lies on the library's volume, so that finished files need only be renamed. */
export const workRoot = ({ libraryFolder }: Settings): string => join(libraryFolder, '.spool-work')

/** What lies on this machine is read without it. */
const usesYtDlp = (stage: StageOrder): boolean =>
  (stage.type === 'scrape' && /^https?:/i.test(stage.location)) ||
  (stage.type === 'download' && stage.fetch === 'site')
