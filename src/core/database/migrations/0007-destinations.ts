import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Named destinations, the channels signed in to, and how far each publication is. */
export const destinations: Migration = {
  async up(db: Kysely<unknown>) {
    const statements = [
      sql`create table account (
        id integer primary key autoincrement,
        platform text not null,
        name text not null,
        channel_id text not null,
        secret text not null,
        signed_in integer not null default 1,
        created_at integer not null,
        unique (platform, channel_id)
      ) strict`,
      sql`create table destination (
        id integer primary key autoincrement,
        name text not null unique,
        target text not null,
        secret text,
        account_id integer references account (id),
        created_at integer not null
      ) strict`,
      sql`create index destination_by_account on destination (account_id)
        where account_id is not null`,
      sql`create table delivery (
        work_key text not null primary key,
        state text not null,
        updated_at integer not null
      ) strict, without rowid`,
    ]
    for (const statement of statements) await statement.execute(db)
  },
}
