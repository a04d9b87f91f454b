import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What the dispatcher asks stays cheap; a dispatch to GitHub is never forgotten. */
export const queue: Migration = {
  async up(db: Kysely<unknown>) {
    const statements = [
      sql`create index source_paused on source (id) where paused = 1`,
      sql`create index job_retry_written on job (updated_at) where status = 'retrying'`,
      sql`create index job_at_github on job (github_workflow_run_id)
        where github_workflow_run_id is not null and status in ('queued', 'processing', 'retrying')`,
      sql`create table github_dispatch (
        job_id integer primary key references job (id) on delete cascade,
        correlation_id text not null,
        after_run integer not null
      ) strict`,
    ]
    for (const statement of statements) await statement.execute(db)
  },
}
