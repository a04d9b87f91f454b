import { z } from 'zod'
import { abilitiesSchema } from '../abilities.ts'
import { jobIdSchema } from '../job.ts'

const sampleFile = z.object({ path: z.string(), bytes: z.number().int().nonnegative() })

/** What can be asked of FFmpeg beside the queue. */
export const encodingCalls = {
  'encoding.abilities': { input: z.object({ fresh: z.boolean() }), output: abilitiesSchema },
  /** A few seconds of a transform's video as they are and as they become, as two files. */
  'encoding.sample': {
    input: z.object({
      id: jobIdSchema,
      /** Where to begin, in seconds; in the middle where null. */
      from: z.number().nonnegative().nullable(),
      seconds: z.number().min(1).max(30),
    }),
    output: z.object({
      before: sampleFile,
      after: sampleFile,
      from: z.number().nonnegative(),
      seconds: z.number().positive(),
    }),
  },
} as const
