import type { Database as Sqlite } from 'better-sqlite3'
import { sql } from 'kysely'
import type { JobId, JobStatus } from '../../shared/job.ts'
import type { QueueFilter } from '../../shared/queue.ts'
import { builder, prepare } from './statement.ts'

/** A job with what a list shows beside it. */
const listed = builder
  .selectFrom('job')
  .leftJoin('video', 'video.id', 'job.video_id')
  .leftJoin('source', 'source.id', 'job.source_id')
  .select((column) => [
    'job.id',
    'job.type',
    'job.status',
    'job.priority',
    'job.source_id',
    'job.video_id',
    'job.preset',
    'job.destination',
    'job.attempts',
    'job.max_attempts',
    'job.created_at',
    'job.queued_at',
    'job.started_at',
    'job.finished_at',
    'job.error_kind',
    'job.error_message',
    'job.progress',
    'job.github_workflow_run_id',
    column.fn.coalesce('video.title', 'source.title', 'source.location', sql.lit('')).as('title'),
    column.fn.coalesce('video.location', 'source.location', sql.lit('')).as('location'),
  ])

/** What lists, details and counters read. Pages go by key; nothing here grows with the queue. */
export function listStore(sqlite: Sqlite) {
  /** Newest first. */
  const page = prepare<{ before: JobId; limit: number }>(sqlite)((p) =>
    listed.where('job.id', '<', p('before')).orderBy('job.id', 'desc').limit(p('limit')),
  )
  const groupPage = prepare<{
    group: Exclude<QueueFilter, 'all'>
    before: JobId
    limit: number
  }>(sqlite)((p) =>
    listed
      .where('job.list_group', '=', p('group'))
      .where('job.id', '<', p('before'))
      .orderBy('job.id', 'desc')
      .limit(p('limit')),
  )
  const summary = prepare<{ id: JobId }>(sqlite)((p) => listed.where('job.id', '=', p('id')))
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
export type ListedJob = NonNullable<ReturnType<ListStore['summary']['get']>>
