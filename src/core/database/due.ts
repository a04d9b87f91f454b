import type { Database as Sqlite } from 'better-sqlite3'
import { sql } from 'kysely'
import type { JobId } from '../../shared/job.ts'
import { move } from './job-rows.ts'
import { builder, prepare } from './statement.ts'

/** Jobs that wait: for their time, or for other jobs. */
export function dueStatements(sqlite: Sqlite) {
  const elapse = prepare<{ now: number }>(sqlite)((p) =>
    move('elapse')
      .set({ updated_at: p('now') })
      .where('queued_at', '<=', p('now'))
      .returning('id'),
  )
  /** Lets jobs go that failed in the future: the clock was set back, and their wait means nothing. */
  const elapseFromFuture = prepare<{ now: number; future: number }>(sqlite)((p) =>
    move('elapse')
      .set({ updated_at: p('now'), queued_at: p('now') })
      .where('updated_at', '>', p('future'))
      .returning('id'),
  )
  /** Lets jobs go whose time has come. */
  const beginScheduled = prepare<{ now: number }>(sqlite)((p) =>
    builder
      .updateTable('job')
      .set({ hold: null })
      .where('status', '=', sql.lit('queued'))
      .where('hold', '=', sql.lit('schedule'))
      .where('queued_at', '<=', p('now'))
      .returning('id'),
  )
  const earliest = builder.selectFrom('job').select('queued_at').orderBy('queued_at').limit(1)
  const nextRetry = prepare<object>(sqlite)(() =>
    earliest.where('status', '=', sql.lit('retrying')),
  )
  const nextScheduled = prepare<object>(sqlite)(() =>
    earliest.where('status', '=', sql.lit('queued')).where('hold', '=', sql.lit('schedule')),
  )
  const addNeed = prepare<{ id: JobId; needsId: JobId }>(sqlite)((p) =>
    builder
      .insertInto('job_dependency')
      .values({ job_id: p('id'), needs_id: p('needsId') })
      .onConflict((conflict) => conflict.doNothing()),
  )
  /** A job that waits, or waited, for this one. */
  const awaiting = prepare<{ id: JobId }>(sqlite)((p) =>
    builder.selectFrom('job_dependency').select('job_id').where('needs_id', '=', p('id')).limit(1),
  )
  const unmetNeeds = prepare<{ id: JobId }>(sqlite)((p) =>
    builder
      .selectFrom('job_dependency')
      .innerJoin('job as needed', 'needed.id', 'job_dependency.needs_id')
      .select(['needed.id', 'needed.status'])
      .where('job_dependency.job_id', '=', p('id'))
      .where('needed.status', '<>', 'completed'),
  )

  return {
    elapse,
    elapseFromFuture,
    beginScheduled,
    nextRetry,
    nextScheduled,
    addNeed,
    awaiting,
    unmetNeeds,
  }
}
