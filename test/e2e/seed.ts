import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { openEngine } from '../../src/core/index.ts'
import { makeTemplate } from '../bench/queue/template.ts'

/** A queue of so many jobs in all their states, paused, so that every picture is the same. */
export async function seed(folder: string, jobs: number): Promise<void> {
  const home = join(folder, 'data')
  await mkdir(home, { recursive: true })
  const file = join(home, 'spool.db')
  await makeTemplate(file, jobs, 0)
  addHistory(file)
  const engine = await openEngine({ home })
  engine.queue.pause('finish')
  await engine.close()
}

/** A month in which more and more was done, as the counters know it. */
function addHistory(file: string): void {
  const sqlite = new SqliteDatabase(file)
  sqlite.exec(`
    with recursive day (n) as (select 1 union all select n + 1 from day where n < 29),
      kind (type, status, jobs) as (values ('download', 'completed', 40),
        ('transform', 'completed', 35), ('publish', 'completed', 30), ('download', 'failed', 6))
    insert or ignore into day_count (day, type, status, jobs)
      select date('now', '-' || n || ' days'), type, status, jobs * (32 - n) * (1 + n * 7 % 5) / 60
      from day, kind where n % 7 <> 3;
    update job_time set claims = 100, wait_ms = 4200000, completions = 100, work_ms = 9400000`)
  sqlite.close()
}
