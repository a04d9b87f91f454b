import {
  jobDetailsSchema,
  jobIdSchema,
  jobSummarySchema,
  type JobDetails,
  type JobId,
  type JobSummary,
  type JobType,
} from '../../shared/job.ts'
import { destinationSchema } from '../../shared/pipeline.ts'
import type { Progress } from '../../shared/progress.ts'
import { maxPageSize, type Held, type QueueFilter, type QueuePage } from '../../shared/queue.ts'
import type { Concurrency } from '../../shared/settings.ts'
import type { WaitReason } from '../../shared/wait-reason.ts'
import { waitReason } from '../../shared/waiting.ts'
import { summaryOf, type Database, type ListedJob } from '../database/index.ts'
import { placeOf } from '../publishing/resolve.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import { tailOf } from './tail.ts'

interface ViewOptions {
  database: Database
  queue: JobQueue
  /** What a running job last said; null where nobody here runs it. */
  progressOf: (id: JobId) => Progress | null
  logFile: (id: JobId) => string
  concurrency: () => Concurrency
  held: (type: JobType) => Held | null
  now: () => number
}

/** What people look at: lists, details, figures. Reads only. */
export class Views {
  readonly #options: ViewOptions

  constructor(options: ViewOptions) {
    this.#options = options
  }

  /**
   * One page, newest first.
   *
   * @param cursor what the page before gave as `next`; null for the first
   * @param limit 1 to 200
   */
  page(filter: QueueFilter, cursor: string | null, limit: number): QueuePage {
    const { lists } = this.#options.database
    const before = jobIdSchema.parse(cursor === null ? Number.MAX_SAFE_INTEGER : Number(cursor))
    const size = Math.min(Math.max(limit, 1), maxPageSize)
    const rows =
      filter === 'all'
        ? lists.page.all({ before, limit: size + 1 })
        : lists.groupPage.all({ group: filter, before, limit: size + 1 })
    const shown = rows.slice(0, size)
    const last = shown.at(-1)
    return {
      jobs: shown.map((row) => this.#summary(row)),
      next: rows.length > size && last ? String(last.id) : null,
    }
  }

  /** Those of these jobs that exist. */
  summaries(ids: readonly JobId[]): JobSummary[] {
    return ids
      .flatMap((id) => this.#options.database.lists.summary.get({ id }) ?? [])
      .map((row) => this.#summary(row))
  }

  async details(id: JobId): Promise<JobDetails | null> {
    const { database, queue, logFile } = this.#options
    const row = database.lists.summary.get({ id })
    if (!row) return null
    const log = await tailOf(logFile(id))
    return jobDetailsSchema.parse({
      ...this.#summary(row),
      location: row.location,
      failure: queue.get(id)?.failure ?? null,
      events: database.lists.events.all({ jobId: id }).map((event) => ({
        at: event.at,
        from: event.from_status,
        to: event.to_status,
        attempt: event.attempt,
        note: event.note,
      })),
      artefacts: database.library.artefactsOf.all({ jobId: id }).map((file) => ({
        id: file.id,
        kind: file.kind,
        path: file.path,
        bytes: file.bytes,
        durationSeconds: file.duration_seconds,
        notes: JSON.parse(file.notes) as unknown,
      })),
      log,
      wait: this.waitReason(id),
    })
  }

  /** Why this job has not begun; null where it does not wait. */
  waitReason(id: JobId): WaitReason | null {
    const { database, queue, concurrency, now } = this.#options
    const row = database.jobs.byId.get({ id })
    if (!row) return null
    const { type, status, source_id: sourceId } = row
    const running = database.figures.running.all({}).find((count) => count.type === type)
    return waitReason({
      status,
      type,
      queuedAt: row.queued_at,
      hold: row.hold,
      runId: row.github_workflow_run_id,
      queuePaused: queue.pauses.state().paused,
      held: this.#options.held(type),
      typePaused: queue.pauses.isPaused({ jobType: type }),
      sourcePaused: sourceId !== null && queue.pauses.isPaused({ sourceId }),
      parkedFor:
        row.hold === 'schedule' && type === 'publish'
          ? (database.publications.leg.get({ id })?.parked_budget ?? undefined)
          : undefined,
      needs: row.hold === 'input' ? database.jobs.unmetNeeds.all({ id }) : [],
      running: running?.jobs ?? 0,
      slots: concurrency()[type],
      ...queue.sites.inTheWay(row.site),
      disk: row.hold === 'disk' ? this.#roomFor(id) : undefined,
      now: now(),
    })
  }

  /** What was missing when its disk was last looked at. */
  #roomFor(id: JobId): { volume: string; missingBytes: number } | undefined {
    const need = this.#options.database.disks.needOf.get({ id })
    if (need?.disk_volume == null) return undefined
    const missingBytes = Math.max(1, (need.disk_bytes ?? 0) - (need.free_bytes ?? 0))
    return { volume: need.disk_volume, missingBytes }
  }

  #summary(row: ListedJob): JobSummary {
    const place =
      row.destination === null
        ? null
        : placeOf(this.#options.database, destinationSchema.parse(JSON.parse(row.destination)))
    return jobSummarySchema.parse({
      ...summaryOf(row, this.#options.progressOf(row.id)),
      place,
    })
  }
}
