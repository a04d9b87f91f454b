import { isAbsolute } from 'node:path'
import type { DiagnosticFile } from '../../shared/calls/settings.ts'
import type { AddedSource, SourceAddition } from '../../shared/calls/sources.ts'
import type { CallInput, Overview } from '../../shared/contract.ts'
import { SpoolError } from '../../shared/errors.ts'
import type {
  ArtefactId,
  JobDetails,
  JobId,
  JobStatus,
  JobSummary,
  JobType,
  SourceId,
} from '../../shared/job.ts'
import type { DayStatistics } from '../../shared/statistics.ts'
import type { Held, QueueFilter, QueuePage } from '../../shared/queue.ts'
import { settingsSchema, type Settings } from '../../shared/settings.ts'
import type { WaitReason } from '../../shared/wait-reason.ts'
import { lastBackupAt, openDatabase, setAside, type Database } from '../database/index.ts'
import { EncodingService } from '../encoding/index.ts'
import { openPipeline } from '../pipeline/index.ts'
import { PublishingService } from '../publishing/index.ts'
import { JobQueue } from '../queue/job-queue.ts'
import { PresetService, requirePreset } from '../presets/index.ts'
import { QueueService } from '../queue/queue-service.ts'
import { systemSecrets, type SecretStore } from '../secrets/index.ts'
import { QuotaLedger, ReviewService, ScheduleService } from '../review/index.ts'
import { SourceService } from '../sources/index.ts'
import { ToolService } from '../tools/service.ts'
import { collectDiagnostics } from './diagnostics.ts'
import { Bell } from './doorbell.ts'
import { failureFace, type FailureFace } from './failures.ts'
import { countsOfSource, statisticsByDay, statisticsOf } from './figures.ts'
import { githubFace, githubTokenName, type GithubFace } from './github-session.ts'
import { databaseFile } from '../home.ts'
import { holdsBack, holdsOf } from './holds.ts'
import { defaultSettings, logFile } from './home.ts'
import { siteFace, type SiteFace } from './sites.ts'
import { listFace, type ListFace } from './lists.ts'
import { dashboardFace } from './dashboard.ts'
import type { Dashboard } from '../../shared/dashboard.ts'
import { videoFace, type VideoFace } from './videos.ts'
import { Views } from './views.ts'
import { WorkSession, type WorkOptions } from './work-session.ts'

export interface EngineOptions {
  /** The folder of Spool's data; see `spoolHome`. */
  home: string
  /** Another build of better-sqlite3's native part, where its own does not fit the runtime. */
  sqliteBinding?: string | undefined
  /** Milliseconds since the epoch. */
  now?: () => number
  /** The system's key store unless said otherwise. */
  secrets?: SecretStore
}

/**
 * Opens Spool's data. The engine can then be looked at and told things; `start` makes it work.
 *
 * @throws SpoolError where the database cannot be used; see `openDatabase`
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { home, sqliteBinding, now = Date.now, secrets = systemSecrets() } = options
  const database = await openDatabase({ file: databaseFile(home), nativeBinding: sqliteBinding })
  return new Engine(home, database, now, secrets)
}

/**
 * Sets a damaged database aside, never deletes it, and goes back to the last backup or begins anew.
 *
 * @returns where the damaged file is now
 * @throws SpoolError `gone` where a backup is wanted and there is none: nothing was moved then
 */
export const rescueDatabase = (home: string, instead: 'backup' | 'nothing'): Promise<string> =>
  setAside(databaseFile(home), instead, Date.now())

/** When the newest backup was made, in milliseconds since the epoch; null where there is none. */
export const lastBackup = (home: string): Promise<number | null> => lastBackupAt(databaseFile(home))

/** All that a window, a command line or a library user can do with Spool. */
export class Engine {
  readonly home: string
  /** Tells of changes: `jobs`, `queue`, and `reset` when another process wrote. */
  readonly events: Pick<JobQueue, 'on' | 'off'>
  readonly queue: QueueService
  /** What lists show, by any mixture of what jobs are. */
  readonly lists: ListFace
  readonly videos: VideoFace
  /** How much gets done, how well, and how long the rest will take. */
  readonly dashboard: () => Promise<Dashboard>
  /** Passwords, keys and tokens; the database knows their names only. */
  readonly secrets: SecretStore
  /** Destinations, and the channels signed in to. */
  readonly publishing: PublishingService
  /** Failed jobs, by what helps them. */
  readonly failures: FailureFace
  readonly github: GithubFace
  /** Sites that are left alone for a while. */
  readonly sites: SiteFace
  /** What waits for a person before it is published. */
  readonly review: ReviewService
  readonly schedule: ScheduleService
  readonly quota: QuotaLedger
  readonly sources: SourceService
  /** The programs Spool runs. */
  readonly tools: ToolService
  /** What can be asked of FFmpeg beside the queue. */
  readonly encoding: EncodingService
  /** Those that come with Spool, and the user's own. */
  readonly presets: PresetService
  readonly #database: Database
  readonly #queue: JobQueue
  readonly #pipeline: ReturnType<typeof openPipeline>
  readonly #views: Views
  readonly #now: () => number
  readonly #bell: Bell
  #session: WorkSession | null = null
  #work: WorkOptions | null = null

