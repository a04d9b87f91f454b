import { SpoolError } from '../../shared/errors.ts'
import type { SourceId, VideoId } from '../../shared/job.ts'
import {
  destinationsSchema,
  morePresetsSchema,
  type Destination,
  type Pipeline,
} from '../../shared/pipeline.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Database } from '../database/index.ts'
import type { ClaimedJob } from '../queue/job-row.ts'
import type { EnqueueOptions } from '../queue/new-job.ts'

/** A pipeline, and the source it is of where there is one. */
export interface SourcePipeline extends Pipeline {
  sourceId?: SourceId
}

/** Which pipeline a job or a video goes through. */
export class Pipelines {
  readonly #database: Database
  readonly #settings: () => Settings

  constructor(database: Database, settings: () => Settings) {
    this.#database = database
    this.#settings = settings
  }

  /** What a job says itself, else what its source says, else the settings. */
  of(job: EnqueueOptions): Pipeline {
    const source =
      job.sourceId == null ? undefined : this.#database.library.source.get({ id: job.sourceId })
    const destinations = job.destination ?? source?.destinations
    return {
      preset: job.preset ?? source?.preset ?? this.#settings().preset,
      destinations:
        destinations === undefined ? this.#usualPlaces() : readDestinations(destinations),
    }
  }

  /** Those of the source that this job looks through: one per preset. */
  ofScrape(job: ClaimedJob, source: Presets): SourcePipeline[] {
    return presetsOf(source).map((preset) => ({ ...this.of(job), preset }))
  }

  /**
   * Every pipeline this video is to go through: one per source it was found in, but for those it was
   * finished for. What was begun with a preset that its source has changed is finished with it,
   * unless somebody waits for it already.
   */
  ofVideo(videoId: VideoId, from: ClaimedJob): SourcePipeline[] {
    const sources = this.#database.library.sourcesOf
      .all({ videoId })
      .filter(({ id, settled }) => settled === 0 || id === from.sourceId)
    if (sources.length === 0) {
      return [{ preset: this.#settings().preset, destinations: this.#usualPlaces() }]
    }
    const present = sources.filter((source) => source.removed_at === null)
    const begun = this.#isAwaited(from) ? null : from.preset
    return (present.length > 0 ? present : sources).flatMap((source) => {
      const also = begun !== null && source.id === from.sourceId ? [begun] : []
      return [...new Set([...presetsOf(source), ...also])].map((preset) => ({
        sourceId: source.id,
        preset,
        destinations: readDestinations(source.destinations),
      }))
    })
  }

  /** Whether another job waits, or waited, for this one. */
  #isAwaited({ id }: ClaimedJob): boolean {
    return this.#database.jobs.awaiting.get({ id }) !== undefined
  }

  #usualPlaces(): Destination[] {
    return [{ kind: 'folder', path: this.#settings().publishFolder }]
  }
}

interface Presets {
  preset: string
  /** JSON */
  more_presets: string
}

/** With which presets each of a source's videos is made, each once. */
const presetsOf = ({ preset, more_presets: more }: Presets) => [
  ...new Set([preset, ...morePresetsSchema.parse(JSON.parse(more))]),
]

const readDestinations = (json: string) => destinationsSchema.parse(JSON.parse(json))

/** A publish job is one leg: it goes to one destination. */
export function onlyOne(destinations: readonly Destination[]): Destination {
  const [destination, ...others] = destinations
  if (destination && others.length === 0) return destination
  throw new SpoolError(
    'invalid-input',
    'This source has several destinations. Name the one to publish to.',
  )
}
