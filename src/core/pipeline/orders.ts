import { join } from 'node:path'
import type { Target } from '../../shared/destination.ts'
import { SpoolError } from '../../shared/errors.ts'
import { safeWord } from '../../shared/names.ts'
import type { Destination } from '../../shared/pipeline.ts'
import type { Draft } from '../../shared/publication.ts'
import type { Settings } from '../../shared/settings.ts'
import type { OrderOf, StageOrder } from '../../shared/stage.ts'
import { fillTemplate } from '../../shared/template.ts'
import { videoDetailsSchema } from '../../shared/video-details.ts'
import type { Database } from '../database/index.ts'
import { isThere } from '../disk/there.ts'
import { presetOfJob } from '../presets/catalogue.ts'
import { deliveryOf, factsOf, filesFor, targetOf } from '../publishing/index.ts'
import type { ClaimedJob } from '../queue/job-row.ts'
import type { EnqueueOptions } from '../queue/new-job.ts'
import { workKey } from '../queue/work-key.ts'
import { draftOf, metadataOf, readRights, requireRights } from '../review/index.ts'
import { onlyOne, type Pipelines } from './pipelines.ts'
import { scrapeOrder } from './scrape.ts'
import { sourceOf, videoIdOf } from './subject.ts'

interface OrdersOptions {
  database: Database
  pipelines: Pipelines
  settings: () => Settings
}

/** What a worker is asked to do for a job. */
export class Orders {
  readonly #database: Database
  readonly #pipelines: Pipelines
  readonly #settings: () => Settings

  constructor({ database, pipelines, settings }: OrdersOptions) {
    this.#database = database
    this.#pipelines = pipelines
    this.#settings = settings
  }

  /**
   * @throws SpoolError `gone` where a file of an earlier stage is missing, `invalid-input` where
   * the job names a preset there is none of
   */
  async orderFor(job: ClaimedJob): Promise<StageOrder> {
    switch (job.type) {
      case 'scrape': {
        const settleMs = this.#settings().sources.settleSeconds * 1_000
        return scrapeOrder(sourceOf(this.#database, job), job, settleMs, Date.now())
      }
      case 'download':
        return this.#download(job)
      case 'transform':
        return this.#transform(job)
      case 'publish':
        return this.#publish(job)
    }
  }

  /** What a job is about, for somebody who works on it elsewhere. */
  subjectOf(job: ClaimedJob): { location: string; title: string } {
    if (job.type !== 'scrape') return this.#video(job)
    const { location } = sourceOf(this.#database, job)
    return { location, title: location }
  }

  #download(job: ClaimedJob): OrderOf<'download'> {
    const { libraryFolder, names } = this.#settings()
    const { location, title, fetch, details, published_at: publishedAt } = this.#video(job)
    return {
      ...{ type: 'download', location, title, fetch, publishedAt },
      targetFolder: join(libraryFolder, 'Downloads'),
      name: fillTemplate(
        this.#namingOf(job) ?? names.download,
        factsOf(this.#database, job, ''),
        safeWord,
      ),
      ...(details !== null && { known: videoDetailsSchema.parse(JSON.parse(details)) }),
      companions: true,
    }
  }

  async #transform(job: ClaimedJob): Promise<OrderOf<'transform'>> {
    const { libraryFolder, encoding } = this.#settings()
    return {
      type: 'transform',
      inputPath: await this.#fileOf({ ...job, type: 'download' }, 'download'),
      title: this.#video(job).title,
      preset: presetOfJob(this.#database, job.id, this.#pipelines.of(job).preset),
      targetFolder: join(libraryFolder, 'Renditions'),
      encoding,
    }
  }

  async #publish(job: ClaimedJob): Promise<OrderOf<'publish'>> {
    const database = this.#database
    const { preset, destinations } = this.#pipelines.of(job)
    const destination = onlyOne(destinations)
    requireRights(database, job.sourceId, destination)
    const leg = database.publications.leg.get({ id: job.id })
    const draft = draftOf(leg)
    const facts = factsOf(database, job, presetOfJob(database, job.id, preset).name)
    const target = targetOf(database, destination)
    const of = {
      ...{ video_id: job.videoId, source_id: job.sourceId, preset },
      destination: JSON.stringify(destination),
    }
    return {
      type: 'publish',
      inputPath: await this.#fileOf({ ...job, type: 'transform', preset }, 'rendition'),
      facts: { ...facts, title: draft.title ?? facts.title },
      destination: placeFor(target, destination, draft, this.#namingOf(job)),
      metadata: metadataOf(database, of, draft, readRights(leg?.rights)),
      files: await filesFor(database, { ...job, videoId: videoIdOf(job), preset }, target),
      youtubeRoot: this.#settings().youtube.apiRoot,
      delivery: deliveryOf(database, workKey(job)),
    }
  }

  #video(job: ClaimedJob) {
    const video = this.#database.library.video.get({ id: videoIdOf(job) })
    if (!video) throw new SpoolError('gone', 'The video of this job is gone. Add its source again.')
    return video
  }

  #namingOf({ sourceId }: ClaimedJob): string | null {
    if (sourceId === null) return null
    return this.#database.library.source.get({ id: sourceId })?.naming ?? null
  }

  /** The file an earlier stage left for this one. */
  async #fileOf(work: EnqueueOptions, what: 'download' | 'rendition'): Promise<string> {
    const file = this.#database.library.outcomeOf.get({ workKey: workKey(work) })
    if (file && (await isThere(file.path))) return file.path
    const sentence = {
      download: 'The download of this video is missing. Add its source again.',
      rendition: 'The rendition of this video is missing. Add its source again.',
    }[what]
    throw new SpoolError('gone', sentence, {
      details: file ? { path: file.path } : {},
    })
  }
}

/**
 * In a folder without rules of its own, files are called as their source says; where it says
 * nothing, a title that a person wrote is the whole name.
 */
function placeFor(
  target: Target,
  { kind }: Destination,
  { title }: Draft,
  naming: string | null,
): Target {
  if (kind !== 'folder' || target.kind !== 'folder') return target
  return { ...target, name: naming ?? (title === undefined ? target.name : '{title}') }
}