  constructor(home: string, database: Database, now: () => number, secrets: SecretStore) {
    this.home = home
    this.secrets = secrets
    this.github = githubFace(database, secrets)
    this.#database = database
    this.#now = now
    this.#queue = new JobQueue(database, now, () => this.settings().sites)
    this.events = this.#queue
    this.sites = siteFace(this.#queue)
    this.failures = failureFace(database, this.#queue)
    this.#bell = new Bell(home, () => otherPids(database))
    for (const event of ['queue', 'sources'] as const) {
      this.#queue.on(event, () => {
        this.#bell.changed()
      })
    }
    this.publishing = new PublishingService({
      ...{ database, secrets, now, queue: this.#queue, settings: () => this.settings() },
      changed: () => {
        this.#bell.changed()
      },
    })
    this.#pipeline = openPipeline({
      database,
      queue: this.#queue,
      settings: () => this.settings(),
      onReview: (id) => {
        this.review.arrived(id)
      },
    })
    const parts = { database, queue: this.#queue, now, settings: () => this.settings().review }
    this.review = new ReviewService({
      ...parts,
      remaking: (videoIds) => this.#pipeline.nextSteps.remaking(videoIds),
    })
    this.schedule = new ScheduleService(parts)
    this.quota = new QuotaLedger({ database, now, budgets: () => this.settings().review.budgets })
    this.tools = new ToolService({
      home,
      settings: () => this.settings(),
      onChange: () => this.#session?.forgetTools(),
      now,
    })
    this.sources = new SourceService({
      database,
      queue: this.#queue,
      settings: () => this.settings(),
      requirePreset: (id) => requirePreset(database, id),
      dropLost: () => this.#session?.dispatcher.runs.dropLost(),
      onLimit: () => {
        this.wake()
      },
      work: () => this.#work,
      now,
    })
    this.presets = new PresetService({
      database,
      now,
      onChange: () => {
        this.#bell.changed()
      },
    })
    this.encoding = new EncodingService({
      home,
      database,
      orders: this.#pipeline.orders,
      settings: () => this.settings(),
      work: () => this.#work,
    })
    this.#views = new Views({
      database,
      queue: this.#queue,
      progressOf: (id) => this.#session?.dispatcher.runs.progressOf(id) ?? null,
      logFile: (id) => logFile(home, id),
      concurrency: () => this.settings().concurrency,
      held: (type) => this.#heldOf(type),
      now,
    })
    this.videos = videoFace(database, (ids) => this.#views.summaries(ids))
    this.dashboard = dashboardFace(database, () => this.settings(), now)
    this.lists = listFace({
      database,
      summaries: (ids) => this.#views.summaries(ids),
      cancel: (ids) => {
        const cancelled = this.#queue.cancel(ids)
        this.#session?.dispatcher.runs.dropLost()
        return cancelled
      },
      retry: (ids) => this.#queue.retry(ids),
      prioritise: (ids, priority) => this.#queue.prioritise(ids, priority),
      top: (ids) => this.#queue.moveToTop(ids),
      putBeside: (ids, beside) => this.#queue.putBeside(ids, beside),
      waitReason: (id) => this.#views.waitReason(id),
    })
    this.queue = new QueueService({
      database,
      queue: this.#queue,
      dispatcher: () => this.#session?.dispatcher ?? null,
      specify: (job) => this.#pipeline.nextSteps.specify(job),
      statistics: (jobType) => statisticsOf(database, jobType),
    })
  }

  /** Recovers what an earlier run left, then works on the queue until `close`. */
  async start(options: WorkOptions): Promise<void> {
    this.#work = options
    this.#session ??= await WorkSession.begin({
      ...options,
      sources: this.sources,
      schedule: this.schedule,
      home: this.home,
      database: this.#database,
      queue: this.#queue,
      ...this.#pipeline,
      publishing: this.publishing,
      admission: this.quota,
      settings: () => this.settings(),
      held: (type) => this.#heldOf(type),
      now: this.#now,
      githubToken: () => this.secrets.read(githubTokenName),
      onBeat: () => {
        this.#bell.changed()
      },
    })
  }

  /** Stops all work in order, gives running jobs back to the queue and closes the database. */
  async close(): Promise<void> {
    this.encoding.close()
    await this.#session?.end()
    await this.publishing.settled()
    this.#session = null
    await this.#bell.flush()
    this.#database.close()
  }

  /** Looks again for work: after the machine slept, or the clock was set. */
  wake(): void {
    this.#session?.reconsider()
  }

  /** See {@link SourceService.add}. */
  addSources(input: SourceAddition): Promise<AddedSource[]> {
    return this.sources.add(input)
  }

  /** @returns how many of these jobs were cancelled */
  cancel(ids: readonly JobId[]): number {
    const cancelled = this.#queue.cancel(ids)
    this.#session?.dispatcher.runs.dropLost()
    this.publishing.abandonSoon(cancelled)
    return cancelled.length
  }

  /** @returns how many of these jobs were put back into the queue */
  retry(ids: readonly JobId[]): number {
    return this.#queue.retry(ids).length
  }

  /** @returns how many of these jobs have the new priority */
  prioritise(ids: readonly JobId[], priority: number): number {
    return this.#queue.prioritise(ids, priority).length
  }

  overview(): Overview {
    return {
      statistics: statisticsOf(this.#database),
      pause: this.#queue.pauses.state(),
      held: this.#holds()[0] ?? null,
      heldSites: this.sites.held(),
      reviewing: this.review.waiting(),
    }
  }

  /** Why the settings let work wait now, what stops most first. */
  #holds(): Held[] {
    return holdsOf(this.settings().work, this.#work ?? {}, this.#now())
  }

  /** Why the settings let no job of this type begin now; null where they do. */
  #heldOf(type: JobType): Held | null {
    return this.#holds().find((held) => holdsBack(held, type)) ?? null
  }

  page(filter: QueueFilter, cursor: string | null, limit: number): QueuePage {
    return this.#views.page(filter, cursor, limit)
  }

  summaries(ids: readonly JobId[]): JobSummary[] {
    return this.#views.summaries(ids)
  }

  details(id: JobId): Promise<JobDetails | null> {
    return this.#views.details(id)
  }

  /** Why this job has not begun; null where it does not wait. */
  waitReason(id: JobId): WaitReason | null {
    return this.#views.waitReason(id)
  }

  artefactPath(id: ArtefactId): string | null {
    return this.#database.library.artefact.get({ id })?.path ?? null
  }

  /** How many jobs of a source are in each state. */
  countsOfSource(id: SourceId): Partial<Record<JobStatus, number>> {
    return countsOfSource(this.#database, id)
  }

  /** How jobs ended, by UTC day and type. @param since the first day, as `2026-11-24` */
  statisticsByDay(since: string): DayStatistics[] {
    return statisticsByDay(this.#database, since)
  }

  /**
   * Copies the database while it is in use.
   *
   * @param target the file to write; beside the database, where the last three stay, if not given
   * @returns the path of the copy
   */
  async backUp(target?: string): Promise<string> {
    if (target === undefined) return this.#database.backUp(this.#now())
    await this.#database.backUpTo(target)
    return target
  }

  /** What is wrong with the database; empty where nothing is. Takes long on a large one. */
  checkDatabase(): string[] {
    return this.#database.check()
  }

  /** What helps others to see what is wrong here; see {@link collectDiagnostics}. */
  diagnostics(version: string): Promise<DiagnosticFile[]> {
    return collectDiagnostics(
      {
        home: this.home,
        database: this.#database,
        queue: this.#queue,
        tools: this.tools,
        failures: this.failures,
        settings: () => this.settings(),
      },
      version,
    )
  }

  /** How many jobs this engine works on right now. */
  runningCount(): number {
    return this.#session?.dispatcher.runs.all.length ?? 0
  }

  settings(): Settings {
    const stored = this.#database.setting('settings')
    const chosen: unknown = stored === undefined ? {} : JSON.parse(stored)
    return settingsSchema.parse({
      ...defaultSettings(this.home),
      ...settingsSchema.partial().parse(chosen),
    })
  }

  /** @throws SpoolError `invalid-input` where there is no such preset, or a folder is relative */
  changeSettings(change: CallInput<'settings.set'>): Settings {
    const settings = settingsSchema.parse({ ...this.settings(), ...change })
    for (const folder of [settings.libraryFolder, settings.publishFolder]) {
      if (!isAbsolute(folder)) {
        throw new SpoolError('invalid-input', `“${folder}” is not the whole path of a folder.`)
      }
    }
    requirePreset(this.#database, settings.preset)
    this.#database.setSetting('settings', JSON.stringify(settings))
    if (change.tools) this.#session?.forgetTools()
    this.wake()
    this.#bell.changed()
    return settings
  }
}

const otherPids = (database: Database): number[] =>
  database.processes.otherOwners
    .all({ id: 0 })
    .map(({ pid }) => pid)
    .filter((pid) => pid !== process.pid)
