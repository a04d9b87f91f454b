import { z } from 'zod'
import { dashboardSchema } from '../dashboard.ts'
import { jobIdSchema, videoIdSchema } from '../job.ts'
import { bulkActionSchema, foundPageSchema, maxPageSize, queueQuerySchema } from '../queue.ts'
import { videoDetailsSchema } from '../video.ts'

/** What the window's own screens ask. */
export const windowCalls = {
  'queue.find': {
    input: z.object({
      query: queueQuerySchema,
      cursor: z.string().max(200).nullable(),
      limit: z.number().int().min(1).max(maxPageSize),
    }),
    output: foundPageSchema,
  },
  /** Does something to every job the query finds, however many. */
  'queue.act': {
    input: z.object({ query: queueQuerySchema, action: bulkActionSchema }),
    output: z.object({
      changed: z.number().int().nonnegative(),
      /** Those that were changed, to undo it by; empty where they are too many to name. */
      ids: z.array(jobIdSchema),
    }),
  },
  'dashboard.get': { input: z.undefined(), output: dashboardSchema },
  'video.get': {
    input: z.object({ id: videoIdSchema }),
    output: videoDetailsSchema.nullable(),
  },
  /** Puts waiting jobs before all others of their stage. */
  'job.top': {
    input: z.object({ ids: z.array(jobIdSchema).min(1).max(10_000) }),
    output: z.object({ changed: z.number().int().nonnegative() }),
  },
} as const
