import {
  artefactIdSchema,
  artefactSchema,
  videoIdSchema,
  type JobId,
  type JobSummary,
} from '../../shared/job.ts'
import type { VideoId } from '../../shared/job.ts'
import type { VideoDetails } from '../../shared/video.ts'
import type { Database } from '../database/index.ts'

/** Videos and the files made of them. */
export interface VideoFace {
  /** Null where there is none of this id. */
  get(id: VideoId): VideoDetails | null
  /** The path behind `/artefact/12` or `/thumbnail/7`; null for anything else. */
  mediaPath(name: string): string | null
}

export const videoFace = (
  database: Database,
  summaries: (ids: readonly JobId[]) => JobSummary[],
): VideoFace => ({
  get: (id) => {
    const row = database.videos.video.get({ id })
    if (!row) return null
    return {
      id: row.id,
      site: row.site,
      title: row.title,
      location: row.location,
      durationSeconds: row.duration_seconds,
      publishedAt: row.published_at,
      jobs: summaries(database.videos.jobsOf.all({ id }).map((job) => job.id)),
      artefacts: database.videos.artefactsOf.all({ id }).map((file) => ({
        id: file.id,
        kind: file.kind,
        path: file.path,
        bytes: file.bytes,
        durationSeconds: file.duration_seconds,
        notes: artefactSchema.shape.notes.parse(JSON.parse(file.notes)),
      })),
    }
  },
  mediaPath: (name) => {
    const [, what, number] = /^\/(artefact|thumbnail)\/([1-9]\d{0,14})$/.exec(name) ?? []
    if (what === undefined) return null
    if (what === 'artefact') {
      const id = artefactIdSchema.parse(Number(number))
      return database.videos.artefactPath.get({ id })?.path ?? null
    }
    const id = videoIdSchema.parse(Number(number))
    return database.videos.newestArtefact.get({ id, kind: 'thumbnail' })?.path ?? null
  },
})
