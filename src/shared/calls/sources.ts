import { z } from 'zod'
import { jobIdSchema, sourceIdSchema } from '../job.ts'
import { sourcePreviewSchema } from '../preview.ts'
import {
  pipelineOptionsSchema,
  sourceChangeSchema,
  sourceOptionsSchema,
  sourcePageSchema,
  sourceSummarySchema,
} from '../source.ts'

/** Nobody drops more than this in one go; it bounds what one message can cost. */
const maxBatch = 10_000
const locationSchema = z.string().min(1).max(8_192)
const nothing = z.undefined()

export const addedSourceSchema = z.discriminatedUnion('outcome', [
  /** `duplicate`: the same source was already waiting, its job is the one named. */
  z.object({
    outcome: z.enum(['added', 'duplicate']),
    location: z.string(),
    jobId: jobIdSchema,
    sourceId: sourceIdSchema,
    /** It was not in the library. */
    isNew: z.boolean(),
  }),
  z.object({ outcome: z.literal('rejected'), location: z.string(), message: z.string() }),
])
export type AddedSource = z.infer<typeof addedSourceSchema>

export const sourceAdditionSchema = sourceOptionsSchema
  .extend(pipelineOptionsSchema.shape)
  .extend({ locations: z.array(locationSchema).min(1).max(maxBatch) })
export type SourceAddition = z.infer<typeof sourceAdditionSchema>

/** What the window may ask of sources. */
export const sourceCalls = {
  'source.add': { input: sourceAdditionSchema, output: z.array(addedSourceSchema) },
  'source.choose': {
    input: z.object({ what: z.enum(['files', 'folder', 'cookies']) }),
    /** Empty when the dialog was closed. */
    output: z.array(z.string()),
  },
  'source.page': {
    input: z.object({
      cursor: z.string().max(200).nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: sourcePageSchema,
  },
  /** Puts the addresses of list files in their place. */
  'source.expand': {
    input: z.object({ locations: z.array(locationSchema).min(1).max(maxBatch) }),
    output: z.object({
      locations: z.array(z.string()),
      refused: z.array(z.object({ location: z.string(), message: z.string() })),
    }),
  },
  /** Several can run; `source.stopPreviews` ends them. */
  'source.preview': {
    input: z.object({ location: locationSchema, options: sourceOptionsSchema }),
    output: sourcePreviewSchema,
  },
  'source.stopPreviews': { input: nothing, output: nothing },
  'source.change': {
    input: z.object({ id: sourceIdSchema, change: sourceChangeSchema }),
    output: sourceSummarySchema,
  },
  'source.check': {
    input: z.object({ ids: z.array(sourceIdSchema).min(1).max(maxBatch) }),
    output: z.object({ changed: z.number().int().nonnegative() }),
  },
  'source.pause': { input: z.object({ id: sourceIdSchema, paused: z.boolean() }), output: nothing },
  'source.remove': {
    input: z.object({ ids: z.array(sourceIdSchema).min(1).max(maxBatch) }),
    output: nothing,
  },
} as const

export const sourceEvents = {
  /** A source is new, changed or gone; its counts change with the queue. */
  'sources.changed': z.object({}),
} as const
