import { z } from 'zod'
import type { VideoDetails } from '../../shared/video-details.ts'

const text = z.string().nullish().catch(null)
const number = z.number().nonnegative().nullish().catch(null)

const infoSchema = z.object({
  description: text,
  uploader: text,
  channel: text,
  tags: z.array(z.string()).nullish().catch(null),
  license: text,
  language: text,
  chapters: z
    .array(z.object({ title: text, start_time: number, end_time: number }))
    .nullish()
    .catch(null),
  subtitles: z.record(z.string(), z.unknown()).nullish().catch(null),
})

/** What yt-dlp wrote down of a video; null where that cannot be read. */
export function readInfo(json: string): { details: VideoDetails; hasSubtitles: boolean } | null {
  const parsed = infoSchema.safeParse(jsonOf(json))
  if (!parsed.success) return null
  const { description, uploader, channel, tags, license, language, chapters, subtitles } =
    parsed.data
  return {
    details: {
      description: description ?? '',
      uploader: uploader ?? channel ?? null,
      tags: tags ?? [],
      licence: license ?? null,
      language: language ?? null,
      chapters: (chapters ?? []).flatMap(({ title, start_time: start, end_time: end }) =>
        start == null || end == null
          ? []
          : { title: title ?? '', startSeconds: start, endSeconds: end },
      ),
    },
    hasSubtitles: Object.keys(subtitles ?? {}).some((language) => language !== 'live_chat'),
  }
}

function jsonOf(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
