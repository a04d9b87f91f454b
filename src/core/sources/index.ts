import { setImmediate } from 'node:timers/promises'
import type { AddedSource, SourceAddition } from '../../shared/calls/sources.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { SourcePreview } from '../../shared/preview.ts'
import { jobIdSchema, type JobId, type SourceId } from '../../shared/job.ts'
import type { Settings } from '../../shared/settings.ts'
import type { SourceChange, SourceOptions, SourcePage, SourceSummary } from '../../shared/source.ts'
import type { Database } from '../database/index.ts'
import { countsOfSource } from '../engine/figures.ts'
import { allowedNetwork } from '../engine/home.ts'
import { normalizeLocation } from '../engine/location.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import { addSource, isPlace, pipelineOf, placeOf } from './add.ts'
import { changeSource } from './change.ts'
import { expandLists } from './list-file.ts'
import { previewSource, type PreviewWork } from './preview.ts'
import { nextCheck, requireWatch } from './schedule.ts'
import { summaryOf, watchOf } from './summary.ts'

interface SourceServiceOptions {
  database: Database
  queue: JobQueue
  settings: () => Settings
  /** @throws SpoolError `invalid-input` where there is no such preset */
  requirePreset: (id: string) => void
  /** Stops the work on jobs that were cancelled. */
  dropLost: () => void
  /** A limit of the network may be another one now. */
  onLimit: () => void
  /** How workers are started here; null where this engine works on nothing. */
  work: () => PreviewWork | null
  now: () => number
}

const mostPerPage = 200
/** So many take a few milliseconds. */
const addedAtOnce = 50

/** What sources there are, what is wanted of them, and when they are looked at. */
export class SourceService {
  readonly #options: SourceServiceOptions

  constructor(options: SourceServiceOptions) {
    this.#options = options
  }

  /**
   * Enqueues a scrape for each location; one that is no good is rejected with a sentence.
   *
   * @throws SpoolError `invalid-input` on a preset or a schedule that is none
   */
  async add(input: SourceAddition): Promise<AddedSource[]> {
    const { database, queue, settings, requirePreset } = this.#options
    const now = this.#options.now()
    const { preset, morePresets, destinations } = pipelineOf(input, settings())
    for (const id of [preset, ...morePresets]) requirePreset(id)
    if (input.watch) requireWatch(input.watch, now)
    const pipeline = {
      preset,
      morePresets: JSON.stringify(morePresets),
      destinations: JSON.stringify(destinations),
    }
    const places = await Promise.all(input.locations.map(placeOf))
    const added = database.transaction(() =>
      places.map((place) =>
        isPlace(place) ? addSource({ database, queue, now }, place, pipeline, input) : place,
      ),
    )
    queue.emit(
      'jobs',
      added.flatMap((one) => (one.outcome === 'added' ? one.jobId : [])),
    )
    queue.emit('queue')
    this.#changed()
    return added
  }

  /**
   * As `add`, with the addresses of list files in their place, and however many there are, in pieces
   * that leave time for everything else.
   */
  async addDropped(input: SourceAddition): Promise<AddedSource[]> {
    const { locations, refused } = await expandLists(input.locations)
    const added: AddedSource[] = refused.map((one) => ({ outcome: 'rejected', ...one }))
    for (let start = 0; start < locations.length; start += addedAtOnce) {
      added.push(
        ...(await this.add({ ...input, locations: locations.slice(start, start + addedAtOnce) })),
      )
      await setImmediate()
    }
    return added
  }

