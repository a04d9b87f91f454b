import { limitAt, sharesOf } from '../../shared/bandwidth.ts'
import type { JobId, SourceId } from '../../shared/job.ts'
import type { BandwidthSettings } from '../../shared/settings/bandwidth.ts'
import type { Database } from '../database/index.ts'
import type { ClaimedJob } from '../queue/job-row.ts'

interface BandwidthOptions {
  database: Database
  settings: () => BandwidthSettings
  now: () => number
}

type SetLimit = (bytesPerSecond: number | null) => void

/** No timer is longer, so that a sleeping machine or a changed clock is noticed within a minute. */
const longestSleepMs = 60_000

/** Divides what may be taken from the network among the jobs that take from it, as it changes. */
export class Bandwidth {
  readonly #options: BandwidthOptions
  readonly #members = new Map<JobId, { sourceId: SourceId | null; set: SetLimit }>()
  #timer: NodeJS.Timeout | undefined

  constructor(options: BandwidthOptions) {
    this.#options = options
  }

  join(job: ClaimedJob, set: SetLimit): void {
    if (job.site === '') return
    this.#members.set(job.id, { sourceId: job.sourceId, set })
    this.divide()
  }

  leave(id: JobId): void {
    if (this.#members.delete(id)) this.divide()
  }

  /** Divides anew: somebody came or went, the hour or a setting changed. */
  divide(): void {
    clearTimeout(this.#timer)
    if (this.#members.size === 0) return
    const { settings, now } = this.#options
    const { bytesPerSecond, until } = limitAt(settings(), now())
    const shares = sharesOf(
      bytesPerSecond,
      [...this.#members].map(([id, { sourceId }]) => ({
        id,
        group: String(sourceId),
        groupLimit: this.#limitOf(sourceId),
      })),
    )
    for (const [id, { set }] of this.#members) set(shares.get(id) ?? null)
    if (until === null) return
    const wait = Math.min(Math.max(until - now(), 0) + 1, longestSleepMs)
    this.#timer = setTimeout(() => {
      this.divide()
    }, wait)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#members.clear()
  }

  #limitOf(sourceId: SourceId | null): number | null {
    if (sourceId === null) return null
    return this.#options.database.sites.sourceLimit.get({ id: sourceId })?.bytes_per_second ?? null
  }
}
