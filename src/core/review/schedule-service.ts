import { SpoolError } from '../../shared/errors.ts'
import { urgentPriority, type JobId } from '../../shared/job.ts'
import { destinationSchema } from '../../shared/pipeline.ts'
import type { CalendarEntry } from '../../shared/schedule.ts'
import type { ReviewSettings } from '../../shared/settings/review.ts'
import type { Database, LegRow } from '../database/index.ts'
import { destinationName } from '../publishing/index.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import { SlotFinder } from './slot-finder.ts'

interface ScheduleOptions {
  database: Database
  queue: JobQueue
  settings: () => ReviewSettings
  now: () => number
}

/** No calendar shows more than this at once. */
const mostEntries = 2_000

/** When publications go out. */
export class ScheduleService {
  readonly #options: ScheduleOptions

  constructor(options: ScheduleOptions) {
    this.#options = options
  }

  /** What goes out, and what went out, from one moment to before another. */
  calendar(from: number, to: number): CalendarEntry[] {
    const { publications } = this.#options.database
    const range = { from, to, limit: mostEntries }
    return [
      ...publications.finishedBetween
        .all(range)
        .map((row) => entry(this.#options.database, row, row.finished_at ?? 0)),
      ...publications.scheduledBetween
        .all(range)
        .map((row) => entry(this.#options.database, row, row.queued_at)),
    ].sort((a, b) => a.at - b.at || a.id - b.id)
  }

  /**
   * Moves an approved publication to another time, never before its cooling-off is over.
   *
   * @param at `slot` for the next free one
   * @returns when it goes out now
   * @throws SpoolError `invalid-input` where it has gone out, or was not approved yet
   */
  move(id: JobId, at: number | 'slot'): number {
    const { database, queue, now } = this.#options
    const goesOutAt = database.transaction(() => {
      const row = database.publications.leg.get({ id })
      const earliest = Math.max(now(), row?.undo_until ?? 0)
      const slotAt = at === 'slot' ? this.#nextSlot(row, earliest) : Math.max(at, earliest)
      const moved = database.publications.move.run({
        id,
        queuedAt: slotAt,
        priority: urgentPriority,
      })
      if (moved === 0) {
        throw new SpoolError(
          'invalid-input',
          'Only what is approved and has not gone out can be moved.',
        )
      }
      database.publications.planned.run({ jobId: id, slotAt })
      return slotAt
    })
    queue.emit('jobs', [id])
    queue.emit('queue')
    queue.emit('work')
    return goesOutAt
  }

  #nextSlot(row: LegRow | undefined, after: number): number {
    const { spread } = this.#options.settings()
    if (spread) {
      return new SlotFinder(this.#options.database, spread, after).next(row?.destination ?? '')
    }
    throw new SpoolError(
      'invalid-input',
      'There are no slots yet. Say first at which times publications go out.',
    )
  }
}

function entry(database: Database, row: LegRow, at: number): CalendarEntry {
  return {
    id: row.id,
    title: row.video_title,
    destination: destinationName(
      database,
      destinationSchema.parse(JSON.parse(row.destination ?? '')),
    ),
    status: row.status,
    at,
    parked: row.parked_budget !== null,
  }
}
