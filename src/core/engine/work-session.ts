import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { SpoolError, systemCode } from '../../shared/errors.ts'
import { jobIdSchema, type JobId } from '../../shared/job.ts'
import type { Held } from '../../shared/queue.ts'
import type { Settings } from '../../shared/settings.ts'
import type { StageOrder } from '../../shared/stage.ts'
import type { AlongsideOrder } from '../../shared/worker-protocol.ts'
import { isActive } from '../../shared/state.ts'
import type { ToolPaths } from '../../shared/tools.ts'
import { isPassing, lastBackupAt, type Database } from '../database/index.ts'
import { DiskKeeper } from '../disk/index.ts'
import type { NextSteps, Orders } from '../pipeline/index.ts'
import type { PublishingService } from '../publishing/index.ts'
import { Dispatcher, type Beside, type JobRunner, type SharedWork } from '../queue/dispatcher.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { ClaimedJob } from '../queue/job-row.ts'
import { cacheDirectory } from '../tools/cache-directory.ts'
import type { Admission } from '../queue/parking.ts'
import { Bandwidth } from '../workers/bandwidth.ts'
import { WorkerPool, type Outcome, type RunningWork, type WorkHooks } from '../workers/pool.ts'
import { WatchedFolders } from '../sources/folders.ts'
import type { ScheduleService } from '../review/index.ts'
import type { SourceService } from '../sources/index.ts'
import type { LaunchWorker } from '../workers/worker-process.ts'
import { listenForRings, type Doorbell } from './doorbell.ts'
import { GithubSession } from './github-session.ts'
import { pruneHistory } from './history.ts'
import { allowedNetwork, databaseFile, logFile } from './home.ts'
import { Presence } from './presence.ts'

export interface WorkOptions {
  launchWorker: LaunchWorker
  tools: () => Promise<ToolPaths>
  /** False to work only on what `processNextJob` asks for. True unless said otherwise. */
  dispatch?: boolean
  /** Whether the machine runs on its battery; it is taken not to where nobody knows. */
  onBattery?: () => boolean
}

interface SessionOptions extends WorkOptions {
  home: string
  database: Database
  queue: JobQueue
  orders: Orders
  nextSteps: NextSteps
  publishing: PublishingService
  admission: Admission
  schedule: ScheduleService
  sources: SourceService
  settings: () => Settings
  held: () => Held | null
  now: () => number
  /** The token for GitHub in the system's key store; null where there is none. */
  githubToken: () => Promise<string | null>
  /** Progress was written down for others to see. */
  onBeat: () => void
}

/** How often a working engine shows that it lives and writes down how far its jobs are. */
const beatMs = 5_000
/** How often the other engines on this database are looked at, while there are any. */
const lookMs = 30_000
const dayMs = 86_400_000

/** An engine at work: its workers, its claims, and its presence among other engines. */
export class WorkSession implements JobRunner {
  readonly dispatcher: Dispatcher
  readonly #options: SessionOptions
  readonly #presence: Presence
  readonly #pool: WorkerPool
  readonly #doorbell: Doorbell
  readonly #github: GithubSession
  readonly #disk: DiskKeeper
  readonly #bandwidth: Bandwidth
  #beatTimer: NodeJS.Timeout | undefined
  #lookTimer: NodeJS.Timeout | undefined
  #tools: ToolPaths | undefined
  #folders: WatchedFolders | undefined
  readonly #ended = new AbortController()
  #upkeep: Promise<void> = Promise.resolve()

