import type { Database as Sqlite } from 'better-sqlite3'
import { sql } from 'kysely'
import type { SourceId } from '../../shared/job.ts'
import { builder, prepare } from './statement.ts'

/** Counters kept by triggers. What was pruned from the history stays counted. */
export function figureStore(sqlite: Sqlite) {
  const counts = prepare<object>(sqlite)(() =>
    builder.selectFrom('job_count').select(['type', 'status', 'jobs', 'pruned']),
  )
  const times = prepare<object>(sqlite)(() =>
    builder.selectFrom('job_time').select(['type', 'claims', 'wait_ms', 'completions', 'work_ms']),
  )
  const bySource = prepare<{ sourceId: SourceId }>(sqlite)((p) =>
    builder
      .selectFrom('source_count')
      .select(['status', 'jobs'])
      .where('source_id', '=', p('sourceId'))
      .where('jobs', '>', 0),
  )
  const byDay = prepare<{ since: string }>(sqlite)((p) =>
    builder
      .selectFrom('day_count')
      .select(['day', 'type', 'status', 'jobs'])
      .where('day', '>=', p('since'))
      .orderBy('day'),
  )
  /** How many jobs wait or run, by type: what a free slot is decided by. */
  const running = prepare<object>(sqlite)(() =>
    builder.selectFrom('job_count').select(['type', 'jobs']).where('status', '=', 'processing'),
  )

  /** Counts everything again, row by row, and names each counter that is off. Reads all of it. */
  const recount = sqlite.prepare<[], { problem: string }>(
    sql<{ problem: string }>`
      with
        by_type as (select type, status, count(*) as jobs from job group by type, status),
        by_source as (
          select source_id, status, count(*) as jobs from job
          where source_id is not null group by source_id, status),
        by_day as (
          select date(event.at / 1000, 'unixepoch') as day, job.type, event.to_status as status,
            count(*) as jobs
          from job_event as event join job on job.id = event.job_id
          where event.to_status in ('completed', 'failed') group by 1, 2, 3)
      select 'jobs ' || type || ' ' || status as problem
        from job_count left join by_type using (type, status)
        where job_count.jobs - job_count.pruned <> coalesce(by_type.jobs, 0)
      union all
      select 'jobs of source ' || source_id || ' ' || status
        from source_count left join by_source using (source_id, status)
        where source_count.jobs - source_count.pruned <> coalesce(by_source.jobs, 0)
      union all
      select 'jobs of ' || day || ' ' || type || ' ' || status
        from day_count left join by_day using (day, type, status)
        where day_count.jobs - day_count.pruned <> coalesce(by_day.jobs, 0)`.compile(builder).sql,
  )

  return {
    counts,
    times,
    bySource,
    byDay,
    running,
    wrong: (): string[] => recount.all().map((row) => `The counter of ${row.problem} is off.`),
  }
}
export type FigureStore = ReturnType<typeof figureStore>
