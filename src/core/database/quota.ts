import type { Database as Sqlite } from 'better-sqlite3'
import { sql } from 'kysely'
import type { JobId } from '../../shared/job.ts'
import type { BudgetName } from '../../shared/quota.ts'
import { builder, prepare } from './statement.ts'

interface Day {
  budget: BudgetName
  /** Whose budget: empty for the project's, else the destination's own. */
  scope: string
  /** When that day ends. */
  resetsAt: number
}

/** What was taken of platforms' daily budgets. */
export function quotaStore(sqlite: Sqlite) {
  const used = prepare<Day>(sqlite)((p) =>
    builder
      .selectFrom('quota_use')
      .select((column) =>
        column.fn.coalesce(column.fn.sum<number>('units'), sql.lit(0)).as('units'),
      )
      .where('budget', '=', p('budget'))
      .where('scope', '=', p('scope'))
      .where('resets_at', '=', p('resetsAt')),
  )
  const usedBy = prepare<Day & { jobId: JobId }>(sqlite)((p) =>
    builder
      .selectFrom('quota_use')
      .select('units')
      .where('budget', '=', p('budget'))
      .where('scope', '=', p('scope'))
      .where('resets_at', '=', p('resetsAt'))
      .where('job_id', '=', p('jobId')),
  )
  const reserve = prepare<Day & { jobId: JobId; units: number }>(sqlite)((p) =>
    builder
      .insertInto('quota_use')
      .values({
        budget: p('budget'),
        scope: p('scope'),
        resets_at: p('resetsAt'),
        job_id: p('jobId'),
        units: p('units'),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['budget', 'scope', 'resets_at', 'job_id'])
          .doUpdateSet({ units: p('units') }),
      ),
  )
  const exhaust = prepare<Day>(sqlite)((p) =>
    builder
      .insertInto('quota_exhausted')
      .values({ budget: p('budget'), scope: p('scope'), resets_at: p('resetsAt') })
      .onConflict((conflict) => conflict.doNothing()),
  )
  /** Until when this budget is used up, whatever the count says. */
  const exhaustedUntil = prepare<{ budget: BudgetName; scope: string; now: number }>(sqlite)((p) =>
    builder
      .selectFrom('quota_exhausted')
      .select((column) => column.fn.max('resets_at').as('until'))
      .where('budget', '=', p('budget'))
      .where('scope', '=', p('scope'))
      .where('resets_at', '>', p('now')),
  )
  const exhaustedScopes = prepare<{ budget: BudgetName; now: number }>(sqlite)((p) =>
    builder
      .selectFrom('quota_exhausted')
      .select(['scope', 'resets_at'])
      .where('budget', '=', p('budget'))
      .where('resets_at', '>', p('now'))
      .orderBy('resets_at'),
  )
  const parked = prepare<object>(sqlite)(() =>
    builder
      .selectFrom('publication')
      .select((column) => ['parked_budget', column.fn.countAll<number>().as('jobs')])
      .where('parked_budget', 'is not', null)
      .groupBy('parked_budget'),
  )
  return { used, usedBy, reserve, exhaust, exhaustedUntil, exhaustedScopes, parked }
}
