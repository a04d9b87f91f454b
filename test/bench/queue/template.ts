import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { openDatabase } from '../../../src/core/database/index.ts'
import { builtInPresets } from '../../../src/shared/preset.ts'

const sources = 200
const presetId = builtInPresets[0]?.id ?? ''
const destination = JSON.stringify({ kind: 'folder', path: '/videos/published' })

/**
 * The state of each job of a template by its number: one in five waits, one in a hundred waits for
 * its next try, most are done. Nothing is running.
 */
const status = `case when n % 100 < 20 then 'queued' when n % 100 < 21 then 'retrying'
  when n % 100 < 24 then 'failed' when n % 100 < 26 then 'cancelled' else 'completed' end`

/**
 * A database with so many jobs of a pipeline (download, transform, publish of each video) in all
 * their states, all of yesterday, and videos nothing was done with yet. What the triggers would have written job by
 * job is written at once, and checked against a recount.
 *
 * @returns the number of the first spare video
 */
export async function makeTemplate(file: string, jobs: number, spareVideos: number) {
  mkdirSync(dirname(file), { recursive: true })
  const database = await openDatabase({ file })
  database.close()
  const sqlite = new SqliteDatabase(file)
  sqlite.pragma('journal_mode = off')
  sqlite.pragma('synchronous = off')
  sqlite.pragma('cache_size = -1000000')
  const began = Date.now() - 86_400_000
  const videos = Math.ceil(jobs / 3)
  const numbers = `with recursive number (n) as
    (select 1 where :count > 0 union all select n + 1 from number where n < :count)`
  const insert = (into: string, count: number, values: Record<string, string> = {}) =>
    sqlite.prepare(into).run({ count, ...values })
  insert(
    `insert into source (location, preset, destinations, created_at)
     ${numbers} select 'https://example.org/channel/' || n, :presetId, json_array(json(:destination)), 0 from number`,
    sources,
    { presetId, destination },
  )
  insert(
    `insert into video (site, site_id, title, location, duration_seconds, created_at)
     ${numbers} select 'example.org', 'v' || n, 'Episode ' || n || ' of a long series',
       'https://example.org/watch/' || n || '.mp4', 600, 0 from number`,
    videos + spareVideos,
  )
  const triggers = sqlite
    .prepare<[], { name: string; sql: string }>(
      `select name, sql from sqlite_master where type = 'trigger'`,
    )
    .all()
  for (const { name } of triggers) sqlite.exec(`drop trigger ${name}`)
  insert(
    `insert into job (type, status, priority, source_id, video_id, work_key, preset, destination,
       max_attempts, created_at, updated_at, queued_at, attempts, lease, started_at, finished_at,
       error_kind, error_message, error_details, site)
     ${numbers}, stage (n, video, type, status, at) as (
       select n, 1 + (n - 1) / 3,
         case n % 3 when 1 then 'download' when 2 then 'transform' else 'publish' end,
         ${status}, ${began} + n from number)
     select type, status, case when video % 50 = 0 then 5 else 0 end, 1 + video % ${sources}, video,
       type || ':' || video || case type when 'download' then '' when 'transform' then ':' || :presetId
         else ':' || :presetId || ':' || :destination end,
       case when type <> 'download' then :presetId end,
       case when type = 'publish' then :destination end,
       3, at, case when status = 'queued' then at else at + 60000 end,
       case when status = 'retrying' then 4000000000000 else at end,
       status in ('completed', 'failed', 'retrying'), status in ('completed', 'failed', 'retrying'),
       case when status in ('completed', 'failed', 'retrying') then at + 1000 end,
       case when status in ('completed', 'failed', 'cancelled') then at + 60000 end,
       case when status in ('failed', 'retrying') then 'transient' end,
       case when status in ('failed', 'retrying')
         then 'The site did not answer in time. It will be tried again.' end,
       case when status in ('failed', 'retrying') then '{"stage":"download","exitCode":1}' end,
       case type when 'download' then 'example.org' else '' end
     from stage`,
    jobs,
    { presetId, destination },
  )
  sqlite.exec(`
    insert into job_event (job_id, at, from_status, to_status, attempt)
      select id, created_at, null, 'queued', 0 from job
      union all select id, started_at, 'queued', 'processing', 1 from job where attempts = 1
      union all select id, updated_at, case attempts when 1 then 'processing' else 'queued' end,
        status, attempts from job where status <> 'queued'
      order by 1, 2;
    update job_count set jobs = (select count(*) from job
      where job.type = job_count.type and job.status = job_count.status);
    insert into source_count (source_id, status, jobs)
      select source_id, status, count(*) from job group by 1, 2;
    insert into failure_count (cause, jobs)
      select error_cause, count(*) from job where status = 'failed' group by 1;
    insert into day_count (day, type, status, jobs)
      select date(updated_at / 1000, 'unixepoch'), type, status, count(*) from job
      where status in ('completed', 'failed') group by 1, 2, 3`)
  for (const trigger of triggers) sqlite.exec(trigger.sql)
  sqlite.close()
  await requireSound(file)
  return videos + 1
}

async function requireSound(file: string): Promise<void> {
  const database = await openDatabase({ file })
  const problems = database.check()
  database.close()
  if (problems.length > 0) throw new Error(problems.slice(0, 5).join('\n'))
}

/** A copy of a template to measure on, in a folder of its own. */
export function copyOf(template: string, folder: string, name: string): string {
  const home = join(folder, name)
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  const file = join(home, 'spool.db')
  copyFileSync(template, file)
  return file
}
