import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What the secret is called by which a destination's webhooks are signed; failed publications by day. */
export const publish: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table destination add column signing_secret text`.execute(db)
    await sql`create index job_failed_publication on job (finished_at)
      where status = 'failed' and type = 'publish'`.execute(db)
  },
}
