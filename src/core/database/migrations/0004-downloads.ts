import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Sites and disks that need a rest, failures counted by their cause, what is known of a video. */
export const downloads: Migration = {
  async up(db: Kysely<unknown>) {
    const statements = [
      sql`create table site (
        site text not null primary key,
        held_until integer,
        cause text,
        strikes integer not null default 0,
        begun_at integer
      ) strict, without rowid`,
      sql`create index site_held on site (held_until) where held_until is not null`,
      sql`create index site_begun on site (begun_at) where begun_at is not null`,
      sql`alter table job add column site text not null default ''`,
      sql`create index job_to_claim_by_site
        on job (type, site, priority desc, queued_at, id, source_id)
        where status = 'queued' and hold is null`,
      sql`create index job_running_by_site on job (site) where status = 'processing'`,
      sql`alter table job add column disk_volume text`,
      sql`alter table job add column disk_bytes integer`,
      sql`create table volume (
        volume text not null primary key,
        free_bytes integer not null,
        looked_at integer not null
      ) strict, without rowid`,
      sql`create index job_held_for_disk on job (disk_volume, id)
        where status = 'queued' and hold = 'disk'`,
      sql`alter table job add column error_cause text generated always as
        (coalesce(json_extract(error_details, '$.cause'), error_kind, 'bug')) virtual`,
      sql`create index job_failed_by_cause on job (error_cause, id) where status = 'failed'`,
      sql`create table failure_count (
        cause text not null primary key,
        jobs integer not null default 0
      ) strict, without rowid`,
      sql`insert into failure_count (cause, jobs)
        select error_cause, count(*) from job where status = 'failed' group by error_cause`,
      sql`create trigger job_failed_counted after update of status on job
        when old.status <> 'failed' and new.status = 'failed' begin
        insert into failure_count (cause, jobs) values (new.error_cause, 1)
          on conflict do update set jobs = jobs + 1;
      end`,
      sql`create trigger job_failure_over after update of status on job
        when old.status = 'failed' and new.status <> 'failed' begin
        update failure_count set jobs = jobs - 1 where cause = old.error_cause;
      end`,
      sql`create trigger job_failure_recast after update of error_kind, error_details on job
        when old.status = 'failed' and new.status = 'failed'
          and old.error_cause <> new.error_cause begin
        update failure_count set jobs = jobs - 1 where cause = old.error_cause;
        insert into failure_count (cause, jobs) values (new.error_cause, 1)
          on conflict do update set jobs = jobs + 1;
      end`,
      sql`create trigger job_failure_pruned after delete on job when old.status = 'failed' begin
        update failure_count set jobs = jobs - 1 where cause = old.error_cause;
      end`,
      sql`alter table source add column bytes_per_second integer`,
      sql`alter table video add column details text`,
    ]
    for (const statement of statements) await statement.execute(db)
  },
}
