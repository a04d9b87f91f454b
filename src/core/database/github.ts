import type { Database as Sqlite } from 'better-sqlite3'
import type { JobId } from '../../shared/job.ts'
import { builder, prepare } from './statement.ts'

/** Workflows that were, or may have been, started for jobs and are not linked to them yet. */
export function githubStore(sqlite: Sqlite) {
  const dispatchOf = prepare<{ jobId: JobId }>(sqlite)((p) =>
    builder
      .selectFrom('github_dispatch')
      .select(['correlation_id', 'after_run'])
      .where('job_id', '=', p('jobId')),
  )
  const addDispatch = prepare<{ jobId: JobId; correlationId: string; afterRun: number }>(sqlite)(
    (p) =>
      builder
        .insertInto('github_dispatch')
        .values({
          job_id: p('jobId'),
          correlation_id: p('correlationId'),
          after_run: p('afterRun'),
        })
        .onConflict((conflict) =>
          conflict
            .column('job_id')
            .doUpdateSet({ correlation_id: p('correlationId'), after_run: p('afterRun') }),
        ),
  )
  const removeDispatch = prepare<{ jobId: JobId }>(sqlite)((p) =>
    builder.deleteFrom('github_dispatch').where('job_id', '=', p('jobId')),
  )
  return { dispatchOf, addDispatch, removeDispatch }
}
