import type { Database as Sqlite } from 'better-sqlite3'
import { sql } from 'kysely'
import type { JobId } from '../../shared/job.ts'
import { builder, prepare } from './statement.ts'

/** Jobs that wait for room, and how much there was when a disk was last looked at. */
export function diskStore(sqlite: Sqlite) {
  /** Back into the queue without having cost an attempt, until there is so much room. */
  const hold = prepare<{ id: JobId; lease: number; now: number; volume: string; bytes: number }>(
    sqlite,
  )((p) =>
    builder
      .updateTable('job')
      .set((column) => ({
        status: 'queued',
        hold: 'disk',
        disk_volume: p('volume'),
        disk_bytes: p('bytes'),
        owner_id: null,
        updated_at: p('now'),
        attempts: column('attempts', '-', 1),
        started_at: null,
        progress: null,
      }))
      .where('id', '=', p('id'))
      .where('lease', '=', p('lease'))
      .where('status', '=', sql.lit('processing')),
  )
  const held = builder
    .selectFrom('job')
    .where('status', '=', sql.lit('queued'))
    .where('hold', '=', sql.lit('disk'))
  const volumes = prepare<object>(sqlite)(() =>
    held.select('disk_volume').distinct().where('disk_volume', 'is not', null),
  )
  const heldOn = prepare<{ volume: string }>(sqlite)((p) =>
    held
      .select(['id', 'disk_bytes'])
      .where('disk_volume', '=', p('volume'))
      .orderBy('id')
      .limit(1_000),
  )
  const needOf = prepare<{ id: JobId }>(sqlite)((p) =>
    builder
      .selectFrom('job')
      .leftJoin('volume', 'volume.volume', 'job.disk_volume')
      .select(['job.disk_volume', 'job.disk_bytes', 'volume.free_bytes'])
      .where('job.id', '=', p('id')),
  )
  const letGo = prepare<{ id: JobId }>(sqlite)((p) =>
    builder
      .updateTable('job')
      .set({ hold: null, disk_volume: null, disk_bytes: null })
      .where('id', '=', p('id'))
      .where('status', '=', sql.lit('queued'))
      .where('hold', '=', sql.lit('disk')),
  )
  const looked = prepare<{ volume: string; freeBytes: number; now: number }>(sqlite)((p) =>
    builder
      .insertInto('volume')
      .values({ volume: p('volume'), free_bytes: p('freeBytes'), looked_at: p('now') })
      .onConflict((conflict) =>
        conflict.column('volume').doUpdateSet({ free_bytes: p('freeBytes'), looked_at: p('now') }),
      ),
  )
  return { hold, volumes, heldOn, needOf, letGo, looked }
}
export type DiskStore = ReturnType<typeof diskStore>
