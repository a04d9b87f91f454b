import { z } from 'zod'
import { dashboardSchema } from '../dashboard.ts'
import { jobIdSchema, sourceIdSchema, videoIdSchema } from '../job.ts'
import { addedSourceSchema } from './sources.ts'
import { bulkActionSchema, foundPageSchema, maxPageSize, queueQuerySchema } from '../queue.ts'
import { waitReasonSchema } from '../wait-reason.ts'
import { videoDetailsSchema } from '../video.ts'

export const namedSchema = z.object({
  videos: z.array(z.object({ id: videoIdSchema, title: z.string() })),
  sources: z.array(z.object({ id: sourceIdSchema, title: z.string() })),
})
/** A few things by their names. */
export type Named = z.infer<typeof namedSchema>

/** What the window's own screens ask. */
export const windowCalls = {
  'queue.find': {
    input: z.object({
      query: queueQuerySchema,
      /** A place in the order by title names the title. */
      cursor: z.string().max(20_000).nullable(),
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
  /** Puts waiting jobs beside another, as urgent as that is. */
  'job.move': {
    input: z.object({
      ids: z.array(jobIdSchema).min(1).max(1_000),
      beside: z.object({ id: jobIdSchema, side: z.enum(['before', 'after']) }),
    }),
    output: z.object({ changed: z.number().int().nonnegative() }),
  },
  /** Why these jobs have not begun; those that do not wait are left out. */
  'job.waits': {
    input: z.object({ ids: z.array(jobIdSchema).max(maxPageSize) }),
    output: z.array(z.object({ id: jobIdSchema, wait: waitReasonSchema })),
  },
  /** Adds the clip that comes with Spool, to see what happens. */
  'sample.add': { input: z.undefined(), output: z.array(addedSourceSchema) },
  /** Videos and sources with these words, the newest first. */
  'palette.find': {
    input: z.object({ text: z.string().min(1).max(200) }),
    output: namedSchema,
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
