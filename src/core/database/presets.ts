import type { Database as Sqlite } from 'better-sqlite3'
import { sql, type RawBuilder } from 'kysely'
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
  const version = prepare<{ id: string }>(sqlite)((p) =>
    builder
      .selectFrom('preset')
      .select(sql<number>`json_extract(data, '$.version')`.as('version'))
      .where('id', '=', p('id')),
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
  /**
   * Jobs that have not made anything with it yet, and publications that wait for such a one. Of
   * several with the same work, from before different edits, only the newest.
   */
  const notBegun = (id: RawBuilder<string>) =>
    builder
      .selectFrom('job')
      .select('job.id')
      .where('job.preset', '=', id)
      .where((where) =>
        where.or([
          where('job.type', '=', 'transform').and('job.status', 'in', [
            'queued',
            'retrying',
            'failed',
            'cancelled',
          ]),
          where('job.hold', '=', 'input'),
        ]),
      )
      .where(
        sql<boolean>`not exists (select 1 from job as newer where newer.video_id = job.video_id
          and newer.id > job.id and newer.type = job.type and newer.preset = job.preset
          and newer.destination is job.destination)`,
      )
  const pinAnew = prepare<{ id: string; data: string }>(sqlite)((p) =>
    builder
      .updateTable('job_preset')
      .set({ data: p('data') })
      .where('job_id', 'in', notBegun(p('id'))),
  )
  /** Spelt as `workKey` does: their work is that of the preset's new version. */
  const keyAnew = prepare<{ id: string; version: number }>(sqlite)((p) =>
    builder
      .updateTable('job')
      .set({
        preset_version: p('version'),
        work_key: sql<string>`type || ':' || video_id || ':' || preset || '@' || ${p('version')}
          || iif(type = 'publish', ':' || destination, '')`,
      })
      .where('id', 'in', notBegun(p('id'))),
  )
  return { all, byId, version, save, remove, restore, pinned, pinAnew, keyAnew }
}