  /** Looks at sources now, whatever their schedule says. @returns how many */
  check(ids: readonly SourceId[]): number {
    const sources = ids.flatMap((id) => this.#options.database.sources.byId.get({ id }) ?? [])
    for (const { id, priority } of sources) {
      this.#options.queue.enqueue({ type: 'scrape', sourceId: id, priority })
    }
    return sources.length
  }

  /** Newest first. @param cursor what the page before gave as `next`; null for the first */
  page(cursor: string | null, limit: number): SourcePage {
    const before = jobIdSchema.parse(cursor === null ? Number.MAX_SAFE_INTEGER : Number(cursor))
    const size = Math.min(Math.max(limit, 1), mostPerPage)
    const rows = this.#options.database.sources.page.all({ before, limit: size + 1 })
    const shown = rows.slice(0, size)
    const last = shown.at(-1)
    return {
      sources: shown.map((row) => this.#summary(row)),
      next: rows.length > size && last ? String(last.id) : null,
    }
  }

  /** Null where there is none of this id. */
  get(id: SourceId): SourceSummary | null {
    const row = this.#options.database.sources.byId.get({ id })
    return row ? this.#summary(row) : null
  }

  /**
   * Changes what is wanted of a source and what becomes of its videos; what is not said stays as it
   * is. See {@link SourceChange} for what happens to jobs that are in the queue already.
   *
   * @throws SpoolError `gone` where there is no such source, `invalid-input` on a bad schedule, on a
   * preset that is none, or where another source is the same then
   */
  change(id: SourceId, change: SourceChange): SourceSummary {
    const { database, requirePreset, onLimit, now } = this.#options
    const source = this.get(id)
    if (!source) throw gone()
    for (const preset of [change.preset ?? [], change.morePresets ?? []].flat()) {
      requirePreset(preset)
    }
    database.transaction(() => {
      changeSource(database, source, change, now())
    })
    if (change.bytesPerSecond !== undefined) onLimit()
    this.#changed()
    return this.get(id) ?? source
  }

  /** Begins no job of this source until told otherwise. */
  pause(id: SourceId, paused: boolean): void {
    this.#options.queue.pauses.pauseOnly({ sourceId: id }, paused)
    this.#changed()
  }

  /** Takes a source out of the library and cancels what is left to do for it; files stay. */
  remove(id: SourceId): boolean {
    const { database, queue, dropLost, now } = this.#options
    const jobs = database.transaction(() => {
      if (database.sources.remove.run({ id, now: now() }) === 0) return null
      return queue.cancel(database.sources.activeJobs.all({ sourceId: id }).map((job) => job.id))
    })
    if (jobs === null) return false
    dropLost()
    this.#changed()
    return true
  }

  /**
   * What adding this would add; nothing is stored.
   *
   * @param work how to start a worker, where this engine works on nothing itself
   */
  async preview(
    location: string,
    options: SourceOptions,
    signal: AbortSignal,
    work = this.#options.work(),
  ): Promise<SourcePreview> {
    if (!work) throw new Error('This engine has no workers to look with.')
    const { isKnown } = this.#options.database.sources
    return previewSource({
      ...work,
      network: allowedNetwork(this.#options.settings().network),
      location: await normalizeLocation(location),
      filter: options.filter ?? {},
      isKnown: (video) => isKnown.get(video) !== undefined,
      signal,
    })
  }

  /** Enqueues a look at each source whose time has come, and notes when the next one is. */
  checkDue(): void {
    const { database, now } = this.#options
    if (database.sources.due.all({ now: now() }).length === 0) return
    database.transaction(() => {
      for (const source of database.sources.due.all({ now: now() })) this.checkUnasked(source.id)
    })
    this.#changed()
  }

  /** A look at a source that nobody asked for: its schedule did, or a file that arrived. */
  checkUnasked(id: SourceId): JobId | null {
    const { database, queue, now } = this.#options
    const source = database.sources.byId.get({ id })
    if (!source) return null
    const { priority } = source
    const { job, created } = queue.enqueue({ type: 'scrape', sourceId: id, priority })
    database.sources.setCheck.run({
      id,
      // One that a person asked for stays theirs.
      jobId: created ? job.id : source.check_job_id,
      nextCheckAt: nextCheck(watchOf(source), now()),
    })
    return job.id
  }

  /** When the next look is due; null where none is. */
  nextDueAt(): number | null {
    return this.#options.database.sources.nextDue.get({})?.next_check_at ?? null
  }

  /** Folders that are to be watched. */
  watchedFolders(): { id: SourceId; location: string }[] {
    return this.#options.database.sources.watchedFolders.all({})
  }

  #summary(row: Parameters<typeof summaryOf>[0]): SourceSummary {
    const { database } = this.#options
    const check = database.sources.latestCheck.get({ workKey: `scrape:${String(row.id)}` })
    return summaryOf(row, countsOfSource(database, row.id), check)
  }

  #changed(): void {
    this.#options.queue.emit('sources')
    this.#options.queue.emit('work')
  }
}

const gone = (): SpoolError =>
  new SpoolError('gone', 'This source is no longer in the library. Add it again.')
