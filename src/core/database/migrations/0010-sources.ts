import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What a source calls its files, and which of its videos a changed pipeline leaves as they are. */
export const sourceEdits: Migration = {
  async up(db: Kysely<unknown>) {
    const statements = [
      sql`alter table source add column naming text`,
      sql`alter table source_video add column settled integer not null default 0`,
    ]
    for (const statement of statements) await statement.execute(db)
  },
}
