import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Target } from '../../shared/destination.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { JobId, SourceId, VideoId } from '../../shared/job.ts'
import {
  destinationSchema,
  destinationsSchema,
  morePresetsSchema,
  nextStage,
  type Destination,
  type Pipeline,
} from '../../shared/pipeline.ts'
import { safeWord } from '../../shared/names.ts'
import type { Draft } from '../../shared/publication.ts'
import type {
  FoundBatch,
  FoundVideo,
  ResultOf,
  ProducedFile,
  StageOrder,
  StageResult,
} from '../../shared/stage.ts'
import { fillTemplate } from '../../shared/template.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Database, LegRow } from '../database/index.ts'
import { deliveryOf, factsOf, filesFor, targetOf } from '../publishing/index.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { ClaimedJob } from '../queue/job-row.ts'
import type { EnqueueOptions } from '../queue/new-job.ts'
import { draftOf, metadataOf, needsReview, readRights, requireRights } from '../review/index.ts'
import { workKey } from '../queue/work-key.ts'
import { presetOfJob } from '../presets/catalogue.ts'
import { checkedBy, describes, scrapeOrder } from './scrape.ts'

const artefactKinds = {
  download: 'download',
  transform: 'rendition',
  publish: 'publication',
} as const

interface PipelineOptions {
  database: Database
  queue: JobQueue
  settings: () => Settings
  /** This leg now waits for a review. */
  onReview: (id: JobId) => void
}

/** What follows what: from a job to the order its worker gets, from a result to the next jobs. */
export class PipelineService {
  readonly #database: Database
  readonly #queue: JobQueue
  readonly #settings: () => Settings
  readonly #onReview: (id: JobId) => void

  constructor({ database, queue, settings, onReview }: PipelineOptions) {
    this.#database = database
    this.#queue = queue
    this.#settings = settings
    this.#onReview = onReview
  }