  private constructor(options: SessionOptions, presence: Presence, doorbell: Doorbell) {
    this.#options = options
    this.#presence = presence
    this.#doorbell = doorbell
    this.#bandwidth = new Bandwidth({ ...options, settings: () => options.settings().bandwidth })
    this.#disk = new DiskKeeper({
      ...options,
      settings: () => options.settings().disk,
      fractionOf: (id) => this.dispatcher.progressOf(id)?.fraction ?? 0,
    })
    this.#pool = new WorkerPool(options.launchWorker, presence)
    this.#github = new GithubSession({
      database: options.database,
      queue: options.queue,
      settings: () => options.settings().github,
      token: options.githubToken,
    })
    this.dispatcher = new Dispatcher({
      queue: options.queue,
      runner: this,
      followUp: (job, result) => options.nextSteps.follow(job, result),
      admission: options.admission,
      onFound: (job, found) => options.nextSteps.followFound(job, found),
      calendar: {
        checkDue: () => {
          options.schedule.catchUp()
          options.sources.checkDue()
        },
        nextDueAt: () => options.sources.nextDueAt(),
      },
      ownerId: presence.ownerId,
      concurrency: () => options.settings().concurrency,
      held: options.held,
      now: options.now,
    })
  }

  /** Takes over what dead engines left, clears their leavings, then begins to work. */
  static async begin(options: SessionOptions): Promise<WorkSession> {
    const presence = await Presence.enter(options)
    await presence.recover()
    const doorbell = await listenForRings(options.home, () => options.queue.emit('reset'))
    const session = new WorkSession(options, presence, doorbell)
    await session.#sweep()
    options.queue.on('reset', session.#heard)
    options.queue.on('jobs', session.#stir)
    options.queue.on('work', session.#lookAtGithub)
    session.#lookAround()
    session.#lookAtGithub()
    session.lookAtDisks()
    session.#upkeep = session.#keepUp()
    if (options.dispatch !== false) {
      session.dispatcher.start()
      session.#folders = new WatchedFolders({
        sources: options.sources,
        queue: options.queue,
        settleMs: () => options.settings().sources.settleSeconds * 1_000,
      })
    }
    return session
  }

  /** Stops in order: running jobs go back into the queue, every process of ours has ended. */
  async end(): Promise<void> {
    this.#options.queue.off('reset', this.#heard)
    this.#options.queue.off('work', this.#lookAtGithub)
    clearTimeout(this.#lookTimer)
    this.#ended.abort()
    this.#disk.close()
    this.#bandwidth.close()
    await this.#folders?.close()
    await this.dispatcher.stop()
    await this.#github.stop()
    await this.#upkeep
    clearInterval(this.#beatTimer)
    this.#options.queue.off('jobs', this.#stir)
    this.#pool.close()
    await this.#doorbell.close()
    this.#presence.leave()
  }

  /** One decode of a video feeds several of its renditions. */
  isShared({ type }: ClaimedJob): boolean {
    return type === 'transform' && !this.#github.delegates(type)
  }

  async run(
    job: ClaimedJob,
    hooks: WorkHooks,
    beside: readonly Beside[] = [],
  ): Promise<SharedWork> {
    if (this.#github.delegates(job.type)) {
      const subject = this.#options.orders.subjectOf(job)
      return { ...this.#github.delegate({ job, ...subject }), beside: [] }
    }
    const stage = await this.#options.orders.orderFor(job)
    await this.#disk.admit(job, stage)
    // yt-dlp may have been installed since it was missed.
    const looksAgain = usesYtDlp(stage) && this.#tools?.ytDlp === undefined
    if (!this.#tools || looksAgain) this.#tools = await this.#options.tools()
    const logPath = logFile(this.#options.home, job.id)
    const parts = await Promise.all(beside.map((one) => this.#partOf(one)))
    const shared = parts.filter((part) => part !== null)
    await mkdir(join(this.#options.home, 'logs'), { recursive: true })
    const work = this.#pool.run(
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
    this.#bandwidth.join(job, (bytesPerSecond) => {
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
      await this.#disk.admit(job, stage)
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
    return { ...outcome, failure: await this.#disk.explain(id, stage, outcome.failure) }
  }

  /** Whether there is room now for what waits for some. */
  lookAtDisks(): void {
    void this.#disk.look()
  }

  /** Another program may be in the place of one that was found before. */
  forgetTools(): void {
    this.#tools = undefined
  }

  async over(job: ClaimedJob, keep: boolean): Promise<void> {
    if (job.type === 'publish' && !keep) await this.#options.publishing.abandon(job.id)
    if (!keep) await rm(this.#workFolder(job.id), { recursive: true, force: true })
    this.#disk.letGo(job.id)
    this.#bandwidth.leave(job.id)
  }

  /** Unfinished work lies on the library's volume, so that finished files need only be renamed. */
  #workRoot(): string {
    return join(this.#options.settings().libraryFolder, '.spool-work')
  }

  #workFolder(id: JobId): string {
    return join(this.#workRoot(), String(id))
  }

  /** Another process wrote to the database: what it cancelled stops, what it added starts. */
  readonly #heard = (): void => {
    this.dispatcher.dropLost()
    this.dispatcher.heed()
    this.dispatcher.wake()
    this.#lookAround()
    this.#lookAtGithub()
    this.lookAtDisks()
    this.#bandwidth.divide()
  }

  readonly #lookAtGithub = (): void => {
    this.#github.look()
  }

  /** Something was changed that may have stood in the way: a setting, a key, the machine asleep. */
  reconsider(): void {
    this.#github.retryNow()
    this.dispatcher.wake()
    this.lookAtDisks()
    this.#bandwidth.divide()
  }

  /** Beats only while something runs. */
  readonly #stir = (): void => {
    if (this.#beatTimer || this.dispatcher.running.length === 0) return
    this.#beat()
    this.#beatTimer = setInterval(() => {
      this.#beat()
    }, beatMs)
  }

  #beat(): void {
    const { running } = this.dispatcher
    if (running.length === 0) {
      clearInterval(this.#beatTimer)
      this.#beatTimer = undefined
      return
    }
    this.#presence.beat()
    for (const { job, progress } of running) {
      if (progress) this.#options.queue.claims.saveProgress(job, progress)
    }
    this.dispatcher.dropLost()
    // Not every system says when its power changes.
    this.dispatcher.heed()
    void this.#disk.starving().then((found) => {
      this.dispatcher.starve(found)
    })
    this.#options.onBeat()
  }

  #lookAround(): void {
    clearTimeout(this.#lookTimer)
    if (this.#presence.others().length === 0) return
    this.#lookTimer = setTimeout(() => {
      void this.#presence.recover().then(() => {
        this.#lookAround()
      })
    }, lookMs)
    this.#lookTimer.unref()
  }

  /** Once per start, beside the work: old history goes, and once a day there is a backup. */
  async #keepUp(): Promise<void> {
    const { database, home, now, settings } = this.#options
    const { days, jobs } = settings().history
    const { signal } = this.#ended
    try {
      // The work begins first.
      await setImmediate()
      await pruneHistory(database, {
        maxAgeMs: days * dayMs,
        maxJobs: jobs,
        now: now(),
        logFile: (id) => logFile(home, id),
        signal,
      })
      const last = await lastBackupAt(databaseFile(home))
      if (last === null || now() - last > dayMs) await database.backUp(now(), signal)
    } catch (error) {
      // Stopped, a full disk, a locked file: the next start does it. Anything else is a bug.
      if (!signal.aborted && !isPassing(error)) throw error
    }
  }

  /** Removes work folders no job will come back to; only those named as ours are. */
  async #sweep(): Promise<void> {
    const root = this.#workRoot()
    for (const name of await namesIn(root)) {
      const id = jobIdSchema.safeParse(Number(name))
      const job = id.success ? this.#options.queue.get(id.data) : null
      if (!id.success || (job && isActive(job.status))) continue
      await rm(join(root, name), { recursive: true, force: true })
    }
  }
}

/** A job's part of another one's run, which goes on without it when it is stopped. */
function partOfRun(run: RunningWork, ended: Promise<Outcome>): RunningWork {
  const left: Outcome = { kind: 'left' }
  let stop: () => void = () => undefined
  const stopped = new Promise<Outcome>((resolve) => {
    stop = () => {
      resolve(left)
    }
  })
  const outcome = Promise.race([stopped, ended])
  void Promise.all([outcome, ended]).then(async ([taken, made]) => {
    // Nobody waits for this file any more.
    if (taken === left && made.kind === 'succeeded' && made.result.type === 'transform') {
      await rm(made.result.file.path, { force: true })
    }
  })
  return {
    outcome,
    stop: () => {
      stop()
    },
    freeze: () => {
      run.freeze()
    },
    thaw: () => {
      run.thaw()
    },
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}

/** What lies on this machine is read without it. */
const usesYtDlp = (stage: StageOrder): boolean =>
  (stage.type === 'scrape' && /^https?:/i.test(stage.location)) ||
  (stage.type === 'download' && stage.fetch === 'site')
