import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The user's own presets, and with which state of one each job was enqueued. */
export const presets: Migration = {
  async up(db: Kysely<unknown>) {
    const statements = [
      sql`create table preset (
        id text primary key,
        data text not null,
        changed_at integer not null,
        removed_at integer
      ) strict, without rowid`,
      sql`create table job_preset (
        job_id integer primary key references job (id) on delete cascade,
        data text not null
      ) strict`,
      // No writer can forget it: what is enqueued stays as it was meant.
      sql`create trigger job_preset_pinned after insert on job when new.preset is not null begin
        insert into job_preset (job_id, data)
        select new.id, data from preset where id = new.preset;
      end`,
    ]
    for (const statement of statements) await statement.execute(db)
  },
}