  /**
   * What a worker is asked to do for this job.
   *
   * @throws SpoolError `gone` where a file of an earlier stage is missing, `invalid-input` where
   * the job names a preset there is none of
   */
  orderFor(job: ClaimedJob): StageOrder {
    const { libraryFolder, encoding, sources } = this.#settings()
    switch (job.type) {
      case 'scrape':
        return scrapeOrder(this.#source(job), job, sources.settleSeconds * 1_000, Date.now())
      case 'download': {
        const { location, title, fetch, published_at: publishedAt } = this.#video(job)
        const targetFolder = join(libraryFolder, 'Downloads')
        return {
          ...{ type: 'download', location, title, targetFolder, fetch },
          name: fillTemplate(
            this.#namingOf(job) ?? this.#settings().names.download,
            factsOf(this.#database, job, ''),
            safeWord,
          ),
          publishedAt,
          companions: true,
        }
      }
      case 'transform':
        return {
          type: 'transform',
          inputPath: this.#fileOf({ ...job, type: 'download' }, 'download'),
          title: this.#video(job).title,
          preset: presetOfJob(this.#database, job.id, this.#pipelineOf(job).preset),
          targetFolder: join(libraryFolder, 'Renditions'),
          encoding,
        }
      case 'publish': {
        const { preset, destinations } = this.#pipelineOf(job)
        const leg = this.#database.publications.leg.get({ id: job.id })
        const draft = draftOf(leg)
        const facts = factsOf(this.#database, job, presetOfJob(this.#database, job.id, preset).name)
        const destination = onlyOne(destinations)
        requireRights(this.#database, job.sourceId, destination)
        const target = targetOf(this.#database, destination)
        const videoId = this.#videoIdOf(job)
        const metadata = metadataOf(
          this.#database,
          {
            ...{ video_id: job.videoId, source_id: job.sourceId, preset },
            destination: JSON.stringify(destination),
          },
          draft,
          readRights(leg?.rights),
        )
        return {
          type: 'publish',
          inputPath: this.#fileOf({ ...job, type: 'transform', preset }, 'rendition'),
          facts: { ...facts, title: draft.title ?? facts.title },
          destination: placeFor(target, destination, draft, this.#namingOf(job)),
          metadata,
          files: filesFor(this.#database, { ...job, videoId, preset }, target),
          youtubeRoot: this.#settings().youtube.apiRoot,
          delivery: deliveryOf(this.#database, workKey(job)),
        }
      }
    }
  }

  /** What a job is about, for somebody who works on it elsewhere. */
  subjectOf(job: ClaimedJob): { location: string; title: string } {
    if (job.type !== 'scrape') return this.#video(job)
    const { location } = this.#source(job)
    return { location, title: location }
  }

  /** Fills in what a job's stage needs of its pipeline, where it was enqueued without. */
  specify(options: EnqueueOptions): EnqueueOptions {
    if (options.type === 'scrape' || options.type === 'download') return options
    const { preset, destinations } = this.#pipelineOf(options)
    return options.type === 'transform'
      ? { ...options, ...transformOf(preset) }
      : this.#gated({ ...options, ...publicationOf(preset, onlyOne(destinations)) })
  }

  /** Stores what a stage found or made and enqueues what follows. Runs inside a transaction. */
  follow(job: ClaimedJob, result: StageResult): JobId[] {
    if (result.type === 'scrape') return this.#followScrape(job, result)
    const videoId = this.#videoIdOf(job)
    if (result.type === 'download') this.#storeCompanions(job, videoId, result)
    const notes = result.type === 'transform' ? (result.notes ?? []) : []
    this.#storeFile(job, videoId, result.type, { ...result.file, notes })
    if (nextStage[job.type] === null) return []
    const pipelines = this.#pipelinesOf(videoId, job)
    return job.type === 'download'
      ? pipelines.flatMap((pipeline) => this.#advance(videoId, job, pipeline))
      : pipelines
          .filter(({ preset }) => preset === job.preset)
          .flatMap((pipeline) => this.#publish(videoId, job, pipeline, job.presetVersion))
  }

  #followScrape(job: ClaimedJob, result: Extract<StageResult, { type: 'scrape' }>): JobId[] {
    const enqueued = this.followFound(job, result)
    this.#database.sources.setChecked.run(checkedBy(this.#source(job), result, Date.now()))
    this.#queue.emit('sources')
    return enqueued
  }

  /** Stores what a scrape found so far and enqueues what follows. Runs inside a transaction. */
  followFound(job: ClaimedJob, { source: found, videos }: FoundBatch): JobId[] {
    const source = this.#source(job)
    const { id } = source
    if (describes(found, source)) {
      this.#database.library.describeSource.run({ id, kind: found.kind, title: found.title })
    }
    const pipelines = presetsOf(source).map((preset) => ({ ...this.#pipelineOf(job), preset }))
    // What failed before is not tried again at every look that nobody asked for.
    const askedAnew = source.check_job_id !== job.id
    return videos.flatMap((video) => {
      const unseen = this.#database.library.addUnseen.get({ ...video, now: Date.now() })
      if (unseen) return this.#beginUnseen(unseen.id, job, video)
      const videoId = this.#storeVideo(video)
      this.#describe(videoId, video.details)
      const link = this.#database.library.link.get({ sourceId: id, videoId })
      if (link?.settled === 1) return []
      return pipelines.flatMap((pipeline) => this.#advance(videoId, job, pipeline, askedAnew))
    })
  }

  /** Nothing of it can be done yet, so nothing is looked up: a feed may tell of thousands. */
  #beginUnseen(videoId: VideoId, from: ClaimedJob, { location, details }: FoundVideo): JobId {
    const { sourceId, priority, maxAttempts } = from
    this.#describe(videoId, details)
    if (sourceId !== null) this.#database.library.link.get({ sourceId, videoId })
    const download = { type: 'download' as const, videoId, sourceId, priority, maxAttempts }
    return this.#queue.intake.putFirst(download, location).id
  }

  /**
   * Enqueues the first stage of this pipeline that is not done for the video; of the last stage,
   * one leg per destination.
   */
  #advance(
    videoId: VideoId,
    from: ClaimedJob,
    pipeline: SourcePipeline,
    askedAnew = false,
  ): JobId[] {
    const { preset } = pipeline
    const leading = [{ type: 'download' as const }, transformOf(preset)]
    for (const stage of leading) {
      const begun = this.#begin({ ...stage, videoId, sourceId: from.sourceId }, from, askedAnew)
      if (begun !== 'done') return begun
    }
    return this.#publish(videoId, from, pipeline, undefined, askedAnew)
  }

  /** @param presetVersion of the rendition that goes out; the newest unless said */
  #publish(
    videoId: VideoId,
    from: ClaimedJob,
    { preset, destinations, ...pipeline }: SourcePipeline,
    presetVersion?: number,
    askedAnew = false,
  ): JobId[] {
    return destinations.flatMap((destination) => {
      const sourceId = pipeline.sourceId ?? from.sourceId
      const leg = this.#gated({
        ...publicationOf(preset, destination),
        ...(presetVersion === undefined ? {} : { presetVersion }),
        ...{ videoId, sourceId },
      })
      const begun = this.#begin(leg, from, askedAnew)
      return begun === 'done' ? [] : begun
    })
  }

  /** A publication as it is to be enqueued: held where a person has to look at it first. */
  #gated<W extends EnqueueOptions>(work: W): W & { review: boolean } {
    const destination = destinationSchema.parse(JSON.parse(work.destination ?? ''))
    return { ...work, review: needsReview(this.#database, work.sourceId ?? null, destination) }
  }

  /**
   * Makes the rendition of a leg anew, with another preset, and a leg like it, which waits for a
   * review in its turn. Runs inside a transaction.
   */
  remake(leg: LegRow, preset: string): JobId {
    const { video_id: videoId, source_id: sourceId, priority, destination } = leg
    const transform = { ...transformOf(preset), videoId, sourceId, priority }
    const made = this.#queue.intake.latestOf(transform)
    const isMade = made?.status === 'completed' && this.#stillThere(transform)
    const after = isMade ? [] : [this.#queue.enqueue(transform).job.id]
    const work = { type: 'publish' as const, preset, destination, videoId, sourceId, priority }
    return this.#queue.enqueue({ ...work, after, review: true }).job.id
  }

  /**
   * Enqueues this work unless it is done or being done. What failed or was cancelled stays so,
   * unless a person asked for the source anew.
   */
  #begin(work: EnqueueOptions, from: ClaimedJob, askedAnew: boolean): JobId[] | 'done' {
    const latest = this.#queue.intake.latestOf(work)
    if (latest?.active) return []
    // The job may have been pruned from the history; the file it left tells as well.
    if ((latest ?? { status: 'completed' }).status === 'completed' && this.#stillThere(work)) {
      return 'done'
    }
    // A person said no to it: only they bring it back.
    if (latest?.status === 'cancelled' && work.review) return []
    if (latest?.status === 'failed' || latest?.status === 'cancelled') {
      return askedAnew ? this.#queue.retry([latest.id]) : []
    }
    const { priority, maxAttempts } = from
    const { id } = this.#queue.intake.put({ ...work, priority, maxAttempts }).job
    if (work.review) this.#onReview(id)
    return [id]
  }

  #stillThere(work: EnqueueOptions): boolean {
    const file = this.#database.library.outcomeOf.get({ workKey: this.#queue.intake.keyOf(work) })
    // What lies elsewhere was verified there when it was published.
    return file !== undefined && (file.path.includes('://') || existsSync(file.path))
  }

  #describe(id: VideoId, details: FoundVideo['details']): void {
    if (!details) return
    this.#database.library.describeUnknown.run({ id, details: JSON.stringify(details) })
  }

  #storeVideo(found: FoundVideo): VideoId {
    const row = this.#database.library.addVideo.get({ ...found, now: Date.now() })
    if (!row) throw new Error('The database returned no row for a video.')
    return row.id
  }

  /** What was kept of a video beside its file. */
  #storeCompanions(job: ClaimedJob, videoId: VideoId, kept: ResultOf<'download'>): void {
    const { library } = this.#database
    if (kept.details) {
      library.describeVideo.run({ id: videoId, details: JSON.stringify(kept.details) })
    }
    for (const companion of kept.companions ?? []) {
      const { id: jobId } = job
      const common = { jobId, videoId, workKey: workKey(job), durationSeconds: null, notes: '[]' }
      library.addArtefact.run({ ...common, ...companion, now: Date.now() })
    }
  }

  #storeFile(
    job: ClaimedJob,
    videoId: VideoId,
    type: keyof typeof artefactKinds,
    { notes, ...file }: ProducedFile & { notes: readonly string[] },
  ): void {
    this.#database.library.addArtefact.run({
      jobId: job.id,
      videoId,
      workKey: workKey(job),
      kind: artefactKinds[type],
      now: Date.now(),
      notes: JSON.stringify(notes),
      ...file,
    })
  }

  #source(job: ClaimedJob) {
    const source =
      job.sourceId === null ? undefined : this.#database.sources.byId.get({ id: job.sourceId })
    if (!source) throw new SpoolError('gone', 'The source of this job is gone. Add it again.')
    return source
  }

  #videoIdOf(job: ClaimedJob): VideoId {
    if (job.videoId === null) throw new Error(`The ${job.type} job ${job.id} has no video.`)
    return job.videoId
  }

  #video(job: ClaimedJob) {
    const video = this.#database.library.video.get({ id: this.#videoIdOf(job) })
    if (!video) throw new SpoolError('gone', 'The video of this job is gone. Add its source again.')
    return video
  }

