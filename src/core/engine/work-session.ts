import type { JobType } from '../../shared/job.ts'
import type { Held } from '../../shared/queue.ts'
import type { Settings } from '../../shared/settings.ts'
import type { ToolPaths } from '../../shared/tools.ts'
import type { Database } from '../database/index.ts'
import { DiskKeeper } from '../disk/index.ts'
import type { NextSteps, Orders } from '../pipeline/index.ts'
import type { PublishingService } from '../publishing/index.ts'
import { Dispatcher } from '../queue/dispatcher.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { Admission } from '../queue/parking.ts'
import { Bandwidth } from '../workers/bandwidth.ts'
import { WorkerPool } from '../workers/pool.ts'
import { WatchedFolders } from '../sources/folders.ts'
import type { ScheduleService } from '../review/index.ts'
import type { SourceService } from '../sources/index.ts'
import type { LaunchWorker } from '../workers/worker-process.ts'
import { listenForRings, type Doorbell } from './doorbell.ts'
import { GithubSession } from './github-session.ts'
import type { MachineState } from './holds.ts'
import { Presence } from './presence.ts'
import { Runner, workRoot } from './runner.ts'
import { keepUp, sweep } from './upkeep.ts'

export interface WorkOptions extends MachineState {
  launchWorker: LaunchWorker
  tools: () => Promise<ToolPaths>
  /** False to work only on what `processNextJob` asks for. True unless said otherwise. */
  dispatch?: boolean
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
  held: (type: JobType) => Held | null
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

/** An engine at work: its workers, its claims, and its presence among other engines. */
export class WorkSession {
  readonly dispatcher: Dispatcher
  readonly #runner: Runner
  readonly #options: SessionOptions
  readonly #presence: Presence
  readonly #pool: WorkerPool
  readonly #doorbell: Doorbell
  readonly #github: GithubSession
  readonly #disk: DiskKeeper
  readonly #bandwidth: Bandwidth
  #beatTimer: NodeJS.Timeout | undefined
  #lookTimer: NodeJS.Timeout | undefined
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
      fractionOf: (id) => this.dispatcher.runs.progressOf(id)?.fraction ?? 0,
    })
    this.#pool = new WorkerPool(options.launchWorker, presence)
    this.#github = new GithubSession({
      database: options.database,
      queue: options.queue,
      settings: () => options.settings().github,
      token: options.githubToken,
    })
    this.#runner = new Runner({
      ...options,
      pool: this.#pool,
      github: this.#github,
      disk: this.#disk,
      bandwidth: this.#bandwidth,
    })
    this.dispatcher = new Dispatcher({
      queue: options.queue,
      runner: this.#runner,
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
    await sweep(workRoot(options.settings()), options.queue)
    options.queue.on('reset', session.#heard)
    options.queue.on('jobs', session.#stir)
    options.queue.on('work', session.#lookAtGithub)
    session.#lookAround()
    session.#lookAtGithub()
    session.lookAtDisks()
    session.#upkeep = keepUp(options, session.#ended.signal)
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

  /** Whether there is room now for what waits for some. */
  lookAtDisks(): void {
    void this.#disk.look()
  }

  /** Another program may be in the place of one that was found before. */
  forgetTools(): void {
    this.#runner.forgetTools()
  }

  /** Another process wrote to the database: what it cancelled stops, what it added starts. */
  readonly #heard = (): void => {
    this.dispatcher.runs.dropLost()
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
    if (this.#beatTimer || this.dispatcher.runs.all.length === 0) return
    this.#beat()
    this.#beatTimer = setInterval(() => {
      this.#beat()
    }, beatMs)
  }

  #beat(): void {
    const running = this.dispatcher.runs.all
    if (running.length === 0) {
      clearInterval(this.#beatTimer)
      this.#beatTimer = undefined
      return
    }
    this.#presence.beat()
    for (const { job, progress } of running) {
      if (progress) this.#options.queue.claims.saveProgress(job, progress)
    }
    this.dispatcher.runs.dropLost()
    // Not every system says when its power changes.
    this.dispatcher.heed()
    void this.#disk.starving().then((found) => {
      this.dispatcher.runs.starve(found)
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
}
