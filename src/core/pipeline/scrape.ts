import { sourceFilterSchema } from '../../shared/source-filter.ts'
import { watchSchema } from '../../shared/source.ts'
import type { OrderOf, ResultOf, SourceDescription } from '../../shared/stage.ts'
import type { Database } from '../database/index.ts'
import type { ClaimedJob } from '../queue/job-row.ts'

type SourceRow = NonNullable<ReturnType<Database['sources']['byId']['get']>>

/** A feed holds only the newest videos, so from time to time the whole list is read all the same. */
const fullCheckEveryMs = 7 * 86_400_000

/** What a worker is asked to look for. A look that nobody asked for costs as little as it can. */
export function scrapeOrder(
  source: SourceRow,
  job: Pick<ClaimedJob, 'id'>,
  settleMs: number,
  now: number,
): OrderOf<'scrape'> {
  const { etag, last_modified: lastModified, feed } = source
  const watch = source.watch === null ? null : watchSchema.parse(JSON.parse(source.watch))
  const isUnasked = source.check_job_id === job.id
  const isFullDue = now - (source.fully_checked_at ?? 0) > fullCheckEveryMs
  const usesFeed = isUnasked && feed !== null && !isFullDue
  // They are of the feed, whether it is the source itself or one of the same videos.
  const usesValidators = (etag !== null || lastModified !== null) && isUnasked
  return {
    type: 'scrape',
    location: source.location,
    filter: sourceFilterSchema.parse(JSON.parse(source.filter)),
    ...(usesFeed ? { feed } : {}),
    ...(usesValidators && (usesFeed || feed === null)
      ? { validators: { etag, lastModified } }
      : {}),
    ...(watch?.kind === 'folder' ? { settleMs } : {}),
  }
}

/** A channel's feed knows less of it than its page. */
export const describes = (found: SourceDescription, source: SourceRow): boolean =>
  !(found.kind === 'feed' && source.kind !== null)

/** What to remember of a look that is over. */
export function checkedBy(source: SourceRow, result: ResultOf<'scrape'>, now: number) {
  const isPartial = result.unchanged === true || source.kind !== result.source.kind
  const wasFull = !isPartial || source.kind === null
  return {
    id: source.id,
    now,
    feed: result.source.feed ?? null,
    etag: result.validators?.etag ?? null,
    lastModified: result.validators?.lastModified ?? null,
    leftOut: wasFull ? (result.leftOut ?? 0) : null,
    fullyCheckedAt: wasFull ? now : null,
  }
}
