import { z } from 'zod'
import { jobTypeSchema, type JobType, type SourceId } from '../../shared/job.ts'
import { pauseStateSchema, type PauseMode, type PauseState } from '../../shared/queue.ts'
import type { Database } from '../database/index.ts'
import type { QueueNews } from './news.ts'

/** A part of the queue that can be paused by itself. */
export type PauseScope = { jobType: JobType } | { sourceId: SourceId }

const typesSchema = z.array(jobTypeSchema)

interface PausesOptions {
  database: Database
  news: QueueNews
  now: () => number
}

/** What is paused; stored before a call returns, so that it survives a restart. */
export class Pauses {
  readonly #database: Database
  readonly #news: QueueNews
  readonly #now: () => number

  constructor({ database, news, now }: PausesOptions) {
    this.#database = database
    this.#news = news
    this.#now = now
  }

  /** Whether the whole queue is paused. */
  state(): PauseState {
    const value = this.#database.setting('pause')
    return value === undefined ? { paused: false } : pauseStateSchema.parse(JSON.parse(value))
  }

  /** @param forMs how long, if not for good */
  pause(mode: PauseMode, forMs?: number): void {
    const since = this.#now()
    const until = forMs === undefined ? {} : { until: since + forMs }
    this.#store({ paused: true, mode, since, ...until })
    this.#news.emit('queue')
    // The dispatcher minds when it ends.
    if (forMs !== undefined) this.#news.emit('work')
  }

  resume(): void {
    this.#store({ paused: false })
    this.#news.opened()
  }

  /** Types that are paused by themselves. */
  types(): JobType[] {
    const value = this.#database.setting('paused-types')
    return value === undefined ? [] : typesSchema.parse(JSON.parse(value))
  }

  /** Whether this type or this source is paused by itself. */
  isPaused(scope: PauseScope): boolean {
    return 'jobType' in scope
      ? this.types().includes(scope.jobType)
      : this.#database.library.source.get({ id: scope.sourceId })?.paused === 1
  }

  /** Begins no job of this type, or of this source, until told otherwise. */
  pauseOnly(scope: PauseScope, paused: boolean): void {
    this.#storeScope(scope, paused)
    if (paused) this.#news.emit('queue')
    else this.#news.opened()
  }

  #store(state: PauseState): void {
    this.#database.setSetting('pause', JSON.stringify(state))
  }

  #storeScope(scope: PauseScope, paused: boolean): void {
    if ('sourceId' in scope) {
      this.#database.library.pauseSource.run({ id: scope.sourceId, paused: paused ? 1 : 0 })
      return
    }
    const others = this.types().filter((type) => type !== scope.jobType)
    const types = paused ? [...others, scope.jobType] : others
    this.#database.setSetting('paused-types', JSON.stringify(types))
  }
}
