import type { Database as Sqlite } from 'better-sqlite3'
import { sql } from 'kysely'
import type { ArtefactId, ArtefactKind, JobId, SourceId, VideoId } from '../../shared/job.ts'
import type { FetchWay, SourceKind } from '../../shared/stage.ts'
import { builder, prepare, type ParameterOf } from './statement.ts'

interface NewSource {
  location: string
  /** Null until the source was looked at, where it has no name of its own. */
  title: string | null
  preset: string
  morePresets: string
  destinations: string
  now: number
}

interface NewVideo {
  site: string
  siteId: string
  title: string
  location: string
  durationSeconds: number | null
  publishedAt: number | null
  bytes: number | null
  fetch: FetchWay
  now: number
}

interface NewArtefact {
  jobId: JobId
  videoId: VideoId
  workKey: string
  kind: ArtefactKind
  path: string
  bytes: number
  durationSeconds: number | null
  /** JSON */
  notes: string
  now: number
}

/** What a stage's work is for; the other kinds are kept beside it. */
const outcomeKinds = ['download', 'rendition', 'publication'] as const

/** Sources, videos and the files made of them. */
export function libraryStore(sqlite: Sqlite) {
  const sourceColumns = [
    'id',
    'location',
    'kind',
    'title',
    'preset',
    'more_presets',
    'destinations',
    'paused',
    'naming',
  ] as const

  const wantedColumns = [
    ...(['id', 'location', 'preset', 'more_presets', 'destinations', 'filter', 'watch'] as const),
    ...(['priority', 'naming', 'bytes_per_second', 'created_at'] as const),
  ] as const

  /** The same source with the same pipeline is one row. */
  const addSource = prepare<NewSource>(sqlite)((p) =>
    builder
      .insertInto('source')
      .values({
        location: p('location'),
        kind: null,
        title: p('title'),
        preset: p('preset'),
        more_presets: p('morePresets'),
        destinations: p('destinations'),
        created_at: p('now'),
      })
      .onConflict((conflict) =>
        conflict
          .columns(['location', 'preset', 'destinations'])
          // Added again without a word about further presets, it keeps those it has.
          .doUpdateSet({
            more_presets: sql<string>`iif(excluded.more_presets = '[]', source.more_presets,
              excluded.more_presets)`,
          }),
      )
      .returning(wantedColumns),
  )
  const source = prepare<{ id: SourceId }>(sqlite)((p) =>
    builder.selectFrom('source').select(sourceColumns).where('id', '=', p('id')),
  )
  const describeSource = prepare<{ id: SourceId; kind: SourceKind; title: string }>(sqlite)((p) =>
    builder
      .updateTable('source')
      .set({ kind: p('kind'), title: p('title') })
      .where('id', '=', p('id')),
  )
  const pauseSource = prepare<{ id: SourceId; paused: number }>(sqlite)((p) =>
    builder
      .updateTable('source')
      .set({ paused: p('paused') })
      .where('id', '=', p('id')),
  )
  const newVideo = (p: ParameterOf<NewVideo>) =>
    builder.insertInto('video').values({
      site: p('site'),
      site_id: p('siteId'),
      title: p('title'),
      location: p('location'),
      duration_seconds: p('durationSeconds'),
      published_at: p('publishedAt'),
      bytes: p('bytes'),
      fetch: p('fetch'),
      created_at: p('now'),
    })
  /** A row where nobody has seen this video before. */
  const addUnseen = prepare<NewVideo>(sqlite)((p) =>
    newVideo(p)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id'),
  )
  /** The same video found twice is one row; what the newest look found about it counts. */
  const addVideo = prepare<NewVideo>(sqlite)((p) =>
    newVideo(p)
      .onConflict((conflict) =>
        conflict.columns(['site', 'site_id']).doUpdateSet((row) => ({
          title: p('title'),
          location: p('location'),
          fetch: p('fetch'),
          // A list tells less than the video's own page: what was known stays known.
          duration_seconds: row.fn.coalesce(p('durationSeconds'), 'video.duration_seconds'),
          published_at: row.fn.coalesce(p('publishedAt'), 'video.published_at'),
          bytes: row.fn.coalesce(p('bytes'), 'video.bytes'),
        })),
      )
      .returning('id'),
  )
  const video = prepare<{ id: VideoId }>(sqlite)((p) =>
    builder
      .selectFrom('video')
      .select([
        ...(['id', 'title', 'location', 'fetch', 'site', 'site_id'] as const),
        ...(['published_at', 'duration_seconds', 'details'] as const),
      ])
      .where('id', '=', p('id')),
  )
  const sizeOf = prepare<{ id: VideoId }>(sqlite)((p) =>
    builder.selectFrom('video').select(['bytes', 'duration_seconds']).where('id', '=', p('id')),
  )
  const describeVideo = prepare<{ id: VideoId; details: string }>(sqlite)((p) =>
    builder
      .updateTable('video')
      .set({ details: p('details') })
      .where('id', '=', p('id')),
  )
  /** What its own page told is not overwritten by what a list tells. */
  const describeUnknown = prepare<{ id: VideoId; details: string }>(sqlite)((p) =>
    builder
      .updateTable('video')
      .set({ details: p('details') })
      .where('id', '=', p('id'))
      .where('details', 'is', null),
  )
  const link = prepare<{ sourceId: SourceId; videoId: VideoId }>(sqlite)((p) =>
    builder
      .insertInto('source_video')
      .values({ source_id: p('sourceId'), video_id: p('videoId') })
      // An update, so that a row comes back where there is one.
      .onConflict((conflict) => conflict.doUpdateSet({ video_id: p('videoId') }))
      .returning('settled'),
  )
  const sourcesOf = prepare<{ videoId: VideoId }>(sqlite)((p) =>
    builder
      .selectFrom('source_video')
      .innerJoin('source', 'source.id', 'source_video.source_id')
      .select([
        ...(['source.id', 'source.preset', 'source.more_presets'] as const),
        ...(['source.destinations', 'source.removed_at'] as const),
        'source_video.settled',
      ])
      .where('source_video.video_id', '=', p('videoId'))
      .orderBy('source.id'),
  )
  const addArtefact = prepare<NewArtefact>(sqlite)((p) =>
    builder.insertInto('artefact').values({
      job_id: p('jobId'),
      video_id: p('videoId'),
      work_key: p('workKey'),
      kind: p('kind'),
      path: p('path'),
      bytes: p('bytes'),
      duration_seconds: p('durationSeconds'),
      notes: p('notes'),
      created_at: p('now'),
    }),
  )
  const artefactColumns = ['id', 'kind', 'path', 'bytes', 'duration_seconds', 'notes'] as const
  const artefact = prepare<{ id: ArtefactId }>(sqlite)((p) =>
    builder.selectFrom('artefact').select(artefactColumns).where('id', '=', p('id')),
  )
  const artefactsOf = prepare<{ jobId: JobId }>(sqlite)((p) =>
    builder
      .selectFrom('artefact')
      .select(artefactColumns)
      .where('job_id', '=', p('jobId'))
      .orderBy('id'),
  )
  /** The newest of what was kept of a video beside its file. */
  const companionOf = prepare<{ videoId: VideoId; kind: ArtefactKind }>(sqlite)((p) =>
    builder
      .selectFrom('artefact')
      .select('path')
      .where('video_id', '=', p('videoId'))
      .where('kind', '=', p('kind'))
      .orderBy('id', 'desc')
      .limit(1),
  )
  /** What was kept of a video beside its file, the newest first. */
  const companionsOf = prepare<{ videoId: VideoId; kind: ArtefactKind; limit: number }>(sqlite)(
    (p) =>
      builder
        .selectFrom('artefact')
        .select('path')
        .where('video_id', '=', p('videoId'))
        .where('kind', '=', p('kind'))
        .orderBy('id', 'desc')
        .limit(p('limit')),
  )
  /** The newest file that completed work of this key left behind. */
  const outcomeOf = prepare<{ workKey: string }>(sqlite)((p) =>
    builder
      .selectFrom('artefact')
      .select(['id', 'path'])
      .where('work_key', '=', p('workKey'))
      .where('kind', 'in', outcomeKinds)
      .orderBy('id', 'desc')
      .limit(1),
  )
  /** Where the files are that completed work on a video left behind. */
  const outcomesOf = prepare<{ videoId: VideoId }>(sqlite)((p) =>
    builder
      .selectFrom('artefact')
      .select('path')
      .distinct()
      .where('video_id', '=', p('videoId'))
      .where('kind', 'in', outcomeKinds),
  )

  return {
    addSource,
    source,
    describeSource,
    pauseSource,
    addUnseen,
    addVideo,
    video,
    sizeOf,
    describeVideo,
    describeUnknown,
    link,
    sourcesOf,
    addArtefact,
    artefact,
    artefactsOf,
    outcomeOf,
    outcomesOf,
    companionOf,
    companionsOf,
  }
}
export type LibraryStore = ReturnType<typeof libraryStore>
