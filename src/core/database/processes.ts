import type { Database as Sqlite } from 'better-sqlite3'
import { builder, prepare } from './statement.ts'

/** Who is working on this database, and which child processes they started. */
export function processStore(sqlite: Sqlite) {
  const addOwner = prepare<{ pid: number; processStarted: string; now: number }>(sqlite)((p) =>
    builder
      .insertInto('owner')
      .values({ pid: p('pid'), process_started: p('processStarted'), heartbeat_at: p('now') })
      .returning('id'),
  )
  const heartbeat = prepare<{ id: number; now: number }>(sqlite)((p) =>
    builder
      .updateTable('owner')
      .set({ heartbeat_at: p('now') })
      .where('id', '=', p('id')),
  )
  const otherOwners = prepare<{ id: number }>(sqlite)((p) =>
    builder
      .selectFrom('owner')
      .select(['id', 'pid', 'process_started', 'heartbeat_at'])
      .where('id', '<>', p('id')),
  )
  const removeOwner = prepare<{ id: number }>(sqlite)((p) =>
    builder.deleteFrom('owner').where('id', '=', p('id')),
  )
  const addChild = prepare<{ ownerId: number; pid: number; processStarted: string }>(sqlite)((p) =>
    builder
      .insertInto('child_process')
      .values({ owner_id: p('ownerId'), pid: p('pid'), process_started: p('processStarted') })
      .onConflict((conflict) =>
        conflict.columns(['owner_id', 'pid']).doUpdateSet({ process_started: p('processStarted') }),
      ),
  )
  const removeChild = prepare<{ ownerId: number; pid: number }>(sqlite)((p) =>
    builder
      .deleteFrom('child_process')
      .where('owner_id', '=', p('ownerId'))
      .where('pid', '=', p('pid')),
  )
  const childrenOf = prepare<{ ownerId: number }>(sqlite)((p) =>
    builder
      .selectFrom('child_process')
      .select(['pid', 'process_started'])
      .where('owner_id', '=', p('ownerId')),
  )
  return { addOwner, heartbeat, otherOwners, removeOwner, addChild, removeChild, childrenOf }
}
export type ProcessStore = ReturnType<typeof processStore>
