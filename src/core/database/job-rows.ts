import { sql } from 'kysely'
import type { FailureKind } from '../../shared/errors.ts'
import { activeStatuses, stateTable, type JobTransition } from '../../shared/state.ts'
import { builder } from './statement.ts'

export interface StoredFailure {
  kind: FailureKind
  message: string
  details: string
}

export const jobColumns = [
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
 * Every change of state is one guarded UPDATE: it names the states the state table allows to come
 * from, and answers false where the job is in none of them any more.
 */
export const move = (transition: JobTransition) => {
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
export const noTwinActive = sql<boolean>`not exists (
  select 1 from job as twin where twin.work_key = job.work_key and twin.id <> job.id
    and twin.status in (${sql.join(activeStatuses.map((status) => sql.lit(status)))}))`
