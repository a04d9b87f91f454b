import type { Database as Sqlite } from 'better-sqlite3'
import { sql } from 'kysely'
import type { JobId, JobType, VideoId } from '../../shared/job.ts'
import { jobColumns, move, type StoredFailure } from './job-rows.ts'
import { builder, prepare, type ParameterOf } from './statement.ts'

interface GivenBack {
  id: JobId
  lease: number
  now: number
}

/** A claim from its beginning to its end. Every later write names its lease, and does nothing once that is lost. */
export function claimStatements(sqlite: Sqlite) {
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
  /** What else is to be done of this kind with this video, and may be begun. */
  const ofVideo = prepare<{ type: JobType; videoId: VideoId; limit: number }>(sqlite)((p) =>
    builder
      .selectFrom('job')
      .leftJoin('source', 'source.id', 'job.source_id')
      .select('job.id')
      .where('job.video_id', '=', p('videoId'))
      .where('job.type', '=', p('type'))
      .where('job.status', '=', sql.lit('queued'))
      .where('job.hold', 'is', null)
      .where(sql<boolean>`coalesce(source.paused, 0) = 0`)
      .orderBy('job.id')
      .limit(p('limit')),
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
  /** Back into the queue, at no cost of an attempt. */
  const giveBack = (p: ParameterOf<GivenBack>) =>
    move('release')
      .set((column) => ({
        owner_id: null,
        updated_at: p('now'),
        attempts: column('attempts', '-', 1),
        started_at: null,
        progress: null,
      }))
      .where('id', '=', p('id'))
      .where('lease', '=', p('lease'))
  const release = prepare<GivenBack>(sqlite)(giveBack)
  /** As `release`, to wait for that time. */
  const park = prepare<GivenBack & { queuedAt: number }>(sqlite)((p) =>
    giveBack(p).set({ hold: 'schedule', queued_at: p('queuedAt') }),
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

  return {
    head,
    ofVideo,
    claim,
    succeed,
    fail: settle('fail'),
    failForGood: settle('fail-for-good'),
    interrupt: settle('interrupt'),
    interruptForGood: settle('interrupt-for-good'),
    release,
    park,
    owned,
    saveProgress,
    linkRun,
  }
}
