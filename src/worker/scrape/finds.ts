import { wantedBy, type SourceFilter } from '../../shared/source-filter.ts'
import {
  videosPerBatch,
  type FoundVideo,
  type ResultOf,
  type SourceDescription,
} from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'

/** A list fills at least this often while videos are found. */
const flushMs = 500

type Rest = Omit<ResultOf<'scrape'>, 'type' | 'source' | 'videos' | 'leftOut'>

/** What a scrape has found: filtered, and told in batches, so that nothing piles up here. */
export class Finds {
  readonly #source: SourceDescription
  readonly #newest: number
  readonly #isWanted: (video: FoundVideo) => boolean
  readonly #context: StageContext
  readonly #seen = new Set<string>()
  #waiting: FoundVideo[] = []
  #taken = 0
  #leftOut = 0
  #timer: NodeJS.Timeout | undefined

  constructor(source: SourceDescription, filter: SourceFilter, context: StageContext) {
    this.#source = source
    this.#newest = filter.newest ?? Infinity
    this.#isWanted = wantedBy(filter)
    this.#context = context
  }

  /** @returns false when no more are wanted */
  take(video: FoundVideo): boolean {
    const identity = `${video.site} ${video.siteId}`
    if (this.#seen.has(identity)) return this.#wantsMore()
    this.#seen.add(identity)
    if (this.#wantsMore() && this.#isWanted(video)) this.#keep(video)
    else this.#leftOut++
    return this.#wantsMore()
  }

  /** Takes all of a list that may be in any order: where only some are wanted, the newest are. */
  takeAll(videos: readonly FoundVideo[]): void {
    const ordered =
      this.#newest === Infinity
        ? videos
        : [...videos].sort((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0))
    for (const video of ordered) this.take(video)
  }

  get count(): number {
    return this.#taken
  }

  /** Nothing more comes. */
  stop(): void {
    clearTimeout(this.#timer)
  }

  /** Ends the scrape: what was not told yet goes with the result. */
  result(rest: Rest = {}): ResultOf<'scrape'> {
    this.stop()
    return {
      type: 'scrape',
      source: this.#source,
      videos: this.#waiting,
      leftOut: this.#leftOut,
      ...rest,
    }
  }

  #wantsMore(): boolean {
    return this.#taken < this.#newest
  }

  #keep(video: FoundVideo): void {
    this.#taken++
    this.#waiting.push(video)
    if (this.#waiting.length > videosPerBatch) {
      this.#flush()
      return
    }
    this.#timer ??= setTimeout(() => {
      this.#flush()
    }, flushMs)
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const videos = this.#waiting.slice(0, videosPerBatch)
    this.#waiting = this.#waiting.slice(videosPerBatch)
    if (videos.length > 0) this.#context.found({ source: this.#source, videos })
  }
}
