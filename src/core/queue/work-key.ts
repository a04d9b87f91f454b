import { SpoolError } from '../../shared/errors.ts'
import type { JobType, SourceId, VideoId } from '../../shared/job.ts'

interface Work {
  type: JobType
  sourceId?: SourceId | null
  videoId?: VideoId | null
  preset?: string | null
  destination?: string | null
}

/**
 * What makes two jobs the same work: a source scraped, a video downloaded, a video transformed with
 * a preset, that rendition published to a destination.
 *
 * @throws SpoolError `invalid-input` where a job belongs to nothing it could work on
 */
export function workKey(work: Work): string {
  switch (work.type) {
    case 'scrape':
      return `scrape:${needed(work.sourceId, 'A scrape needs a source.')}`
    case 'download':
      return `download:${videoOf(work)}`
    case 'transform':
      return `transform:${videoOf(work)}:${work.preset ?? ''}`
    case 'publish':
      return `publish:${videoOf(work)}:${work.preset ?? ''}:${work.destination ?? ''}`
  }
}

const videoOf = (work: Work): VideoId => needed(work.videoId, `A ${work.type} needs a video.`)

function needed<T>(value: T | null | undefined, message: string): T {
  if (value === null || value === undefined) throw new SpoolError('invalid-input', message)
  return value
}
