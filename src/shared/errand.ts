import { z } from 'zod'
import { abilitiesSchema } from './abilities.ts'
import { planSummarySchema } from './plan/summary.ts'
import { presetSchema } from './preset.ts'
import { encodingSettingsSchema } from './settings/encoding.ts'

/**
 * A short piece of work that somebody waits for: it is no job, has no history and is not queued,
 * but is done in a worker process all the same.
 */
export const errandSchema = z.discriminatedUnion('type', [
  /** What this machine's FFmpeg can do; looked at anew, not remembered, where `fresh`. */
  z.object({ type: z.literal('abilities'), fresh: z.boolean() }),
  /** A few seconds of a video before and after a preset, each as a file to look at. */
  z.object({
    type: z.literal('sample'),
    inputPath: z.string().min(1),
    preset: presetSchema,
    encoding: encodingSettingsSchema,
    /** Where the excerpt begins, in seconds; in the middle of what the preset takes where null. */
    from: z.number().nonnegative().nullable(),
    seconds: z.number().min(1).max(30),
    /** Made if missing. */
    targetFolder: z.string().min(1),
    /** Also a copy that a browser plays, where what the preset makes is not for it. */
    forBrowser: z.boolean(),
  }),
  /** What a preset would do to a video, without doing it. */
  z.object({
    type: z.literal('plan'),
    inputPath: z.string().min(1),
    preset: presetSchema,
    /** Also what needs all of the sound to be listened to: pauses and loudness. */
    measured: z.boolean(),
  }),
])
export type Errand = z.infer<typeof errandSchema>

const sampleFileSchema = z.object({
  path: z.string().min(1),
  bytes: z.number().int().nonnegative(),
})

export const errandAnswerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('abilities'), abilities: abilitiesSchema }),
  z.object({
    type: z.literal('sample'),
    /** Any player plays it: a copy hardly to be told from the source. */
    before: sampleFileSchema,
    after: sampleFileSchema,
    /** The same as `after`, for a browser. */
    shown: sampleFileSchema,
    /** What those seconds take in the source, in bytes. */
    sourceBytes: z.number().int().nonnegative(),
    /** What came otherwise than the preset says, each a sentence. */
    notes: z.array(z.string()),
    /** Where in the source both begin, in seconds. */
    from: z.number().nonnegative(),
    seconds: z.number().positive(),
  }),
  z.object({ type: z.literal('plan'), summary: planSummarySchema }),
])
export type ErrandAnswer = z.infer<typeof errandAnswerSchema>

/** The errand or the answer of one type. */
export type ErrandOf<T extends Errand['type']> = Extract<Errand, { type: T }>
export type AnswerOf<T extends Errand['type']> = Extract<ErrandAnswer, { type: T }>
