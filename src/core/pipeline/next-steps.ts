import type { JobId, VideoId } from '../../shared/job.ts'
import { destinationSchema, nextStage, type Destination } from '../../shared/pipeline.ts'
import type { FoundBatch, FoundVideo, ResultOf, StageResult } from '../../shared/stage.ts'
import type { Database, LegRow } from '../database/index.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { ClaimedJob } from '../queue/job-row.ts'
import type { EnqueueOptions } from '../queue/new-job.ts'
import { needsReview } from '../review/index.ts'
import { storeResult } from './artefacts.ts'
import { lookForFiles, lookForFound, type Missing } from './missing.ts'
import { onlyOne, type Pipelines, type SourcePipeline } from './pipelines.ts'
import { checkedBy, describes } from './scrape.ts'
import { sourceOf, videoIdOf } from './subject.ts'

interface NextStepsOptions {
  database: Database
  queue: JobQueue
  pipelines: Pipelines
  /** This leg now waits for a review. */
  onReview: (id: JobId) => void
}

/**
 * From what a stage found or made to the jobs that follow. Which files are there is asked first,
 * since a disk may be slow to say; what comes back is then done at once, inside a transaction.
 */
export class NextSteps {
  readonly #database: Database
  readonly #queue: JobQueue
  readonly #pipelines: Pipelines
  readonly #onReview: (id: JobId) => void

  constructor({ database, queue, pipelines, onReview }: NextStepsOptions) {
    this.#database = database
    this.#queue = queue
    this.#pipelines = pipelines
    this.#onReview = onReview
  }

  /** Fills in what a job's stage needs of its pipeline, where it was enqueued without. */
  specify(options: EnqueueOptions): EnqueueOptions {
    if (options.type === 'scrape' || options.type === 'download') return options
    const { preset, destinations } = this.#pipelines.of(options)
    return options.type === 'transform'
      ? { ...options, ...transformOf(preset) }
      : this.#gated({ ...options, ...publicationOf(preset, onlyOne(destinations)) })
  }

  /** @returns what stores the result and enqueues what follows */
  async follow(job: ClaimedJob, result: StageResult): Promise<() => JobId[]> {
    if (result.type === 'scrape') return this.#followScrape(job, result)
    const videoId = videoIdOf(job)
    const missing = await lookForFiles(this.#database, [videoId])
    return () => {
      storeResult(this.#database, job, videoId, result)
      if (nextStage[job.type] === null) return []
      const pipelines = this.#pipelines.ofVideo(videoId, job)
      return job.type === 'download'
        ? pipelines.flatMap((pipeline) => this.#advance(videoId, { job, pipeline, missing }))
        : pipelines
            .filter(({ preset }) => preset === job.preset)
            .flatMap((pipeline) =>
              this.#publish(videoId, { job, pipeline, missing }, job.presetVersion),
            )
    }
  }

  async #followScrape(job: ClaimedJob, result: ResultOf<'scrape'>): Promise<() => JobId[]> {
    const followFound = await this.followFound(job, result)
    return () => {
      const enqueued = followFound()
      const source = sourceOf(this.#database, job)
      this.#database.sources.setChecked.run(checkedBy(source, result, Date.now()))
      this.#queue.emit('sources')
      return enqueued
    }
  }

  /** @returns what stores the videos a scrape found so far and enqueues what follows */
  async followFound(job: ClaimedJob, { source: found, videos }: FoundBatch) {
    const missing = await lookForFound(this.#database, job, videos)
    return (): JobId[] => {
      const source = sourceOf(this.#database, job)
      const { id } = source
      if (describes(found, source)) {
        this.#database.library.describeSource.run({ id, kind: found.kind, title: found.title })
      }
      const pipelines = this.#pipelines.ofScrape(job, source)
      // What failed before is not tried again at every look that nobody asked for.
      const askedAnew = source.check_job_id !== job.id
      return videos.flatMap((video) => {
        const unseen = this.#database.library.addUnseen.get({ ...video, now: Date.now() })
        if (unseen) return this.#beginUnseen(unseen.id, job, video)
        const videoId = this.#storeVideo(video)
        this.#describe(videoId, video.details)
        const link = this.#database.library.link.get({ sourceId: id, videoId })
        if (link?.settled === 1) return []
        return pipelines.flatMap((pipeline) =>
          this.#advance(videoId, { job, pipeline, missing, askedAnew }),
        )
      })
    }
  }

  /**
   * @returns what makes the rendition of a leg anew, with another preset, and a leg like it, which
   * waits for a review in its turn
   */
  async remaking(videoIds: readonly VideoId[]): Promise<(leg: LegRow, preset: string) => JobId> {
    const missing = await lookForFiles(this.#database, videoIds)
    return (leg, preset) => {
      const { video_id: videoId, source_id: sourceId, priority, destination } = leg
      const transform = { ...transformOf(preset), videoId, sourceId, priority }
      const made = this.#queue.intake.latestOf(transform)
      const isMade = made?.status === 'completed' && this.#stillThere(transform, missing)
      const after = isMade ? [] : [this.#queue.enqueue(transform).job.id]
      const work = { type: 'publish' as const, preset, destination, videoId, sourceId, priority }
      return this.#queue.enqueue({ ...work, after, review: true }).job.id
    }
  }

  /** Nothing of it can be done yet, so nothing is looked up: a feed may tell of thousands. */
  #beginUnseen(videoId: VideoId, from: ClaimedJob, { location, details }: FoundVideo): JobId {
    const { sourceId, priority, maxAttempts } = from
    this.#describe(videoId, details)
    if (sourceId !== null) this.#database.library.link.get({ sourceId, videoId })
    const download = { type: 'download' as const, videoId, sourceId, priority, maxAttempts }
    return this.#queue.intake.putFirst(download, location).id
  }

  #storeVideo(found: FoundVideo): VideoId {
    const row = this.#database.library.addVideo.get({ ...found, now: Date.now() })
    if (!row) throw new Error('The database returned no row for a video.')
    return row.id
  }

  #describe(id: VideoId, details: FoundVideo['details']): void {
    if (!details) return
    this.#database.library.describeUnknown.run({ id, details: JSON.stringify(details) })
  }

  /**
   * Enqueues the first stage of this pipeline that is not done for the video; of the last stage,
   * one leg per destination.
   */
  #advance(videoId: VideoId, on: Advance): JobId[] {
    const leading = [{ type: 'download' as const }, transformOf(on.pipeline.preset)]
    for (const stage of leading) {
      const begun = this.#begin({ ...stage, videoId, sourceId: on.job.sourceId }, on)
      if (begun !== 'done') return begun
    }
    return this.#publish(videoId, on)
  }

  /** @param presetVersion of the rendition that goes out; the newest unless said */
  #publish(videoId: VideoId, on: Advance, presetVersion?: number): JobId[] {
    const { preset, destinations, sourceId = on.job.sourceId } = on.pipeline
    return destinations.flatMap((destination) => {
      const leg = this.#gated({
        ...publicationOf(preset, destination),
        ...(presetVersion === undefined ? {} : { presetVersion }),
        ...{ videoId, sourceId },
      })
      const begun = this.#begin(leg, on)
      return begun === 'done' ? [] : begun
    })
  }

