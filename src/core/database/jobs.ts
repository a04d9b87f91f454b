import type { Database as Sqlite } from 'better-sqlite3'
import { sql } from 'kysely'
import type { JobHold, JobId, JobStatus, JobType, SourceId, VideoId } from '../../shared/job.ts'
import { activeStatuses } from '../../shared/state.ts'
import { claimStatements } from './claims.ts'
import { dueStatements } from './due.ts'
import { jobColumns, move, noTwinActive, type StoredFailure } from './job-rows.ts'
import { builder, prepare } from './statement.ts'

export interface NewJob {
  type: JobType
  priority: number
  sourceId: SourceId | null
  videoId: VideoId | null
  workKey: string
  preset: string | null
  presetVersion: number
  destination: string | null
  maxAttempts: number
  queuedAt: number
  hold: JobHold | null
  retryPolicy: string | null
  githubWorkflowRunId: string | null
  site: string
}

/** The rows of the queue: what is looked up, what people change, what is cleared away. */
export function jobStore(sqlite: Sqlite) {
  const insert = prepare<NewJob & { now: number }>(sqlite)((p) =>
    builder
      .insertInto('job')
      .values({
        type: p('type'),
        status: 'queued',
        priority: p('priority'),
        source_id: p('sourceId'),
        video_id: p('videoId'),
        work_key: p('workKey'),
        preset: p('preset'),
        preset_version: p('presetVersion'),
        destination: p('destination'),
        max_attempts: p('maxAttempts'),
        created_at: p('now'),
        updated_at: p('now'),
        queued_at: p('queuedAt'),
        hold: p('hold'),
        retry_policy: p('retryPolicy'),
        github_workflow_run_id: p('githubWorkflowRunId'),
        site: p('site'),
      })
      .returning(jobColumns),
  )
  const byId = prepare<{ id: JobId }>(sqlite)((p) =>
    builder.selectFrom('job').select(jobColumns).where('id', '=', p('id')),
  )
  const activeByWork = prepare<{ workKey: string }>(sqlite)((p) =>
    builder
      .selectFrom('job')
      .select(jobColumns)
      .where('work_key', '=', p('workKey'))
      .where('status', 'in', activeStatuses),
  )
  const latestByWork = prepare<{ workKey: string }>(sqlite)((p) =>
    builder
      .selectFrom('job')
      .select(['id', 'status'])
      .where('work_key', '=', p('workKey'))
      .orderBy('id', 'desc')
      .limit(1),
  )
  const cancel = prepare<{ id: JobId; now: number }>(sqlite)((p) =>
    move('cancel')
      .set({ owner_id: null, finished_at: p('now'), updated_at: p('now'), progress: null })
      .where('id', '=', p('id')),
  )
  const retry = prepare<{ id: JobId; now: number }>(sqlite)((p) =>
    move('retry')
      .set({
        attempts: 0,
        queued_at: p('now'),
        updated_at: p('now'),
        // A cancelled leg that a person has to approve is looked at again.
        hold: sql<'input' | 'review' | null>`case when exists (
          select 1 from job_dependency join job as needed on needed.id = job_dependency.needs_id
          where job_dependency.job_id = job.id and needed.status <> 'completed') then 'input'
          when exists (select 1 from publication where publication.job_id = job.id and gated = 1
            and (job.status = 'cancelled' or approved_at is null)) then 'review' end`,
        started_at: null,
        finished_at: null,
        error_kind: null,
        error_message: null,
        error_details: null,
        github_workflow_run_id: null,
      })
      .where('id', '=', p('id'))
      .where(noTwinActive),
  )
  const atGithub = prepare<object>(sqlite)(() =>
    builder
      .selectFrom('job')
      .select(['id', 'type', 'status', 'github_workflow_run_id'])
      .where('github_workflow_run_id', 'is not', null)
      .where(
        'status',
        'in',
        activeStatuses.map((status) => sql.lit(status)),
      )
      .$narrowType<{ github_workflow_run_id: string }>(),
  )
  const finished = (['completed', 'cancelled'] as const).map((status) => sql.lit(status))
  /** The oldest of the finished history; failures stay until somebody acts. */
  const prune = prepare<{ before: number; limit: number }>(sqlite)((p) =>
    builder
      .deleteFrom('job')
      .where(
        'id',
        'in',
        builder
          .selectFrom('job')
          .select('id')
          .where('status', 'in', finished)
          .where('finished_at', '<', p('before'))
          .orderBy('finished_at')
          .limit(p('limit')),
      )
      .returning('id'),
  )
  /** When the job was finished that is followed by so many newer ones. */
  const finishedBefore = prepare<{ keep: number }>(sqlite)((p) =>
    builder
      .selectFrom('job')
      .select('finished_at')
      .where('status', 'in', finished)
      .orderBy('finished_at', 'desc')
      .limit(1)
      .offset(p('keep')),
  )
  const prioritise = prepare<{ id: JobId; priority: number }>(sqlite)((p) =>
    builder
      .updateTable('job')
      .set({ priority: p('priority') })
      .where('id', '=', p('id'))
      .where('status', 'in', activeStatuses),
  )
  /** Before the first of its type: as urgent as that is, and waiting since longer. */
  const moveToTop = prepare<{ id: JobId }>(sqlite)((p) => {
    const first = (column: 'priority' | 'queued_at') =>
      sql<number>`(select ${sql.ref(`first.${column}`)} from job as first
        where first.status = 'queued' and first.hold is null and first.type = job.type
        order by first.priority desc, first.queued_at limit 1)`
    return builder
      .updateTable('job')
      .set({
        priority: sql<number>`max(priority, coalesce(${first('priority')}, 0))`,
        queued_at: sql<number>`min(queued_at, coalesce(${first('queued_at')}, queued_at)) - 1`,
      })
      .where('id', '=', p('id'))
      .where('status', '=', sql.lit('queued'))
      .where('hold', 'is', null)
  })
  const overrule = prepare<
    { [K in keyof StoredFailure]: StoredFailure[K] | null } & {
      id: JobId
      status: JobStatus
      now: number
    }
  >(sqlite)((p) =>
    builder
      .updateTable('job')
      .set((column) => ({
        status: p('status'),
        owner_id: null,
        lease: column('lease', '+', 1),
        updated_at: p('now'),
        error_kind: p('kind'),
        error_message: p('message'),
        error_details: p('details'),
        queued_at: column
          .case()
          .when(p('status'), '=', 'queued')
          .then(p('now'))
          .else(column.ref('queued_at'))
          .end(),
        started_at: column
          .case()
          .when(p('status'), '=', 'queued')
          .then(null)
          .else(column.fn.coalesce('started_at', p('now')))
          .end(),
        finished_at: column
          .case()
          .when(p('status'), 'in', ['completed', 'failed', 'cancelled'])
          .then(p('now'))
          .else(null)
          .end(),
      }))
      .where('id', '=', p('id'))
      .where('status', '<>', p('status'))
      .where(noTwinActive),
  )

  return {
    ...claimStatements(sqlite),
    ...dueStatements(sqlite),
    insert,
    byId,
    activeByWork,
    latestByWork,
    cancel,
    retry,
    atGithub,
    prune,
    finishedBefore,
    prioritise,
    moveToTop,
    overrule,
  }
}
export type JobStore = ReturnType<typeof jobStore>
export type JobRow = NonNullable<ReturnType<JobStore['byId']['get']>>
