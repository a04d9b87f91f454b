import { setImmediate as breathe } from 'node:timers/promises'
import type { Named } from '../../shared/calls/window.ts'
import type { JobId, JobSummary } from '../../shared/job.ts'
import type { BulkAction, FoundPage, QueueQuery } from '../../shared/queue.ts'
import type { WaitReason } from '../../shared/wait-reason.ts'
import type { Database } from '../database/index.ts'
import type { JobQueue } from '../queue/job-queue.ts'

/** Lists of any mixture of jobs, and what is done to all of one at once. */
export interface ListFace {
  /** @param cursor what the page before gave as `next`; null for the first */
  find(query: QueueQuery, cursor: string | null, limit: number): FoundPage
  /** A few videos and sources with these words in their names. */
  named(text: string): Named
  /** Does it to every job found, in runs that let other work in between. @returns those changed */
  act(query: QueueQuery, action: BulkAction): Promise<JobId[]>
  /** Puts waiting jobs before all others of their stage, the first named first. */
  top(ids: readonly JobId[]): JobId[]
  /** Puts waiting jobs beside another, the first named first. */
  putBeside: JobQueue['putBeside']
  /** Why these have not begun; those that do not wait are left out. */
  waits(ids: readonly JobId[]): { id: JobId; wait: WaitReason }[]
}

interface ListOptions {
  database: Database
  summaries: (ids: readonly JobId[]) => JobSummary[]
  cancel: (ids: readonly JobId[]) => JobId[]
  retry: (ids: readonly JobId[]) => JobId[]
  prioritise: (ids: readonly JobId[], priority: number) => JobId[]
  top: (ids: readonly JobId[]) => JobId[]
  putBeside: JobQueue['putBeside']
  waitReason: (id: JobId) => WaitReason | null
}

/** So many jobs are changed in one transaction. */
const runSize = 1_000

export const listFace = (options: ListOptions): ListFace => {
  const { database, summaries, top } = options
  const does = (action: BulkAction, ids: readonly JobId[]): JobId[] => {
    switch (action.kind) {
      case 'cancel':
        return options.cancel(ids)
      case 'retry':
        return options.retry(ids)
      case 'prioritise':
        return options.prioritise(ids, action.priority)
      case 'top':
        return top(ids)
    }
  }
  return {
    find: (query, cursor, limit) => {
      const { ids, next } =
        query.sort === 'newest'
          ? database.finder.find(query, beforeOf(cursor), limit)
          : database.finder.findSorted(query, cursor, limit)
      const jobs = summaries(ids)
      const videos = query.byVideo ? [...new Set(jobs.flatMap(({ videoId }) => videoId ?? []))] : []
      return {
        jobs,
        stages: database.finder.stagesOf(videos),
        next: next === null ? null : String(next),
      }
    },
    named: (text) => database.finder.named(text),
    act: async (query, action) => {
      const changed: JobId[] = []
      let before: number | null = Number.MAX_SAFE_INTEGER
      while (before !== null) {
        const found = database.finder.find({ ...query, byVideo: false }, before, runSize)
        if (found.ids.length > 0) changed.push(...does(action, found.ids))
        before = found.next
        await breathe()
      }
      return changed
    },
    top,
    putBeside: options.putBeside,
    waits: (ids) =>
      ids.flatMap((id) => {
        const wait = options.waitReason(id)
        return wait ? [{ id, wait }] : []
      }),
  }
}

function beforeOf(cursor: string | null): number {
  const before = cursor === null ? Number.MAX_SAFE_INTEGER : Number(cursor)
  return Number.isSafeInteger(before) ? before : 0
}
