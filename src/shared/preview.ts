import { z } from 'zod'
import { timestampSchema } from './job.ts'
import { sourceKindSchema } from './stage.ts'

/** One of the videos a preview shows. */
const previewVideoSchema = z.object({
  title: z.string(),
  location: z.string(),
  durationSeconds: z.number().nullable(),
  publishedAt: timestampSchema.nullable(),
  bytes: z.number().nullable(),
  /** Already in the library. */
  known: z.boolean(),
})

const countedVideoSchema = previewVideoSchema
  .pick({ durationSeconds: true, bytes: true, known: true })
  /** What it is known by, wherever it is found. */
  .extend({ id: z.string() })
export type CountedVideo = z.infer<typeof countedVideoSchema>

/** What adding a source would add. */
export const sourcePreviewSchema = z.object({
  location: z.string(),
  kind: sourceKindSchema,
  title: z.string(),
  leftOut: z.number().int().nonnegative(),
  /** The first of them. */
  videos: z.array(previewVideoSchema),
  /** All of them, each once. */
  counted: z.array(countedVideoSchema),
  /** False where the look was ended before the end of the list: all figures are “at least”. */
  complete: z.boolean(),
})
export type SourcePreview = z.infer<typeof sourcePreviewSchema>

/** The figures of one preview, or of several together. */
export interface PreviewSums {
  /** How many would be added, and how many are there already. */
  added: number
  known: number
  leftOut: number
  /** Of those to be added; of so many of them it is not known. */
  seconds: number
  secondsUnknown: number
  bytes: number
  bytesUnknown: number
  complete: boolean
}

/** What all of these would add together; a video that stands in several counts once. */
export function sumOf(previews: readonly SourcePreview[]): PreviewSums {
  const videos = new Map(
    previews.flatMap(({ counted }) => counted.map((video) => [video.id, video] as const)),
  )
  const sums: PreviewSums = {
    ...{ added: 0, known: 0, seconds: 0, secondsUnknown: 0, bytes: 0, bytesUnknown: 0 },
    leftOut: previews.reduce((total, { leftOut }) => total + leftOut, 0),
    complete: previews.every(({ complete }) => complete),
  }
  for (const { known, durationSeconds, bytes } of videos.values()) {
    if (known) {
      sums.known++
      continue
    }
    sums.added++
    if (durationSeconds === null) sums.secondsUnknown++
    else sums.seconds += durationSeconds
    if (bytes === null) sums.bytesUnknown++
    else sums.bytes += bytes
  }
  return sums
}
