import type { Database as Sqlite } from 'better-sqlite3'
import { sql, type RawBuilder } from 'kysely'
import type { JobId, JobStatus } from '../../shared/job.ts'
import type { QueueFilter } from '../../shared/queue.ts'
import { listedJobs, type ListedJob } from './listed.ts'
import { builder, prepare, written } from './statement.ts'

const listed = (where: RawBuilder<unknown>) =>
  written(sql<ListedJob>`${sql.raw(listedJobs)} where ${where}`)

/** What lists, details and counters read. Pages go by key; nothing here grows with the queue. */
export function listStore(sqlite: Sqlite) {
  /** Newest first. */
  const page = prepare<{ before: JobId; limit: number }>(sqlite)((p) =>
    listed(sql`job.id < ${p('before')} order by job.id desc limit ${p('limit')}`),
  )
  const groupPage = prepare<{
    group: Exclude<QueueFilter, 'all'>
    before: JobId
    limit: number
  }>(sqlite)((p) =>
    listed(
      sql`job.list_group = ${p('group')} and job.id < ${p('before')} order by job.id desc limit ${p('limit')}`,
    ),
  )
  const summary = prepare<{ id: JobId }>(sqlite)((p) => listed(sql`job.id = ${p('id')}`))
  const events = prepare<{ jobId: JobId }>(sqlite)((p) =>
    builder
      .selectFrom('job_event')
      .select(['at', 'from_status', 'to_status', 'attempt', 'note'])
      .where('job_id', '=', p('jobId'))
      .orderBy('id')
      .limit(500),
  )
  /** Jobs in one state: in claim order the queued ones, by due time the retrying. */
  const inStatus = prepare<{ status: JobStatus; limit: number }>(sqlite)((p) =>
    builder
      .selectFrom('job')
      .select('id')
      .where('status', '=', p('status'))
      .orderBy('priority', 'desc')
      .orderBy('queued_at')
      .orderBy('id')
      .limit(p('limit')),
  )
  const failedAfter = (comparison: '>=' | '<') =>
    prepare<{ limit: number }>(sqlite)((p) =>
      builder
        .selectFrom('job')
        .select('id')
        .where('list_group', '=', 'failed')
        .whereRef('attempts', comparison, 'max_attempts')
        .orderBy('id')
        .limit(p('limit')),
    )
  return {
    failedAfter: { allAttempts: failedAfter('>='), fewerAttempts: failedAfter('<') },
    page,
    groupPage,
    summary,
    events,
    inStatus,
  }
}
export type ListStore = ReturnType<typeof listStore>
