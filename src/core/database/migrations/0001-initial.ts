import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { artefactKinds, jobHolds, jobStatuses, jobTypes } from '../../../shared/job.ts'

const listOf = (words: readonly string[]) => sql.raw(words.map((word) => `'${word}'`).join(', '))

/**
 * The first schema. Counters and the history are kept by triggers, so that whoever writes a job —
 * the app, a `spool run`, a repair by hand — cannot forget them.
 */
export const initial: Migration = {
  async up(db: Kysely<unknown>) {
    const statements = [
      sql`create table source (
        id integer primary key,
        location text not null,
        kind text,
        title text,
        preset text not null,
        destination text not null,
        paused integer not null default 0,
        created_at integer not null,
        unique (location, preset, destination)
      ) strict`,
      sql`create table video (
        id integer primary key,
        site text not null,
        site_id text not null,
        title text not null,
        location text not null,
        duration_seconds real,
        published_at integer,
        bytes integer,
        created_at integer not null,
        unique (site, site_id)
      ) strict`,
      sql`create table source_video (
        source_id integer not null references source (id) on delete cascade,
        video_id integer not null references video (id) on delete cascade,
        primary key (source_id, video_id)
      ) strict, without rowid`,
      sql`create index source_video_by_video on source_video (video_id)`,
      sql`create table owner (
        id integer primary key autoincrement,
        pid integer not null,
        process_started text not null,
        heartbeat_at integer not null
      ) strict`,
      sql`create table child_process (
        owner_id integer not null references owner (id) on delete cascade,
        pid integer not null,
        process_started text not null,
        primary key (owner_id, pid)
      ) strict, without rowid`,
      sql`create table job (
        id integer primary key autoincrement,
        type text not null check (type in (${listOf(jobTypes)})),
        status text not null check (status in (${listOf(jobStatuses)})),
        priority integer not null check (priority between 0 and 10),
        source_id integer references source (id),
        video_id integer references video (id),
        work_key text not null,
        preset text,
        destination text,
        attempts integer not null default 0,
        max_attempts integer not null check (max_attempts > 0),
        created_at integer not null,
        updated_at integer not null,
        queued_at integer not null,
        started_at integer,
        finished_at integer,
        error_kind text,
        error_message text,
        error_details text,
        hold text check (hold in (${listOf(jobHolds)})),
        retry_policy text,
        lease integer not null default 0,
        owner_id integer references owner (id) on delete set null,
        progress text,
        github_workflow_run_id text,
        list_group text not null generated always as (case status
          when 'processing' then 'running'
          when 'queued' then 'waiting'
          when 'retrying' then 'waiting'
          when 'failed' then 'failed'
          else 'done' end) virtual,
        check (source_id is not null or video_id is not null)
      ) strict`,
      sql`create index job_to_claim on job (type, priority desc, queued_at, id, source_id)
        where status = 'queued' and hold is null`,
      sql`create index job_scheduled on job (queued_at) where status = 'queued' and hold = 'schedule'`,
      sql`create index job_to_retry on job (queued_at) where status = 'retrying'`,
      sql`create index job_owned on job (owner_id) where status = 'processing'`,
      sql`create unique index job_active_work on job (work_key)
        where status in ('queued', 'processing', 'retrying')`,
      sql`create index job_by_work on job (work_key, id)`,
      sql`create index job_list on job (list_group, id)`,
      sql`create index job_finished on job (finished_at) where status in ('completed', 'cancelled')`,
      sql`create table job_dependency (
        job_id integer not null references job (id) on delete cascade,
        needs_id integer not null references job (id) on delete cascade,
        primary key (job_id, needs_id)
      ) strict, without rowid`,
      sql`create index job_dependency_by_need on job_dependency (needs_id)`,
      sql`create table job_event (
        id integer primary key,
        job_id integer not null references job (id) on delete cascade,
        at integer not null,
        from_status text,
        to_status text not null,
        attempt integer not null,
        note text
      ) strict`,
      sql`create index job_event_by_job on job_event (job_id, id)`,
      sql`create table artefact (
        id integer primary key,
        job_id integer references job (id) on delete set null,
        video_id integer not null references video (id),
        work_key text not null,
        kind text not null check (kind in (${listOf(artefactKinds)})),
        path text not null,
        bytes integer not null,
        duration_seconds real,
        created_at integer not null
      ) strict`,
      sql`create index artefact_by_job on artefact (job_id, id)`,
      sql`create index artefact_by_work on artefact (work_key, id)`,
      sql`create table job_count (
        type text not null,
        status text not null,
        jobs integer not null default 0,
        pruned integer not null default 0,
        primary key (type, status)
      ) strict, without rowid`,
      sql`create table source_count (
        source_id integer not null,
        status text not null,
        jobs integer not null default 0,
        pruned integer not null default 0,
        primary key (source_id, status)
      ) strict, without rowid`,
      sql`create table day_count (
        day text not null,
        type text not null,
        status text not null,
        jobs integer not null default 0,
        pruned integer not null default 0,
        primary key (day, type, status)
      ) strict, without rowid`,
      sql`create table job_time (
        type text not null primary key,
        claims integer not null default 0,
        wait_ms integer not null default 0,
        completions integer not null default 0,
        work_ms integer not null default 0
      ) strict, without rowid`,
      sql`create table setting (key text not null primary key, value text not null) strict, without rowid`,
      ...jobTypes.map((type) => sql`insert into job_time (type) values (${sql.lit(type)})`),
      ...jobTypes.flatMap((type) =>
        jobStatuses.map(
          (status) =>
            sql`insert into job_count (type, status) values (${sql.lit(type)}, ${sql.lit(status)})`,
        ),
      ),
      sql`create trigger job_inserted after insert on job begin
        update job_count set jobs = jobs + 1 where type = new.type and status = new.status;
        insert into source_count (source_id, status, jobs)
          select new.source_id, new.status, 1 where new.source_id is not null
          on conflict do update set jobs = jobs + 1;
        insert into job_event (job_id, at, from_status, to_status, attempt)
          values (new.id, new.created_at, null, new.status, new.attempts);
      end`,
      // What is pruned from the history stays counted.
      sql`create trigger job_pruned after delete on job begin
        update job_count set pruned = pruned + 1 where type = old.type and status = old.status;
        update source_count set pruned = pruned + 1
          where source_id = old.source_id and status = old.status;
      end`,
      sql`create trigger job_pruned_from_days before delete on job begin
        update day_count set pruned = pruned + (
          select count(*) from job_event as event
          where event.job_id = old.id and event.to_status = day_count.status
            and date(event.at / 1000, 'unixepoch') = day_count.day)
        where type = old.type and day in (
          select date(at / 1000, 'unixepoch') from job_event where job_id = old.id);
      end`,
      sql`create trigger job_moved after update of status on job when old.status <> new.status begin
        update job_count set jobs = jobs - 1 where type = old.type and status = old.status;
        update job_count set jobs = jobs + 1 where type = new.type and status = new.status;
        update source_count set jobs = jobs - 1
          where source_id = old.source_id and status = old.status;
        insert into source_count (source_id, status, jobs)
          select new.source_id, new.status, 1 where new.source_id is not null
          on conflict do update set jobs = jobs + 1;
        insert into job_event (job_id, at, from_status, to_status, attempt, note)
          values (new.id, new.updated_at, old.status, new.status, new.attempts,
            case when new.status in ('failed', 'retrying') then new.error_message end);
      end`,
      sql`create trigger job_claimed after update of status on job
        when old.status = 'queued' and new.status = 'processing' begin
        update job_time set claims = claims + 1,
          wait_ms = wait_ms + max(0, new.started_at - old.queued_at) where type = new.type;
      end`,
      sql`create trigger job_completed after update of status on job
        when old.status = 'processing' and new.status = 'completed' begin
        update job_time set completions = completions + 1,
          work_ms = work_ms + max(0, new.finished_at - new.started_at) where type = new.type;
      end`,
      sql`create trigger job_ended after update of status on job
        when old.status <> new.status and new.status in ('completed', 'failed') begin
        insert into day_count (day, type, status, jobs)
          values (date(new.updated_at / 1000, 'unixepoch'), new.type, new.status, 1)
          on conflict do update set jobs = jobs + 1;
      end`,
      sql`create trigger job_satisfied after update of status on job
        when old.status <> new.status and new.status = 'completed' begin
        update job set hold = case when queued_at > new.updated_at then 'schedule' end
        where hold = 'input'
          and id in (select job_id from job_dependency where needs_id = new.id)
          and not exists (
            select 1 from job_dependency as dependency
            join job as needed on needed.id = dependency.needs_id
            where dependency.job_id = job.id and needed.status <> 'completed');
      end`,
    ]
    for (const statement of statements) await statement.execute(db)
  },
}
