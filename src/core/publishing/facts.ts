import { templateFactsSchema, type TemplateFacts } from '../../shared/template.ts'
import { videoDetailsSchema } from '../../shared/video-details.ts'
import type { Database } from '../database/index.ts'
import type { ClaimedJob } from '../queue/job-row.ts'

/** What is known of a job's video, for names and descriptions. */
export function factsOf(
  database: Database,
  { sourceId, videoId }: Pick<ClaimedJob, 'sourceId' | 'videoId'>,
  preset: string,
): TemplateFacts {
  const video = videoId === null ? undefined : database.library.video.get({ id: videoId })
  const details =
    video?.details == null ? null : videoDetailsSchema.parse(JSON.parse(video.details))
  const source = sourceId === null ? undefined : database.library.source.get({ id: sourceId })
  return templateFactsSchema.parse({
    title: video?.title ?? '',
    preset,
    site: video?.site ?? '',
    id: video?.site_id ?? '',
    publishedAt: video?.published_at ?? null,
    durationSeconds: video?.duration_seconds ?? null,
    description: details?.description ?? '',
    tags: details?.tags ?? [],
    licence: details?.licence ?? '',
    language: details?.language ?? '',
    channel: details?.uploader ?? source?.title ?? '',
    // A path of this machine is nobody else's business.
    url: /^https?:/i.test(video?.location ?? '') ? video?.location : '',
  })
}
