import type { Database as Sqlite } from 'better-sqlite3'
import type { JobId, JobStatus, JobType, SourceId, VideoId } from '../../shared/job.ts'
import type { QueueQuery } from '../../shared/queue.ts'
import { drivingPart, like, newestOfVideo, phrase, restParts } from './query-parts.ts'
import { sortedFinder, type SortedPage } from './sorted.ts'

/** So many rows are looked at for one page, whatever is asked: that bounds what a page costs. */
const scanned = 8_000
/** Reading titles takes longer than reading an index. */
const scannedForText = 3_000
/** Up to so many videos with these words, their jobs are fetched by name; more are met anyway. */
const fewVideos = 300
/** So many fit under what somebody types. */
const fewNamed = 8

export interface Found {
  ids: JobId[]
  /** Where the next page begins, though this one may be empty; null at the end. */
  next: JobId | null
}

interface StageOfVideo {
  videoId: VideoId
  id: JobId
  type: JobType
  status: JobStatus
}

/**
 * Finds jobs by any mixture of what they are. Pages go by key, newest first; a page looks at a
 * bounded run of jobs, along the index that narrows it most, and may so hold less than it was
 * asked for.
 */
export function finderStore(sqlite: Sqlite) {
  /** There are few shapes of a query, and each is prepared once. */
  const prepared = new Map<string, { all: (...values: unknown[]) => unknown[] }>()
  function all<R>(text: string, values: readonly unknown[]): R[] {
    let statement = prepared.get(text)
    if (!statement) {
      const made = sqlite.prepare(text)
      statement = made
      prepared.set(text, made)
    }
    // The statement's text names the columns of R.
    return statement.all(...values) as R[]
  }

  /** The videos with these words; null where there are more than a few. */
  function videosWith(text: string): VideoId[] | null {
    if (text.length < 3) return null
    const rows = all<{ id: VideoId }>(
      'select rowid as id from video_text where video_text match ? order by rowid desc limit ?',
      [phrase(text), fewVideos + 1],
    )
    return rows.length > fewVideos ? null : rows.map(({ id }) => id)
  }

  /** @param before only jobs with a smaller id; @param size at most so many */
  function find(query: QueueQuery, before: number, size: number): Found {
    const videos = query.text === '' ? null : videosWith(query.text)
    const along = drivingPart(query, videos)
    const floor =
      videos === null
        ? (all<{ id: JobId }>(
            `select job.id from job where ${along.text} and job.id < ? order by job.id desc limit 1 offset ?`,
            [...along.values, before, query.text === '' ? scanned : scannedForText],
          )[0]?.id ?? null)
        : null
    const rest = restParts(query, videos)
    const where = [along, ...rest, ...(query.byVideo ? [newestOfVideo(rest)] : [])]
    const rows = all<{ id: JobId }>(
      `select job.id from job where ${where.map(({ text }) => text).join(' and ')}
        and job.id < ? and job.id >= ? order by job.id desc limit ?`,
      [...where.flatMap(({ values }) => values), before, floor ?? 0, size + 1],
    )
    const ids = rows.slice(0, size).map(({ id }) => id)
    return { ids, next: rows.length > size ? (ids.at(-1) ?? null) : floor }
  }

  /** A few videos and sources with these words in their names, the newest first. */
  function named(text: string) {
    const videos =
      text.length < 3
        ? all<{ id: VideoId; title: string }>(
            `select id, title from (select id, title from video order by id desc limit ?)
              where title like ? escape '\\' limit ?`,
            [scannedForText, like(text), fewNamed],
          )
        : all<{ id: VideoId; title: string }>(
            'select rowid as id, title from video_text where video_text match ? order by rowid desc limit ?',
            [phrase(text), fewNamed],
          )
    const sources = all<{ id: SourceId; title: string }>(
      `select id, coalesce(title, location) as title from source
        where coalesce(title, location) like ? escape '\\' order by id desc limit ?`,
      [like(text), fewNamed],
    )
    return { videos, sources }
  }

  /** The latest job of each stage of these videos. */
  const stagesOf = (videos: readonly VideoId[]): StageOfVideo[] =>
    all(
      `select video_id as videoId, type, max(id) as id, status from job
        where video_id in (select value from json_each(?)) group by video_id, type`,
      [JSON.stringify(videos)],
    )

  /** As `find`, in any other order. @param cursor what the page before gave as `next` */
  const findSorted = (query: QueueQuery, cursor: string | null, size: number): SortedPage => {
    const videos = query.text === '' ? null : videosWith(query.text)
    return sortedFinder(all, { query, videos })(cursor, size)
  }

  return { find, findSorted, named, stagesOf }
}

export type FinderStore = ReturnType<typeof finderStore>
