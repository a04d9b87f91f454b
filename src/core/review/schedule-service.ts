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

/** A slot that was to be this long ago was missed. */
const lateMs = 15 * 60_000
/** No calendar shows more than this at once. */
const mostEntries = 2_000

/** When publications go out. */
export class ScheduleService {
  readonly #options: ScheduleOptions
  #caughtUpTo = 0

  constructor(options: ScheduleOptions) {
    this.#options = options
  }

  /** What goes out, goes out now, went out or failed, from one moment to before another. */
  calendar(from: number, to: number): CalendarEntry[] {
    const { publications } = this.#options.database
    const range = { from, to, limit: mostEntries }
    return [
      ...publications.finishedBetween
        .all(range)
        .map((row) => entry(this.#options.database, row, row.finished_at ?? 0)),
      ...publications.failedBetween
        .all(range)
        .map((row) => entry(this.#options.database, row, row.finished_at ?? 0)),
      ...publications.running
        .all(range)
        .map((row) => entry(this.#options.database, row, row.started_at ?? 0))
        .filter(({ at }) => at >= from && at < to),
      ...publications.scheduledBetween
        .all(range)
        .map((row) => entry(this.#options.database, row, row.queued_at)),
    ].sort((a, b) => a.at - b.at || a.id - b.id)
  }

  /**
   * Where the machine slept through several slots, the first of them goes out now and the rest in
   * the next free ones: never all at once. Cheap: it looks only at slots since it looked last.
   */
  catchUp(): void {
    const { database, settings, now } = this.#options
    const to = now() - lateMs
    const from = this.#caughtUpTo
    this.#caughtUpTo = to
    const { spread } = settings()
    if (!spread || to <= from) return
    const late = database.publications.missed.all({ from, to })
    const first = new Map<string, number | null>()
    const slots = new SlotFinder(database, spread, now())
    for (const { id, destination, slot_at: slotAt } of late) {
      const place = destination ?? ''
      if (!first.has(place)) first.set(place, slotAt)
      // Those of one time were to go out together.
      else if (first.get(place) !== slotAt) this.move(id, slots.next(place))
    }
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
