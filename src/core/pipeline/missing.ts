import type { VideoId } from '../../shared/job.ts'
import type { FoundVideo } from '../../shared/stage.ts'
import type { Database } from '../database/index.ts'
import { isThere } from '../disk/there.ts'
import type { ClaimedJob } from '../queue/job-row.ts'

/** Paths of files that were made and are no longer where they were left. */
export type Missing = ReadonlySet<string>

/** Looks for what was made of these videos, one file after the other. */
export async function lookForFiles(
  { library }: Database,
  videoIds: readonly VideoId[],
): Promise<Missing> {
  const paths = videoIds.flatMap((videoId) => library.outcomesOf.all({ videoId }))
  const missing = new Set<string>()
  for (const { path } of paths) {
    // What lies elsewhere was verified there when it was published.
    if (!path.includes('://') && !(await isThere(path))) missing.add(path)
  }
  return missing
}

/** Looks for what was made of the videos a scrape found, but for those its source is done with. */
export function lookForFound(
  database: Database,
  { sourceId }: ClaimedJob,
  videos: readonly FoundVideo[],
): Promise<Missing> {
  const known = videos.flatMap(({ site, siteId }) => {
    const row = database.sources.unsettled.get({ site, siteId, sourceId })
    return row ? row.id : []
  })
  return lookForFiles(database, known)
}
