import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What is wanted of a source, when it is looked at again, and what was seen the last time. */
export const sources: Migration = {
  async up(db: Kysely<unknown>) {
    const columns = [
      `filter text not null default '{}'`,
      'priority integer not null default 0 check (priority between 0 and 10)',
      'watch text',
      'feed text',
      'etag text',
      'last_modified text',
      'checked_at integer',
      'fully_checked_at integer',
      'next_check_at integer',
      'check_job_id integer',
      'left_out integer not null default 0',
      'videos integer not null default 0',
      'removed_at integer',
    ]
    for (const column of columns)
      await sql.raw(`alter table source add column ${column}`).execute(db)
    await sql.raw(`alter table video add column fetch text not null default 'direct'`).execute(db)
    const statements = [
      sql`create index source_due on source (next_check_at)
        where next_check_at is not null and removed_at is null and paused = 0`,
      sql`create index job_active_by_source on job (source_id)
        where status in ('queued', 'processing', 'retrying')`,
      sql`create trigger source_video_added after insert on source_video begin
        update source set videos = videos + 1 where id = new.source_id;
      end`,
      sql`create trigger source_video_removed after delete on source_video begin
        update source set videos = videos - 1 where id = old.source_id;
      end`,
      sql`update source set videos = (
        select count(*) from source_video where source_id = source.id)`,
    ]
    for (const statement of statements) await statement.execute(db)
  },
}
