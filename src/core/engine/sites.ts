import type { SourceId } from '../../shared/job.ts'
import type { HeldSite } from '../../shared/site.ts'
import type { Database } from '../database/index.ts'
import type { JobQueue } from '../queue/job-queue.ts'

/** Sites that asked to be left alone. */
export interface SiteFace {
  /** What the downloads of a source may take together, in bytes a second; null for no limit. */
  limitOf(source: SourceId): number | null
  /** @returns whether there is such a source */
  limit(source: SourceId, bytesPerSecond: number | null): boolean
  /** Those that are left alone now, the next to be asked again first. */
  held(): HeldSite[]
  /** Asks a site again at once. @returns whether it was left alone */
  release(site: string): boolean
}

interface SiteFaceParts {
  database: Database
  queue: JobQueue
  /** A limit has changed. */
  onLimit: () => void
}

export const siteFace = ({ database, queue, onLimit }: SiteFaceParts): SiteFace => ({
  limitOf: (id) => database.sites.sourceLimit.get({ id })?.bytes_per_second ?? null,
  limit: (id, bytesPerSecond) => {
    const changed = database.sites.limitSource.run({ id, bytesPerSecond }) > 0
    if (changed) onLimit()
    return changed
  },
  held: () => queue.sites.held(),
  release: (site) => queue.releaseSite(site),
})
