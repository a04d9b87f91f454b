import { z } from 'zod'
import { mediaOrigin } from './channels.ts'
import { jobIdSchema, videoIdSchema } from './ids.ts'

/** A video on this machine: a file, or what was downloaded of one of the library. */
export const mediaChoiceSchema = z.union([
  z.object({ path: z.string().min(1).max(8_192) }),
  z.object({ video: videoIdSchema }),
])
export type MediaChoice = z.infer<typeof mediaChoiceSchema>

/** What a sample is made of: a transform of the queue, or a preset, stored or not, and a video. */
export const sampleSubjectSchema = z.union([
  z.object({ job: jobIdSchema }),
  z.object({ preset: z.record(z.string(), z.unknown()), media: mediaChoiceSchema }),
])
export type SampleSubject = z.infer<typeof sampleSubjectSchema>

const shownAsSchema = z.enum(['video', 'sound', 'picture'])
export type ShownAs = z.infer<typeof shownAsSchema>

/** A few seconds before and after, kept until the next one is made or this one is let go. */
export const sampleSchema = z.object({
  number: z.number().int().positive(),
  before: shownAsSchema,
  after: shownAsSchema,
  /** What those seconds take, as they are and as they become. */
  bytes: z.object({
    before: z.number().int().nonnegative(),
    after: z.number().int().nonnegative(),
  }),
  /** Where in the video they begin, in seconds. */
  from: z.number().nonnegative(),
  seconds: z.number().positive(),
  /** What came otherwise than the preset says, each a sentence. */
  notes: z.array(z.string()),
})
export type Sample = z.infer<typeof sampleSchema>

/** Where a sample is played from. */
export const sampleUrl = (number: number, side: 'before' | 'after'): string =>
  `${mediaOrigin}/sample/${number}/${side}`
