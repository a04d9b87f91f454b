import type { Database as Sqlite } from 'better-sqlite3'
import { sql } from 'kysely'
import type { JobId, SourceId } from '../../shared/job.ts'
import type { BudgetName } from '../../shared/quota.ts'
import type { ReviewMode } from '../../shared/review.ts'
import { activeStatuses } from '../../shared/state.ts'
import { builder, prepare } from './statement.ts'

/** What is decided about publish jobs before they go out. Each change names the hold it ends. */
export function publicationStore(sqlite: Sqlite) {
  const legs = builder
    .selectFrom('job')
    .innerJoin('video', 'video.id', 'job.video_id')
    .leftJoin('source', 'source.id', 'job.source_id')
    .leftJoin('publication', 'publication.job_id', 'job.id')
    .where('job.type', '=', sql.lit('publish'))
    .select((column) => [
      'job.id',
      'job.status',
      'job.hold',
      'job.queued_at',
      'job.video_id',
      'job.source_id',
      'job.preset',
      'job.preset_version',
      'job.destination',
      'job.priority',
      'job.max_attempts',
      'video.title as video_title',
      column.fn.coalesce('source.title', 'source.location', sql.lit('')).as('source_title'),
      'source.rights',
      'publication.gated',
      'publication.draft',
      'publication.approved_at',
      'publication.undo_until',
      'publication.slot_at',
      'publication.parked_budget',
    ])
  const leg = prepare<{ id: JobId }>(sqlite)((p) => legs.where('job.id', '=', p('id')))
  /** Oldest first. */
  const inReview = prepare<{ after: number; limit: number }>(sqlite)((p) =>
    legs
      .where('job.status', '=', sql.lit('queued'))
      .where('job.hold', '=', sql.lit('review'))
      .where('job.id', '>', sql<JobId>`${p('after')}`)
      .orderBy('job.id')
      .limit(p('limit')),
  )
  const countInReview = prepare<object>(sqlite)(() =>
    builder
      .selectFrom('job')
      .select((column) => column.fn.countAll<number>().as('jobs'))
      .where('status', '=', sql.lit('queued'))
      .where('hold', '=', sql.lit('review')),
  )
  /** Approved and not yet gone out, the next first. */
  const approved = prepare<{ limit: number }>(sqlite)((p) =>
    legs
      .where('job.status', '=', sql.lit('queued'))
      .where('job.hold', '=', sql.lit('schedule'))
      .where('publication.approved_at', 'is not', null)
      .orderBy('job.queued_at')
      .limit(p('limit')),
  )

  const gate = prepare<{ jobId: JobId }>(sqlite)((p) =>
    builder
      .insertInto('publication')
      .values({ job_id: p('jobId'), gated: 1 })
      .onConflict((conflict) => conflict.column('job_id').doUpdateSet({ gated: 1 })),
  )
  const saveDraft = prepare<{ jobId: JobId; draft: string }>(sqlite)((p) =>
    builder
      .insertInto('publication')
      .values({ job_id: p('jobId'), draft: p('draft') })
      .onConflict((conflict) => conflict.column('job_id').doUpdateSet({ draft: p('draft') })),
  )
  const planned = prepare<{ jobId: JobId; slotAt: number | null }>(sqlite)((p) =>
    builder
      .insertInto('publication')
      .values({ job_id: p('jobId'), slot_at: p('slotAt') })
      .onConflict((conflict) =>
        conflict.column('job_id').doUpdateSet({ slot_at: p('slotAt'), parked_budget: null }),
      ),
  )
  const decide = prepare<{
    jobId: JobId
    approvedAt: number | null
    undoUntil: number | null
    slotAt: number | null
  }>(sqlite)((p) =>
    builder
      .updateTable('publication')
      .set({ approved_at: p('approvedAt'), undo_until: p('undoUntil'), slot_at: p('slotAt') })
      .where('job_id', '=', p('jobId')),
  )

  const release = prepare<{
    id: JobId
    hold: 'schedule' | null
    queuedAt: number
    priority: number
  }>(sqlite)((p) =>
    builder
      .updateTable('job')
      .set({ hold: p('hold'), queued_at: p('queuedAt'), priority: p('priority') })
      .where('id', '=', p('id'))
      .where('status', '=', sql.lit('queued'))
      .where('hold', '=', sql.lit('review')),
  )
  /** Puts an approved leg that has not begun back before the person. */
  const withdraw = prepare<{ id: JobId }>(sqlite)((p) =>
    builder
      .updateTable('job')
      .set({ hold: 'review' })
      .where('id', '=', p('id'))
      .where('status', '=', sql.lit('queued'))
      .where((where) => where.or([where('hold', 'is', null), where('hold', '=', 'schedule')]))
      .where('id', 'in', builder.selectFrom('publication').select('job_id').where('gated', '=', 1)),
  )
  const move = prepare<{ id: JobId; queuedAt: number; priority: number }>(sqlite)((p) =>
    builder
      .updateTable('job')
      .set({ hold: 'schedule', queued_at: p('queuedAt'), priority: p('priority') })
      .where('id', '=', p('id'))
      .where('type', '=', sql.lit('publish'))
      .where('status', '=', sql.lit('queued'))
      .where((where) => where.or([where('hold', 'is', null), where('hold', '=', 'schedule')])),
  )
  /** Slots that are taken at this destination, from then on. */
  const takenSlots = prepare<{ destination: string; from: number }>(sqlite)((p) =>
    builder
      .selectFrom('publication')
      .innerJoin('job', 'job.id', 'publication.job_id')
      .select('publication.slot_at')
      .where('publication.slot_at', '>=', p('from'))
      .where('job.destination', '=', p('destination'))
      .where('job.status', 'in', activeStatuses),
  )
  const setParked = prepare<{ jobId: JobId; budget: BudgetName }>(sqlite)((p) =>
    builder
      .insertInto('publication')
      .values({ job_id: p('jobId'), parked_budget: p('budget') })
      .onConflict((conflict) =>
        conflict.column('job_id').doUpdateSet({ parked_budget: p('budget') }),
      ),
  )

  const scheduledBetween = prepare<{ from: number; to: number; limit: number }>(sqlite)((p) =>
    legs
      .where('job.status', '=', sql.lit('queued'))
      .where('job.hold', '=', sql.lit('schedule'))
      .where('job.queued_at', '>=', p('from'))
      .where('job.queued_at', '<', p('to'))
      .orderBy('job.queued_at')
      .limit(p('limit')),
  )
  // Both, so that SQLite sees that the index of finished jobs fits.
  const finished = (['completed', 'cancelled'] as const).map((status) => sql.lit(status))
  const finishedBetween = prepare<{ from: number; to: number; limit: number }>(sqlite)((p) =>
    legs
      .where('job.status', 'in', finished)
      .where('job.status', '=', 'completed')
      .where('job.finished_at', '>=', p('from'))
      .where('job.finished_at', '<', p('to'))
      .select('job.finished_at')
      .orderBy('job.finished_at')
      .limit(p('limit')),
  )

  const failedBetween = prepare<{ from: number; to: number; limit: number }>(sqlite)((p) =>
    legs
      .where('job.status', '=', sql.lit('failed'))
      .where('job.finished_at', '>=', p('from'))
      .where('job.finished_at', '<', p('to'))
      .select('job.finished_at')
      .orderBy('job.finished_at')
      .limit(p('limit')),
  )
  const running = prepare<{ limit: number }>(sqlite)((p) =>
    legs
      .where('job.status', '=', sql.lit('processing'))
      .select('job.started_at')
      .orderBy('job.id')
      .limit(p('limit')),
  )
  /** What should have gone out in its slot and has not begun. */
  const missed = prepare<{ from: number; to: number }>(sqlite)((p) =>
    legs
      .where('publication.slot_at', '>=', p('from'))
      .where('publication.slot_at', '<', p('to'))
      .where('job.status', '=', sql.lit('queued'))
      .where((where) =>
        where.or([where('job.hold', 'is', null), where('job.hold', '=', 'schedule')]),
      )
      .where('publication.parked_budget', 'is', null)
      .orderBy('publication.slot_at')
      .orderBy('job.id'),
  )

  /** One source by what it is: all of its pipelines have the same rights. */
  const setRights = prepare<{ id: SourceId; rights: string | null }>(sqlite)((p) =>
    builder
      .updateTable('source')
      .set({ rights: p('rights') })
      .where(
        'location',
        'in',
        builder.selectFrom('source').select('location').where('id', '=', p('id')),
      ),
  )
  const setReview = prepare<{ id: SourceId; review: ReviewMode }>(sqlite)((p) =>
    builder
      .updateTable('source')
      .set({ review: p('review') })
      .where('id', '=', p('id')),
  )
  const terms = prepare<{ id: SourceId }>(sqlite)((p) =>
    builder.selectFrom('source').select(['review', 'rights']).where('id', '=', p('id')),
  )

  const ruleColumns = ['id', 'source_id', 'preset', 'destination'] as const
  const rules = prepare<object>(sqlite)(() =>
    builder.selectFrom('approval_rule').select(ruleColumns).orderBy('id'),
  )
  const addRule = prepare<{
    sourceId: SourceId | null
    preset: string | null
    destination: string | null
  }>(sqlite)((p) =>
    builder
      .insertInto('approval_rule')
      .values({ source_id: p('sourceId'), preset: p('preset'), destination: p('destination') })
      .returning(ruleColumns),
  )
  const removeRule = prepare<{ id: number }>(sqlite)((p) =>
    builder.deleteFrom('approval_rule').where('id', '=', p('id')),
  )
  const fileOf = prepare<{ workKey: string; kind: 'rendition' | 'download' | 'thumbnail' }>(sqlite)(
    (p) =>
      builder
        .selectFrom('artefact')
        .select(['id', 'bytes', 'duration_seconds'])
        .where('work_key', '=', p('workKey'))
        .where('kind', '=', p('kind'))
        .orderBy('id', 'desc')
        .limit(1),
  )

  return {
    ...{ leg, inReview, countInReview, approved, gate, saveDraft, planned, decide },
    ...{ release, withdraw, move, takenSlots, setParked, scheduledBetween, finishedBetween },
    ...{ failedBetween, running, missed },
    ...{ setRights, setReview, terms, rules, addRule, removeRule, fileOf },
  }
}
export type PublicationStore = ReturnType<typeof publicationStore>
export type LegRow = NonNullable<ReturnType<PublicationStore['leg']['get']>>
