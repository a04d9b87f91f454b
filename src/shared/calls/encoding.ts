import { z } from 'zod'
import { abilitiesSchema } from '../abilities.ts'
import { progressSchema } from '../progress.ts'
import { sampleSchema, sampleSubjectSchema } from '../sample.ts'

/** What can be asked of FFmpeg beside the queue. */
export const encodingCalls = {
  'encoding.abilities': { input: z.object({ fresh: z.boolean() }), output: abilitiesSchema },
  /** A few seconds of a video as they are and as they become. A new one ends the one before. */
  'encoding.sample': {
    input: z.object({
      of: sampleSubjectSchema,
      /** Where to begin, in seconds; in the middle where null. */
      from: z.number().nonnegative().nullable(),
      seconds: z.number().min(1).max(30),
    }),
    output: sampleSchema,
  },
  /** Stops the sample that is being made, and removes the files of one that was. */
  'encoding.releaseSample': { input: z.undefined(), output: z.undefined() },
} as const

export const encodingEvents = {
  /** How far the sample is that is being made. */
  'sample.progress': progressSchema,
} as const
