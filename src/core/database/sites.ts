import type { Database as Sqlite } from 'better-sqlite3'
import { sql } from 'kysely'
import type { FailureCause } from '../../shared/causes.ts'
import type { JobId, JobType, SourceId } from '../../shared/job.ts'
import { builder, prepare } from './statement.ts'

interface Head {
  id: JobId
  priority: number
  queued_at: number
  site: string
}

/** How sites are to be treated: who wants to be left alone, and who was asked when. */
export function siteStore(sqlite: Sqlite) {
  const hold = prepare<{
    site: string
    until: number
    strikes: number
    cause: FailureCause | null
  }>(sqlite)((p) =>
    builder
      .insertInto('site')
      .values({
        site: p('site'),
        held_until: p('until'),
        strikes: p('strikes'),
        cause: p('cause'),
      })
      .onConflict((conflict) =>
        conflict
          .column('site')
          .doUpdateSet({ held_until: p('until'), strikes: p('strikes'), cause: p('cause') }),
      ),
  )
  const get = prepare<{ site: string }>(sqlite)((p) =>
    builder
      .selectFrom('site')
      .select(['held_until', 'cause', 'strikes', 'begun_at'])
      .where('site', '=', p('site')),
  )
  /** It is asked again; what it said before is remembered until it answers well. */
  const release = prepare<{ site: string }>(sqlite)((p) =>
    builder
      .updateTable('site')
      .set({ held_until: null })
      .where('site', '=', p('site'))
      .where('held_until', 'is not', null),
  )
  /** It answered well: all is forgotten. */
  const calm = prepare<{ site: string }>(sqlite)((p) =>
    builder
      .updateTable('site')
      .set({ held_until: null, cause: null, strikes: 0 })
      .where('site', '=', p('site'))
      .where('strikes', '>', 0),
  )
  const begun = prepare<{ site: string; now: number }>(sqlite)((p) =>
    builder
      .insertInto('site')
      .values({ site: p('site'), begun_at: p('now') })
      .onConflict((conflict) => conflict.column('site').doUpdateSet({ begun_at: p('now') })),
  )
  const held = prepare<{ now: number }>(sqlite)((p) =>
    builder
      .selectFrom('site')
      .select(['site', 'held_until', 'cause'])
      .where('held_until', '>', p('now'))
      .orderBy('held_until'),
  )
  const begunSince = prepare<{ since: number }>(sqlite)((p) =>
    builder.selectFrom('site').select(['site', 'begun_at']).where('begun_at', '>', p('since')),
  )
  const running = prepare<object>(sqlite)(() =>
    builder
      .selectFrom('job')
      .select((column) => ['site', column.fn.countAll<number>().as('jobs')])
      .where('status', '=', sql.lit('processing'))
      .where('site', '<>', sql.lit(''))
      .groupBy('site'),
  )
  /** A failure that was the site's doing costs the job no attempt. */
  const giveBack = prepare<{ id: JobId }>(sqlite)((p) =>
    builder
      .updateTable('job')
      .set((column) => ({ attempts: column('attempts', '-', 1) }))
      .where('id', '=', p('id'))
      .where('attempts', '>', 0),
  )
  /**
   * The next job of a type from any site but these. It steps from site to site through the index,
   * and to the first job of each: what it costs grows with the sites, never with their jobs.
   */
  const headElsewhere = prepare<{ type: JobType; blocked: string }>(sqlite)((p) => {
    const waiting = sql`status = 'queued' and hold is null and type = ${p('type')}`
    return {
      compile: () =>
        sql<Head>`
          with recursive open_site (site) as (
            select (select min(site) from job where ${waiting})
            union all
            select (select min(site) from job where ${waiting} and site > open_site.site)
              from open_site where open_site.site is not null)
          select id, priority, queued_at, site from job where id in (
            select (
              select job.id from job
              where ${waiting} and job.site = open_site.site
                and (source_id is null or source_id not in (select id from source where paused = 1))
              order by priority desc, queued_at, id limit 1)
            from open_site
            where open_site.site is not null
              and open_site.site not in (select value from json_each(${p('blocked')})))
          order by priority desc, queued_at, id limit 1`.compile(builder),
    }
  })
  const sourceLimit = prepare<{ id: SourceId }>(sqlite)((p) =>
    builder.selectFrom('source').select('bytes_per_second').where('id', '=', p('id')),
  )
  return {
    hold,
    get,
    release,
    calm,
    begun,
    held,
    begunSince,
    running,
    giveBack,
    headElsewhere,
    sourceLimit,
  }
}
export type SiteStore = ReturnType<typeof siteStore>