  /** A publication as it is to be enqueued: held where a person has to look at it first. */
  #gated<W extends EnqueueOptions>(work: W): W & { review: boolean } {
    const destination = destinationSchema.parse(JSON.parse(work.destination ?? ''))
    return { ...work, review: needsReview(this.#database, work.sourceId ?? null, destination) }
  }

  /**
   * Enqueues this work unless it is done or being done. What failed or was cancelled stays so,
   * unless a person asked for the source anew.
   */
  #begin(work: EnqueueOptions, { job, missing, askedAnew }: Advance): JobId[] | 'done' {
    const latest = this.#queue.intake.latestOf(work)
    if (latest?.active) return []
    // The job may have been pruned from the history; the file it left tells as well.
    if (
      (latest ?? { status: 'completed' }).status === 'completed' &&
      this.#stillThere(work, missing)
    ) {
      return 'done'
    }
    // A person said no to it: only they bring it back.
    if (latest?.status === 'cancelled' && work.review) return []
    if (latest?.status === 'failed' || latest?.status === 'cancelled') {
      return askedAnew ? this.#queue.retry([latest.id]) : []
    }
    const { priority, maxAttempts } = job
    const { id } = this.#queue.intake.put({ ...work, priority, maxAttempts }).job
    if (work.review) this.#onReview(id)
    return [id]
  }

  #stillThere(work: EnqueueOptions, missing: Missing): boolean {
    const file = this.#database.library.outcomeOf.get({ workKey: this.#queue.intake.keyOf(work) })
    return file !== undefined && !missing.has(file.path)
  }
}

/** On what a video goes on its way. */
interface Advance {
  /** The job that led to it. */
  job: ClaimedJob
  pipeline: SourcePipeline
  missing: Missing
  /** Whether a person asked for the source anew. */
  askedAnew?: boolean
}

/** What makes a stage's work what it is. */
const transformOf = (preset: string) => ({ type: 'transform' as const, preset })
const publicationOf = (preset: string, destination: Destination) => ({
  type: 'publish' as const,
  preset,
  destination: JSON.stringify(destination),
})
