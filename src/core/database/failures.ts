import type { Database as Sqlite } from 'better-sqlite3'
import { sql } from 'kysely'
import type { JobId } from '../../shared/job.ts'
import { builder, prepare } from './statement.ts'

/** Failed jobs by their cause: counted by triggers, found by an index. */
export function failureStore(sqlite: Sqlite) {
  const failed = builder.selectFrom('job').where('status', '=', sql.lit('failed'))
  const groups = prepare<object>(sqlite)(() =>
    builder
      .selectFrom('failure_count')
      .select(['cause', 'jobs'])
      .where('jobs', '>', 0)
      .orderBy('jobs', 'desc')
      .orderBy('cause'),
  )
  const newest = prepare<{ cause: string }>(sqlite)((p) =>
    failed
      .select(['id', 'error_message'])
      .where('error_cause', '=', p('cause'))
      .orderBy('id', 'desc')
      .limit(1),
  )
  /** Whom the newest of them are about. */
  const hosts = prepare<{ cause: string }>(sqlite)((p) =>
    builder
      .selectFrom(
        failed
          .select(sql<string | null>`json_extract(error_details, '$.host')`.as('host'))
          .where('error_cause', '=', p('cause'))
          .orderBy('id', 'desc')
          .limit(1_000)
          .as('recent'),
      )
      .select('host')
      .distinct()
      .where('host', 'is not', null)
      .limit(20),
  )
  const page = prepare<{ cause: string; after: number; limit: number }>(sqlite)((p) =>
    failed
      .select('id')
      .where('error_cause', '=', p('cause'))
      .where('id', '>', sql<JobId>`${p('after')}`)
      .orderBy('id')
      .limit(p('limit')),
  )
  const recount = prepare<object>(sqlite)(() =>
    failed
      .select((column) => ['error_cause', column.fn.countAll<number>().as('jobs')])
      .groupBy('error_cause'),
  )
  return {
    groups,
    newest,
    hosts,
    page,
    /** Counts again and names each counter that is off. */
    wrong: (): string[] => {
      const counted = new Map(groups.all({}).map(({ cause, jobs }) => [cause, jobs]))
      for (const { error_cause, jobs } of recount.all({})) {
        if (counted.get(error_cause) === jobs) counted.delete(error_cause)
        else counted.set(error_cause, jobs)
      }
      return [...counted.keys()].map((cause) => `The counter of failures by ${cause} is off.`)
    },
  }
}
export type FailureStore = ReturnType<typeof failureStore>
