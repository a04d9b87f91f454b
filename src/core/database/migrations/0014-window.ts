import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What the list is sorted by: the order of work within each state, and titles. */
export const order: Migration = {
  async up(db: Kysely<unknown>) {
    const statements = [
      // Falling as the priority rises, so that one index has all of the order rising.
      sql`alter table job add column urgency integer generated always as (-priority) virtual`,
      sql`create index job_order on job (list_group, urgency, queued_at, id)`,
      sql`create index video_by_title on video (title collate nocase, id)`,
    ]
    for (const statement of statements) await statement.execute(db)
  },
}
