import type { Database as Sqlite } from 'better-sqlite3'
import { sql } from 'kysely'
import type { ArtefactId, ArtefactKind, VideoId } from '../../shared/job.ts'
import { builder, prepare } from './statement.ts'

/** One video with everything that was made of it. */
export function videoStore(sqlite: Sqlite) {
  const video = prepare<{ id: VideoId }>(sqlite)((p) =>
    builder
      .selectFrom('video')
      .select(['id', 'site', 'title', 'location', 'duration_seconds', 'published_at', 'bytes'])
      .where('id', '=', p('id')),
  )
  const jobsOf = prepare<{ id: VideoId }>(sqlite)((p) =>
    builder.selectFrom('job').select('id').where('video_id', '=', p('id')).orderBy('id').limit(200),
  )
  const artefactsOf = prepare<{ id: VideoId }>(sqlite)((p) =>
    builder
      .selectFrom('artefact')
      .select(['id', 'kind', 'path', 'bytes', 'duration_seconds', 'notes'])
      .where('video_id', '=', p('id'))
      .orderBy('id')
      .limit(500),
  )
  const newestArtefact = prepare<{ id: VideoId; kind: ArtefactKind }>(sqlite)((p) =>
    builder
      .selectFrom('artefact')
      .select('path')
      .where('video_id', '=', p('id'))
      .where('kind', '=', p('kind'))
      .orderBy('id', 'desc')
      .limit(1),
  )
  const artefactPath = prepare<{ id: ArtefactId }>(sqlite)((p) =>
    builder
      .selectFrom('artefact')
      .select('path')
      .where('id', '=', sql<ArtefactId>`${p('id')}`),
  )
  return { video, jobsOf, artefactsOf, newestArtefact, artefactPath }
}
export type VideoStore = ReturnType<typeof videoStore>
