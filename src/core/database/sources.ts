import type { Database as Sqlite } from 'better-sqlite3'
import { sql } from 'kysely'
import type { JobId, SourceId } from '../../shared/job.ts'
import { builder, prepare } from './statement.ts'

interface Wanted {
  id: SourceId
  filter: string
  watch: string | null
  nextCheckAt: number | null
}

interface Pipeline {
  id: SourceId
  preset: string
  morePresets: string
  destinations: string
}

interface Handling {
  id: SourceId
  priority: number
  naming: string | null
  bytesPerSecond: number | null
}

interface Checked {
  id: SourceId
  now: number
  feed: string | null
  etag: string | null
  lastModified: string | null
  leftOut: number | null
  /** When all of it was looked at; null where only its feed was. */
  fullyCheckedAt: number | null
}

const columns = [
  ...(['id', 'location', 'kind', 'title', 'preset', 'more_presets', 'destinations'] as const),
  ...(['paused', 'filter'] as const),
  ...(['watch', 'priority', 'videos', 'left_out', 'feed', 'etag', 'last_modified'] as const),
  ...(['naming', 'bytes_per_second'] as const),
  ...(['created_at', 'checked_at', 'fully_checked_at', 'next_check_at', 'check_job_id'] as const),
] as const

/** What is wanted of sources, when they are looked at, and what was seen. */
export function sourceStore(sqlite: Sqlite) {
  const present = () => builder.selectFrom('source').select(columns).where('removed_at', 'is', null)
  const due = () =>
    builder
      .selectFrom('source')
      .where('next_check_at', 'is not', null)
      .where('removed_at', 'is', null)
      .where('paused', '=', sql.lit(0))

  return {
    page: prepare<{ before: number; limit: number }>(sqlite)((p) =>
      present()
        .where('id', '<', sql<SourceId>`${p('before')}`)
        .orderBy('id', 'desc')
        .limit(p('limit')),
    ),
    byId: prepare<{ id: SourceId }>(sqlite)((p) => present().where('id', '=', p('id'))),
    watchedFolders: prepare<object>(sqlite)(() =>
      present()
        .where('paused', '=', sql.lit(0))
        .where(sql<boolean>`json_extract(watch, '$.kind') = 'folder'`),
    ),
    setWanted: prepare<Wanted>(sqlite)((p) =>
      builder
        .updateTable('source')
        .set({
          filter: p('filter'),
          watch: p('watch'),
          next_check_at: p('nextCheckAt'),
          // What was left out before may be wanted now, so all of it is looked at again.
          etag: null,
          last_modified: null,
          fully_checked_at: null,
        })
        .where('id', '=', p('id')),
    ),
    setHandling: prepare<Handling>(sqlite)((p) =>
      builder
        .updateTable('source')
        .set({
          priority: p('priority'),
          naming: p('naming'),
          bytes_per_second: p('bytesPerSecond'),
        })
        .where('id', '=', p('id')),
    ),
    setPipeline: prepare<Pipeline>(sqlite)((p) =>
      builder
        .updateTable('source')
        .set({
          preset: p('preset'),
          more_presets: p('morePresets'),
          destinations: p('destinations'),
        })
        .where('id', '=', p('id')),
    ),
    respell: prepare<{ id: SourceId; destinations: string }>(sqlite)((p) =>
      builder
        .updateTable('source')
        .set({ destinations: p('destinations') })
        .where('id', '=', p('id')),
    ),
    /** Another source of the same location with the same pipeline. */
    twin: prepare<Omit<Pipeline, 'morePresets'>>(sqlite)((p) =>
      builder
        .selectFrom('source')
        .innerJoin('source as asked', 'asked.location', 'source.location')
        .select(['source.id', 'source.removed_at'])
        .where('asked.id', '=', p('id'))
        .where('source.id', '<>', p('id'))
        .where('source.preset', '=', p('preset'))
        .where('source.destinations', '=', p('destinations')),
    ),
    /** What is published and has nothing left to do stays as it is from now on. */
    settle: prepare<{ id: SourceId }>(sqlite)((p) =>
      builder
        .updateTable('source_video')
        .set({ settled: 1 })
        .where('source_id', '=', p('id'))
        .where('settled', '=', 0)
        .where(
          sql<boolean>`exists (select 1 from artefact
            where artefact.video_id = source_video.video_id and artefact.kind = 'publication')`,
        )
        .where(
          sql<boolean>`not exists (select 1 from job where job.video_id = source_video.video_id
            and job.status in ('queued', 'processing', 'retrying'))`,
        ),
    ),
    unsettle: prepare<{ id: SourceId }>(sqlite)((p) =>
      builder
        .updateTable('source_video')
        .set({ settled: 0 })
        .where('source_id', '=', p('id'))
        .where('settled', '=', 1),
    ),
    /** Sources whose time has come. */
    due: prepare<{ now: number }>(sqlite)((p) =>
      due().select(['id', 'watch', 'priority']).where('next_check_at', '<=', p('now')),
    ),
    nextDue: prepare<object>(sqlite)(() =>
      due().select('next_check_at').orderBy('next_check_at').limit(1),
    ),
    setCheck: prepare<{ id: SourceId; jobId: JobId | null; nextCheckAt: number | null }>(sqlite)(
      (p) =>
        builder
          .updateTable('source')
          .set({ check_job_id: p('jobId'), next_check_at: p('nextCheckAt') })
          .where('id', '=', p('id')),
    ),
    setChecked: prepare<Checked>(sqlite)((p) =>
      builder
        .updateTable('source')
        .set((row) => ({
          checked_at: p('now'),
          feed: row.fn.coalesce(p('feed'), 'feed'),
          etag: row.fn.coalesce(p('etag'), 'etag'),
          last_modified: row.fn.coalesce(p('lastModified'), 'last_modified'),
          left_out: row.fn.coalesce(p('leftOut'), 'left_out'),
          fully_checked_at: row.fn.coalesce(p('fullyCheckedAt'), 'fully_checked_at'),
        }))
        .where('id', '=', p('id')),
    ),
    remove: prepare<{ id: SourceId; now: number }>(sqlite)((p) =>
      builder
        .updateTable('source')
        .set({ removed_at: p('now'), watch: null, next_check_at: null })
        .where('id', '=', p('id'))
        .where('removed_at', 'is', null),
    ),
    restore: prepare<{ id: SourceId }>(sqlite)((p) =>
      builder
        .updateTable('source')
        .set({ removed_at: null })
        .where('id', '=', p('id'))
        .where('removed_at', 'is not', null),
    ),
    activeJobs: prepare<{ sourceId: SourceId }>(sqlite)((p) =>
      builder
        .selectFrom('job')
        .select('id')
        .where('source_id', '=', p('sourceId'))
        .where(sql<boolean>`status in ('queued', 'processing', 'retrying')`),
    ),
    /** How the newest scrape of a source went. */
    latestCheck: prepare<{ workKey: string }>(sqlite)((p) =>
      builder
        .selectFrom('job')
        .select(['status', 'error_message'])
        .where('work_key', '=', p('workKey'))
        .orderBy('id', 'desc')
        .limit(1),
    ),
    isKnown: prepare<{ site: string; siteId: string }>(sqlite)((p) =>
      builder
        .selectFrom('video')
        .select('id')
        .where('site', '=', p('site'))
        .where('site_id', '=', p('siteId')),
    ),
    /** A video that is known, unless it is finished for this source. */
    unsettled: prepare<{ site: string; siteId: string; sourceId: SourceId | null }>(sqlite)((p) =>
      builder
        .selectFrom('video')
        .leftJoin('source_video', (join) =>
          join
            .onRef('source_video.video_id', '=', 'video.id')
            .on('source_video.source_id', '=', p('sourceId')),
        )
        .select('video.id')
        .where('video.site', '=', p('site'))
        .where('video.site_id', '=', p('siteId'))
        .where((row) =>
          row.or([row('source_video.settled', 'is', null), row('source_video.settled', '=', 0)]),
        ),
    ),
  }
}
