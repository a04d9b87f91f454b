import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { VideoDetails } from '../../shared/video-details.ts'
import { endedChapters } from '../chapters.ts'
import type { StageContext } from '../context.ts'
import { fetchSmall } from '../network/body.ts'

const mostPictureBytes = 10_000_000
const mostChapterBytes = 1_000_000

/**
 * Fetches a picture a feed names.
 *
 * @returns where it is now; null where it is none
 */
export async function fetchPicture(url: string, context: StageContext): Promise<string | null> {
  const bytes = await fetchSmall(url, mostPictureBytes, context)
  const ending = pictureEnding(bytes)
  if (ending === null) return null
  const path = join(context.workFolder, `picture.${ending}`)
  await writeFile(path, bytes)
  return path
}

/** What it is by its first bytes: servers call anything a picture. */
function pictureEnding(bytes: Buffer): 'jpg' | 'png' | 'webp' | null {
  const head = bytes.toString('latin1', 0, 12)
  if (head.startsWith('\xff\xd8\xff')) return 'jpg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  return /^RIFF....WEBP$/s.test(head) ? 'webp' : null
}

const seconds = z.number().nonnegative()
/** As in the podcast namespace's “JSON Chapters Format”. */
const chaptersSchema = z.object({
  chapters: z.array(
    z.object({
      startTime: seconds,
      endTime: seconds.optional().catch(undefined),
      title: z.string().catch(''),
      /** False for one that only shows another picture. */
      toc: z.boolean().optional().catch(undefined),
    }),
  ),
})

/** Fetches chapters a feed keeps in a file of their own. */
export async function fetchChapters(
  url: string,
  context: StageContext,
): Promise<VideoDetails['chapters']> {
  const text = (await fetchSmall(url, mostChapterBytes, context)).toString('utf8')
  const { chapters } = chaptersSchema.parse(JSON.parse(text))
  return endedChapters(
    chapters
      .filter(({ toc }) => toc !== false)
      .map(({ title, startTime, endTime }) => ({
        ...{ title, startSeconds: startTime },
        endSeconds: endTime,
      })),
  )
}
