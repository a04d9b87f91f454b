import type { HeldSite } from '../../shared/site.ts'
import type { JobQueue } from '../queue/job-queue.ts'

/** Sites that asked to be left alone. */
export interface SiteFace {
  /** Those that are left alone now, the next to be asked again first. */
  held(): HeldSite[]
  /** Asks a site again at once. @returns whether it was left alone */
  release(site: string): boolean
}

export const siteFace = (queue: JobQueue): SiteFace => ({
  held: () => queue.sites.held(),
  release: (site) => queue.sites.release(site),
})
