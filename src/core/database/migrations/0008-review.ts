import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Several destinations a source, and what is decided about a leg before it goes out. */
export const review: Migration = {
  async up(db: Kysely<unknown>) {
    const statements = [
      sql`alter table source rename column destination to destinations`,
      sql`update source set destinations = json_array(json(destinations))
        where json_valid(destinations) and json_type(destinations) = 'object'`,
      sql`alter table source add column review text not null default 'public'
        check (review in ('public', 'always', 'never'))`,
      sql`alter table source add column rights text`,
      sql`create table publication (
        job_id integer primary key references job (id) on delete cascade,
        gated integer not null default 0,
        draft text not null default '{}',
        approved_at integer,
        undo_until integer,
        slot_at integer,
        parked_budget text
      ) strict`,
      sql`create index job_in_review on job (id) where status = 'queued' and hold = 'review'`,
      sql`create index publication_by_slot on publication (slot_at) where slot_at is not null`,
      sql`create index publication_parked on publication (parked_budget)
        where parked_budget is not null`,
      sql`create table approval_rule (
        id integer primary key,
        source_id integer references source (id) on delete cascade,
        preset text,
        destination text,
        check (coalesce(source_id, preset, destination) is not null)
      ) strict`,
      sql`create table quota_use (
        budget text not null,
        scope text not null,
        resets_at integer not null,
        job_id integer not null,
        units integer not null,
        primary key (budget, scope, resets_at, job_id)
      ) strict, without rowid`,
      sql`create table quota_exhausted (
        budget text not null,
        scope text not null,
        resets_at integer not null,
        primary key (budget, scope, resets_at)
      ) strict, without rowid`,
      // As before, but what a person has to look at is not let go by a completed need.
      sql`drop trigger job_satisfied`,
      sql`create trigger job_satisfied after update of status on job
        when old.status <> new.status and new.status = 'completed' begin
        update job set hold = case
            when exists (
              select 1 from publication where publication.job_id = job.id and gated = 1) then 'review'
            when queued_at > new.updated_at then 'schedule' end
        where hold = 'input'
          and id in (select job_id from job_dependency where needs_id = new.id)
          and not exists (
            select 1 from job_dependency as dependency
            join job as needed on needed.id = dependency.needs_id
            where dependency.job_id = job.id and needed.status <> 'completed');
      end`,
      // A job that has begun is parked no more, and its slot is behind it.
      sql`create trigger job_unparked after update of status on job
        when new.type = 'publish' and old.status = 'queued' and new.status <> 'queued' begin
        update publication set parked_budget = null where job_id = new.id;
      end`,
    ]
    for (const statement of statements) await statement.execute(db)
  },
}
