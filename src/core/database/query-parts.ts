import type { VideoId } from '../../shared/job.ts'
import type { QueueQuery } from '../../shared/queue.ts'

/** A piece of a `where` with the values of its question marks. */
export interface Part {
  text: string
  values: readonly unknown[]
}

/** These very letters, as the index of titles is asked for them. */
export const phrase = (text: string): string => `"${text.replaceAll('"', '""')}"`

export const part = (text: string, ...values: unknown[]): Part => ({ text, values })

/** The condition whose index is walked: the one that leaves the fewest. */
export function drivingPart(query: QueueQuery, videos: VideoId[] | null): Part {
  if (videos !== null) {
    return part(
      `job.id in (
        select id from job where video_id in (select value from json_each(?))
        union all select job.id from source join job on job.source_id = source.id
          where job.video_id is null and coalesce(source.title, source.location) like ? escape '\\')`,
      JSON.stringify(videos),
      like(query.text),
    )
  }
  if (query.cause !== null)
    return part("job.status = 'failed' and job.error_cause = ?", query.cause)
  if (query.sourceId !== null) return part('job.source_id = ?', query.sourceId)
  if (query.group !== 'all') return part('job.list_group = ?', query.group)
  return part('true')
}

/** Everything asked for. The plus keeps SQLite from walking another index than the one chosen. */
export function restParts(query: QueueQuery, videos: VideoId[] | null): Part[] {
  const { group, type, sourceId, preset, cause, text } = query
  return [
    ...(group === 'all' ? [] : [part('+job.list_group = ?', group)]),
    ...(type === null ? [] : [part('+job.type = ?', type)]),
    ...(sourceId === null ? [] : [part('+job.source_id = ?', sourceId)]),
    ...(preset === null ? [] : [part('+job.preset = ?', preset)]),
    ...(cause === null ? [] : [part("+job.status = 'failed' and +job.error_cause = ?", cause)]),
    ...(text === '' || videos !== null
      ? []
      : [
          part(
            `coalesce((select title from video where id = job.video_id),
              (select coalesce(title, location) from source where id = job.source_id))
              like ? escape '\\'`,
            like(text),
          ),
        ]),
  ]
}

/** One row a video: its newest job that fits. A job of no video stands for itself. */
export const newestOfVideo = (rest: readonly Part[]): Part => ({
  text: `(job.video_id is null or not exists (
    select 1 from job as later where later.video_id = job.video_id and later.id > job.id
    ${rest.map(({ text }) => `and ${text.replaceAll(/\bjob\./g, 'later.')}`).join(' ')}))`,
  values: rest.flatMap(({ values }) => values),
})

export const like = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
