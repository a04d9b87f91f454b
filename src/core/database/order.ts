import type { Database as Sqlite } from 'better-sqlite3'
import type { JobId } from '../../shared/job.ts'

interface Place {
  id: JobId
  priority: number
  queued_at: number
}

/** Where jobs stand that wait for nothing but their turn: as urgent first, then longest waiting. */
export function orderStore(sqlite: Sqlite) {
  const waiting = "status = 'queued' and hold is null and list_group = 'waiting'"
  const columns = 'id, priority, queued_at'
  const others = 'id not in (select value from json_each(?))'
  /** Those as urgent as a place, before or after it. */
  const beside = (comparison: '<' | '>') =>
    `list_group = 'waiting' and urgency = -? and (queued_at, id) ${comparison} (?, ?) and ${waiting} and ${others}`

  const at = sqlite.prepare<[JobId], Place>(
    `select ${columns} from job where id = ? and ${waiting}`,
  )
  const before = sqlite.prepare<[number, number, JobId, string], Place>(
    `select ${columns} from job where ${beside('<')} order by queued_at desc, id desc limit 1`,
  )
  const after = sqlite.prepare<[number, number, JobId, string], Place>(
    `select ${columns} from job where ${beside('>')} order by queued_at, id limit 1`,
  )
  const countBefore = sqlite.prepare<[number, number, JobId, string, number], { jobs: number }>(
    `select count(*) as jobs from (select 1 from job where ${beside('<')} limit ?)`,
  )
  const shift = sqlite.prepare<[number, number, number, JobId, string]>(
    `update job set queued_at = queued_at - ? where ${beside('<')}`,
  )
  const put = sqlite.prepare<[number, number, JobId]>(
    `update job set priority = ?, queued_at = ? where id = ? and ${waiting}`,
  )
  return {
    at: (id: JobId): Place | undefined => at.get(id),
    /** The nearest of the others before a place. */
    before: ({ priority, queued_at, id }: Place, but: readonly JobId[]): Place | undefined =>
      before.get(priority, queued_at, id, JSON.stringify(but)),
    after: ({ priority, queued_at, id }: Place, but: readonly JobId[]): Place | undefined =>
      after.get(priority, queued_at, id, JSON.stringify(but)),
    /** How many others are before a place, counted up to a limit. */
    countBefore: (
      { priority, queued_at, id }: Place,
      but: readonly JobId[],
      limit: number,
    ): number => countBefore.get(priority, queued_at, id, JSON.stringify(but), limit)?.jobs ?? 0,
    /** Makes room before a place: the others before it have waited so much longer. */
    makeRoom: ({ priority, queued_at, id }: Place, but: readonly JobId[], ms: number): void => {
      shift.run(ms, priority, queued_at, id, JSON.stringify(but))
    },
    /** @returns whether it still waits for nothing but its turn */
    put: (id: JobId, priority: number, queuedAt: number): boolean =>
      put.run(priority, queuedAt, id).changes > 0,
  }
}
export type OrderStore = ReturnType<typeof orderStore>
