import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** A source publishes to a list of destinations. */
export const review: Migration = {
  async up(db: Kysely<unknown>) {
    const statements = [
      sql`alter table source rename column destination to destinations`,
      sql`update source set destinations = json_array(json(destinations))
        where json_valid(destinations) and json_type(destinations) = 'object'`,
    ]
    for (const statement of statements) await statement.execute(db)
  },
}
