import { SpoolError } from '../../shared/errors.ts'
import type { JobType, SourceId, VideoId } from '../../shared/job.ts'

interface Work {
  type: JobType
  sourceId?: SourceId | null
  videoId?: VideoId | null
  preset?: string | null
  /** Of a preset of the user's own; 1 unless said. */
  presetVersion?: number
  destination?: string | null
}

/**
 * What makes two jobs the same work: a source scraped, a video downloaded, a video transformed with
 * a preset as it was, that rendition published to a destination.
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
      return `transform:${videoOf(work)}:${presetOf(work)}`
    case 'publish':
      return `publish:${videoOf(work)}:${presetOf(work)}:${work.destination ?? ''}`
  }
}

const videoOf = (work: Work): VideoId => needed(work.videoId, `A ${work.type} needs a video.`)

/** A preset that was changed makes another rendition. `presetStore.keyAnew` spells it alike. */
const presetOf = ({ preset, presetVersion = 1 }: Work): string =>
  presetVersion > 1 ? `${preset ?? ''}@${presetVersion}` : (preset ?? '')

function needed<T>(value: T | null | undefined, message: string): T {
  if (value === null || value === undefined) throw new SpoolError('invalid-input', message)
  return value
}
