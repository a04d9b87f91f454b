import type { Database as Sqlite } from 'better-sqlite3'
import type { JobId } from '../../shared/job.ts'
import { builder, prepare } from './statement.ts'

/** The user's own presets. A removed one stays, as jobs and sources may name it still. */
export function presetStore(sqlite: Sqlite) {
  const all = prepare<object>(sqlite)(() =>
    builder.selectFrom('preset').select('data').where('removed_at', 'is', null).orderBy('id'),
  )
  const byId = prepare<{ id: string }>(sqlite)((p) =>
    builder.selectFrom('preset').select(['data', 'removed_at']).where('id', '=', p('id')),
  )
  const save = prepare<{ id: string; data: string; now: number }>(sqlite)((p) =>
    builder
      .insertInto('preset')
      .values({ id: p('id'), data: p('data'), changed_at: p('now'), removed_at: null })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ data: p('data'), changed_at: p('now'), removed_at: null }),
      ),
  )
  const remove = prepare<{ id: string; now: number }>(sqlite)((p) =>
    builder
      .updateTable('preset')
      .set({ removed_at: p('now') })
      .where('id', '=', p('id'))
      .where('removed_at', 'is', null),
  )
  const restore = prepare<{ id: string }>(sqlite)((p) =>
    builder.updateTable('preset').set({ removed_at: null }).where('id', '=', p('id')),
  )
  const pinned = prepare<{ jobId: JobId }>(sqlite)((p) =>
    builder.selectFrom('job_preset').select('data').where('job_id', '=', p('jobId')),
  )
  /** Jobs that have not made anything with it yet take it as it is now. */
  const pinAnew = prepare<{ id: string; data: string }>(sqlite)((p) =>
    builder
      .updateTable('job_preset')
      .set({ data: p('data') })
      .where('job_id', 'in', (rows) =>
        rows
          .selectFrom('job')
          .select('job.id')
          .where('job.preset', '=', p('id'))
          .where('job.status', 'in', ['queued', 'retrying', 'failed', 'cancelled']),
      ),
  )
  return { all, byId, save, remove, restore, pinned, pinAnew }
}
