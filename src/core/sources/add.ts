import { basename, isAbsolute } from 'node:path'
import type { AddedSource, SourceAddition } from '../../shared/calls/sources.ts'
import { SpoolError } from '../../shared/errors.ts'
import { destinationsSchema } from '../../shared/pipeline.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Database } from '../database/index.ts'
import { normalizeLocation } from '../engine/location.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import { changeSource } from './change.ts'
import { setupOf } from './summary.ts'

/** As the library keeps it; lists are JSON. */
interface StoredPipeline {
  preset: string
  morePresets: string
  destinations: string
}

/** Where a source is: as somebody wrote it, and as it is known. */
interface Place {
  text: string
  location: string
}

interface AddParts {
  database: Database
  queue: JobQueue
  now: number
}

/** Where a source is, in the one spelling it is known by; or why there can be none. */
export async function placeOf(text: string): Promise<Place | AddedSource> {
  try {
    return { text, location: await normalizeLocation(text) }
  } catch (error) {
    if (!(error instanceof SpoolError)) throw error
    return { outcome: 'rejected', location: text, message: error.message }
  }
}

export const isPlace = (place: Place | AddedSource): place is Place => 'text' in place

/** What is said of a source's pipeline, and what the settings say where nothing is. */
export function pipelineOf(input: SourceAddition, settings: Settings) {
  const preset = input.preset ?? settings.preset
  return {
    preset,
    morePresets: (input.morePresets ?? []).filter((id) => id !== preset),
    destinations: destinationsSchema.parse(
      input.destinations ?? { kind: 'folder', path: settings.publishFolder },
    ),
  }
}

/**
 * Puts one source into the library and its scrape into the queue. Runs inside a transaction of
 * somebody who tells of the job when that is over.
 */
export function addSource(
  { database, queue, now }: AddParts,
  { text, location }: Place,
  pipeline: StoredPipeline,
  input: SourceAddition,
): AddedSource {
  const { library, sources } = database
  const row = library.addSource.get({ location, title: titleUntilSeen(location), ...pipeline, now })
  if (!row) throw new Error('The database returned no row for a source.')
  const { id } = row
  const isBack = sources.restore.run({ id }) > 0
  changeSource(database, setupOf(row), optionsOf(input), now)
  const { priority } = input
  const scrape = { type: 'scrape', sourceId: id } as const
  const { job, created } = queue.intake.put(
    priority === undefined ? scrape : { ...scrape, priority },
  )
  const outcome = created ? 'added' : 'duplicate'
  return {
    ...{ outcome, location: text, jobId: job.id, sourceId: id },
    isNew: isBack || row.created_at === now,
  }
}

/** A file or folder goes by its name before it is looked at; an address by itself. */
const titleUntilSeen = (location: string): string | null =>
  isAbsolute(location) ? basename(location) || location : null

/** What is said of each of the sources that are added, beside their pipeline. */
const optionsOf = ({ filter, watch, priority, naming, bytesPerSecond }: SourceAddition) => ({
  filter,
  watch,
  priority,
  naming,
  bytesPerSecond,
})
