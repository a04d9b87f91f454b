import { SpoolError } from '../../shared/errors.ts'
import type { VideoId } from '../../shared/job.ts'
import type { Database } from '../database/index.ts'
import type { ClaimedJob } from '../queue/job-row.ts'

/** @throws SpoolError `gone` where the source was taken out of the library */
export function sourceOf(database: Database, { sourceId }: ClaimedJob) {
  const source = sourceId === null ? undefined : database.sources.byId.get({ id: sourceId })
  if (!source) throw new SpoolError('gone', 'The source of this job is gone. Add it again.')
  return source
}

/** Only a scrape has none. */
export function videoIdOf({ id, type, videoId }: ClaimedJob): VideoId {
  if (videoId === null) throw new Error(`The ${type} job ${id} has no video.`)
  return videoId
}
