import type { Database as Sqlite } from 'better-sqlite3'
import { sql } from 'kysely'
import type { FailureKind } from '../../shared/errors.ts'
import type { JobHold, JobId, JobStatus, JobType, SourceId, VideoId } from '../../shared/job.ts'
import { activeStatuses, stateTable, type JobTransition } from '../../shared/state.ts'
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

interface StoredFailure {
  kind: FailureKind
  message: string
  details: string
}

const jobColumns = [
  'id',
  'type',
  'status',
  'priority',
  'source_id',
  'video_id',
  'preset',
  'preset_version',
  'destination',
  'attempts',
  'max_attempts',
  'created_at',
  'queued_at',
  'started_at',
  'finished_at',
  'error_kind',
  'error_message',
  'error_details',
  'lease',
  'owner_id',
  'hold',
  'retry_policy',
  'github_workflow_run_id',
  'site',
] as const

/**
 * The rows of the queue. Every change of state is one guarded UPDATE: it names the states the
 * state table allows to come from, and answers false where the job is in none of them any more.
 */
export function jobStore(sqlite: Sqlite) {
  const move = (transition: JobTransition) => {
    const { from, to } = stateTable[transition]
    const update = builder.updateTable('job').set({ status: to })
    // Literals, and `=` where there is only one: SQLite can only then see that a partial index fits.
    const allowed = from.map((status) => sql.lit(status))
    const [only] = allowed
    return allowed.length === 1 && only
      ? update.where('status', '=', only)
      : update.where('status', 'in', allowed)
  }

  /** Two jobs of the same work are never active together. */
  const noTwinActive = sql<boolean>`not exists (
    select 1 from job as twin where twin.work_key = job.work_key and twin.id <> job.id
      and twin.status in (${sql.join(activeStatuses.map((status) => sql.lit(status)))}))`

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
  const head = prepare<{ type: JobType }>(sqlite)((p) =>
    builder
      .selectFrom('job')
      .select(['id', 'priority', 'queued_at', 'site'])
      .where('status', '=', sql.lit('queued'))
      .where('hold', 'is', null)
      .where('type', '=', p('type'))
      .where((where) =>
        where.or([
          where('source_id', 'is', null),
          where(
            'source_id',
            'not in',
            builder.selectFrom('source').select('id').where('paused', '=', 1),
          ),
        ]),
      )
      .orderBy('priority', 'desc')
      .orderBy('queued_at')
      .orderBy('id')
      .limit(1),
  )
  const claim = prepare<{ id: JobId; ownerId: number; now: number }>(sqlite)((p) =>
    move('claim')
      .set((column) => ({
        attempts: column('attempts', '+', 1),
        lease: column('lease', '+', 1),
        owner_id: p('ownerId'),
        started_at: p('now'),
        updated_at: p('now'),
        finished_at: null,
        progress: null,
      }))
      .where('id', '=', p('id'))
      .returning(jobColumns),
  )
  const succeed = prepare<{ id: JobId; lease: number; now: number }>(sqlite)((p) =>
    move('succeed')
      .set({
        owner_id: null,
        finished_at: p('now'),
        updated_at: p('now'),
        error_kind: null,
        error_message: null,
        error_details: null,
        progress: null,
      })
      .where('id', '=', p('id'))
      .where('lease', '=', p('lease')),
  )
  const settle = (transition: 'fail' | 'fail-for-good' | 'interrupt' | 'interrupt-for-good') =>
    prepare<
      StoredFailure & {
        id: JobId
        lease: number
        now: number
        queuedAt: number
        finishedAt: number | null
      }
    >(sqlite)((p) =>
      move(transition)
        .set({
          owner_id: null,
          updated_at: p('now'),
          queued_at: p('queuedAt'),
          finished_at: p('finishedAt'),
          error_kind: p('kind'),
          error_message: p('message'),
          error_details: p('details'),
          progress: null,
        })
        .where('id', '=', p('id'))
        .where('lease', '=', p('lease')),
    )
  const release = prepare<{ id: JobId; lease: number; now: number }>(sqlite)((p) =>
    move('release')
      .set((column) => ({
        owner_id: null,
        updated_at: p('now'),
        attempts: column('attempts', '-', 1),
        started_at: null,
        progress: null,
      }))
      .where('id', '=', p('id'))
      .where('lease', '=', p('lease')),
  )
  /** Goes back to wait for that time, at no cost of an attempt. */
  const park = prepare<{ id: JobId; lease: number; now: number; queuedAt: number }>(sqlite)((p) =>
    move('release')
      .set((column) => ({
        hold: 'schedule',
        queued_at: p('queuedAt'),
        owner_id: null,
        updated_at: p('now'),
        attempts: column('attempts', '-', 1),
        started_at: null,
        progress: null,
      }))
      .where('id', '=', p('id'))
      .where('lease', '=', p('lease')),
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
  /** A run of GitHub Actions works on it from now on; its attempt is under way there. */
  const linkRun = prepare<{ id: JobId; lease: number; runId: string; now: number }>(sqlite)((p) =>
    move('release')
      .set((column) => ({
        owner_id: null,
        lease: column('lease', '+', 1),
        hold: 'run',
        github_workflow_run_id: p('runId'),
        updated_at: p('now'),
        progress: null,
      }))
      .where('id', '=', p('id'))
      .where('lease', '=', p('lease')),
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
  const unmetNeeds = prepare<{ id: JobId }>(sqlite)((p) =>
    builder
      .selectFrom('job_dependency')
      .innerJoin('job as needed', 'needed.id', 'job_dependency.needs_id')
      .select(['needed.id', 'needed.status'])
      .where('job_dependency.job_id', '=', p('id'))
      .where('needed.status', '<>', 'completed'),
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
  const owned = prepare<{ ownerId: number }>(sqlite)((p) =>
    builder
      .selectFrom('job')
      .select(jobColumns)
      .where('status', '=', sql.lit('processing'))
      .where('owner_id', '=', p('ownerId')),
  )
  const saveProgress = prepare<{ id: JobId; lease: number; progress: string }>(sqlite)((p) =>
    builder
      .updateTable('job')
      .set({ progress: p('progress') })
      .where('id', '=', p('id'))
      .where('lease', '=', p('lease'))
      .where('status', '=', 'processing'),
  )

  return {
    insert,
    byId,
    activeByWork,
    latestByWork,
    head,
    claim,
    succeed,
    fail: settle('fail'),
    failForGood: settle('fail-for-good'),
    interrupt: settle('interrupt'),
    interruptForGood: settle('interrupt-for-good'),
    release,
    park,
    cancel,
    retry,
    elapse,
    elapseFromFuture,
    nextRetry,
    beginScheduled,
    nextScheduled,
    addNeed,
    unmetNeeds,
    prune,
    finishedBefore,
    prioritise,
    moveToTop,
    overrule,
    linkRun,
    atGithub,
    owned,
    saveProgress,
  }
}
export type JobStore = ReturnType<typeof jobStore>
export type JobRow = NonNullable<ReturnType<JobStore['byId']['get']>>
