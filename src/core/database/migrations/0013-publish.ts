import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What the secret is called by which a destination's webhooks are signed. */
export const publish: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table destination add column signing_secret text`.execute(db)
  },
}
