import { z } from 'zod'
import type { JobId, VideoId } from '../../shared/job.ts'
import type { QueueFilter, QueueQuery } from '../../shared/queue.ts'
import { drivingPart, newestOfVideo, part, restParts, type Part } from './query-parts.ts'

/** So many rows are looked at for one page, along the index of its order. */
const scanned = 4_000
/** Up to so many rows are put in order at once, without an index for it. */
const few = 4_000

export interface SortedPage {
  ids: JobId[]
  /** Where the next page begins, though this one may be empty; null at the end. */
  next: string | null
}

type All = <R>(text: string, values: readonly unknown[]) => R[]

/** One run of rows in the order of one index; an order is one run after the other. */
interface Run {
  from: string
  where: Part
  /** What it goes by, as columns; the last is the job's id. */
  keys: readonly string[]
  isFalling: boolean
}

type Key = number | string
const cursorSchema = z.tuple([z.number().int().nonnegative()], z.union([z.number(), z.string()]))

/**
 * Finds jobs in another order than the newest first. Pages go by key along an index; where few rows
 * are meant they are put in order as they are.
 */
export function sortedFinder(
  all: All,
  { query, videos }: { query: QueueQuery; videos: VideoId[] | null },
) {
  const narrow = drivingPart(query, videos)
  const isFew =
    all<object>(`select 1 from job where ${narrow.text} limit ?`, [...narrow.values, few + 1])
      .length <= few
  const rest = restParts(query, videos)
  const filters = [...rest, ...(query.byVideo ? [newestOfVideo(rest)] : [])]
  const runs = runsOf(query, narrow, isFew)

  /** One page of one run. */
  function pageOf(run: Run, begin: readonly Key[], size: number) {
    const order = run.keys.map((key) => (run.isFalling ? `${key} desc` : key)).join(', ')
    const columns = run.keys.map((key, index) => `${bare(key)} as k${index}`).join(', ')
    const start = begin.length === 0 ? part('true') : beyond(run, begin)
    const read = (where: readonly Part[], limit: string, values: readonly unknown[]) =>
      all<Record<string, Key>>(
        `select ${columns} from ${run.from} where ${where.map(({ text }) => text).join(' and ')}
          order by ${order} ${limit}`,
        [...where.flatMap((one) => one.values), ...values],
      ).map((row) => run.keys.map((_key, index) => row[`k${index}`] ?? 0))
    // Without filters the first rows are the ones wanted, however many there are.
    const isBounded = !isFew && filters.length > 0
    const end = isBounded ? read([run.where, start], 'limit 1 offset ?', [scanned])[0] : undefined
    const rows = read(
      [...(isFew ? [narrow] : []), run.where, start, ...(end ? [upTo(run, end)] : []), ...filters],
      'limit ?',
      [size + 1],
    )
    const shown = rows.slice(0, size)
    return { shown, next: rows.length > size ? shown.at(-1) : end }
  }

  return (cursor: string | null, size: number): SortedPage => {
    const [first, ...begin] = cursor === null ? [0] : cursorSchema.parse(JSON.parse(cursor))
    const ids: JobId[] = []
    let keys: readonly Key[] = begin
    for (let at = first; at < runs.length; at++) {
      const run = runs[at]
      if (!run) break
      const { shown, next } = pageOf(run, keys, size - ids.length)
      ids.push(...shown.map((row) => Number(row.at(-1)) as JobId))
      if (next) return { ids, next: JSON.stringify([at, ...next]) }
      if (ids.length === size && at + 1 < runs.length)
        return { ids, next: JSON.stringify([at + 1]) }
      keys = []
    }
    return { ids, next: null }
  }
}

const bare = (key: string): string => key.replace(' collate nocase', '')

/** The first key is compared by itself as well: an index is walked by it also across a join. */
function compared(
  { keys }: Run,
  comparison: '<' | '>' | '<=' | '>=',
  values: readonly Key[],
): Part {
  const lead = `${keys[0] ?? ''} ${comparison.charAt(0)}= ?`
  const places = keys.map(() => '?').join(', ')
  return part(
    `${lead} and (${keys.join(', ')}) ${comparison} (${places})`,
    ...values.slice(0, 1),
    ...values,
  )
}

const beyond = (run: Run, place: readonly Key[]): Part =>
  compared(run, run.isFalling ? '<' : '>', place)

const upTo = (run: Run, place: readonly Key[]): Part =>
  compared(run, run.isFalling ? '>=' : '<=', place)

const groups: readonly Exclude<QueueFilter, 'all'>[] = ['running', 'waiting', 'failed', 'done']

function runsOf({ sort, group }: QueueQuery, narrow: Part, isFew: boolean): Run[] {
  const wanted = groups.filter((one) => group === 'all' || group === one)
  switch (sort) {
    case 'newest':
      return [{ from: 'job', where: narrow, keys: ['job.id'], isFalling: true }]
    case 'oldest':
      return [{ from: 'job', where: narrow, keys: ['job.id'], isFalling: false }]
    case 'state':
      return wanted.map((one) => ({
        from: 'job',
        where: part('job.list_group = ?', one),
        keys: ['job.id'],
        isFalling: true,
      }))
    case 'urgency':
      return wanted.map((one) => ({
        from: 'job',
        where: part('job.list_group = ?', one),
        keys: ['job.urgency', 'job.queued_at', 'job.id'],
        isFalling: false,
      }))
    case 'title':
      return [
        {
          // Titles are walked, and each video's jobs looked up; of few jobs it is the title that is looked
          // up. A cross join keeps SQLite from turning it round.
          from: isFew
            ? 'job cross join video on video.id = job.video_id'
            : 'video cross join job on job.video_id = video.id',
          where: part('true'),
          keys: ['video.title collate nocase', 'video.id', 'job.id'],
          isFalling: false,
        },
        { from: 'job', where: part('job.video_id is null'), keys: ['job.id'], isFalling: false },
      ]
  }
}
