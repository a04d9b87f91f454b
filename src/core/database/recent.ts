import type { Database as Sqlite } from 'better-sqlite3'
import { sql } from 'kysely'
import { builder, prepare } from './statement.ts'

/** The latest of what was done: a bounded look, whatever the length of the history. */
export function recentStore(sqlite: Sqlite) {
  const finished = prepare<{ limit: number }>(sqlite)((p) =>
    builder
      .selectFrom('job')
      .select(['type', 'started_at', 'finished_at'])
      .where('list_group', '=', 'done')
      .where('status', '=', sql<'completed'>`'completed'`)
      .orderBy('id', 'desc')
      .limit(p('limit')),
  )
  const files = prepare<{ limit: number }>(sqlite)((p) =>
    builder
      .selectFrom('artefact')
      .select(['path', 'bytes', 'created_at'])
      .orderBy('id', 'desc')
      .limit(p('limit')),
  )
  const events = prepare<{ limit: number }>(sqlite)((p) =>
    builder
      .selectFrom('job_event')
      .select(['job_id', 'at', 'from_status', 'to_status', 'attempt', 'note'])
      .orderBy('id', 'desc')
      .limit(p('limit')),
  )
  return { finished, files, events }
}