  /** The file an earlier stage left for this one. */
  #fileOf(work: EnqueueOptions, what: 'download' | 'rendition'): string {
    const file = this.#database.library.outcomeOf.get({ workKey: workKey(work) })
    if (file && existsSync(file.path)) return file.path
    const sentence = {
      download: 'The download of this video is missing. Add its source again.',
      rendition: 'The rendition of this video is missing. Add its source again.',
    }[what]
    throw new SpoolError('gone', sentence, {
      details: file ? { path: file.path } : {},
    })
  }

  /** What a job says itself, else what its source says, else the settings. */
  #pipelineOf(job: EnqueueOptions): Pipeline {
    const source =
      job.sourceId == null ? undefined : this.#database.library.source.get({ id: job.sourceId })
    const { preset, publishFolder } = this.#settings()
    const destinations = job.destination ?? source?.destinations
    return {
      preset: job.preset ?? source?.preset ?? preset,
      destinations:
        destinations === undefined
          ? [{ kind: 'folder', path: publishFolder }]
          : destinationsSchema.parse(JSON.parse(destinations)),
    }
  }

  /** Whether another job waits, or waited, for this one. */
  #isAwaited({ id }: ClaimedJob): boolean {
    return this.#database.jobs.awaiting.get({ id }) !== undefined
  }

  #namingOf({ sourceId }: ClaimedJob): string | null {
    if (sourceId === null) return null
    return this.#database.library.source.get({ id: sourceId })?.naming ?? null
  }

  /**
   * Every pipeline this video is to go through: one per source it was found in, but for those it was
   * finished for. What was begun with a preset that its source has changed is finished with it,
   * unless somebody waits for it already.
   */
  #pipelinesOf(videoId: VideoId, from: ClaimedJob): SourcePipeline[] {
    const sources = this.#database.library.sourcesOf
      .all({ videoId })
      .filter(({ id, settled }) => settled === 0 || id === from.sourceId)
    const { preset, publishFolder } = this.#settings()
    if (sources.length === 0) {
      return [{ preset, destinations: [{ kind: 'folder', path: publishFolder }] }]
    }
    const present = sources.filter((source) => source.removed_at === null)
    const begun = this.#isAwaited(from) ? null : from.preset
    return (present.length > 0 ? present : sources).flatMap((source) => {
      const also = begun !== null && source.id === from.sourceId ? [begun] : []
      return [...new Set([...presetsOf(source), ...also])].map((preset) => ({
        sourceId: source.id,
        preset,
        destinations: destinationsSchema.parse(JSON.parse(source.destinations)),
      }))
    })
  }
}

/** A pipeline, and the source it is of where there is one. */
interface SourcePipeline extends Pipeline {
  sourceId?: SourceId
}

/** With which presets each of a source's videos is made, each once. */
const presetsOf = ({ preset, more_presets: more }: { preset: string; more_presets: string }) => [
  ...new Set([preset, ...morePresetsSchema.parse(JSON.parse(more))]),
]

/** What makes a stage's work what it is. */
const transformOf = (preset: string) => ({ type: 'transform' as const, preset })
const publicationOf = (preset: string, destination: Destination) => ({
  type: 'publish' as const,
  preset,
  destination: JSON.stringify(destination),
})

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

/** A publish job is one leg: it goes to one destination. */
function onlyOne(destinations: readonly Destination[]): Destination {
  const [destination, ...others] = destinations
  if (destination && others.length === 0) return destination
  throw new SpoolError(
    'invalid-input',
    'This source has several destinations. Name the one to publish to.',
  )
}
