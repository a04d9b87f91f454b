import { z } from 'zod'
import {
  jobStatusSchema,
  jobTypeSchema,
  sourceIdSchema,
  timestampSchema,
  videoIdSchema,
} from './ids.ts'
import { jobIdSchema, jobSummarySchema } from './job.ts'
import { queueSorts } from './query.ts'

/** The two verbs of pausing: finish what runs and begin nothing, or freeze what runs as well. */
export const pauseModeSchema = z.enum(['finish', 'freeze'])
export type PauseMode = z.infer<typeof pauseModeSchema>

export const pauseStateSchema = z.discriminatedUnion('paused', [
  z.object({ paused: z.literal(false) }),
  z.object({
    paused: z.literal(true),
    mode: pauseModeSchema,
    since: z.number().int(),
    /** When it ends by itself; absent where it does not. */
    until: z.number().int().optional(),
  }),
])
export type PauseState = z.infer<typeof pauseStateSchema>

/** Why nothing begins though nobody paused the queue; what the settings say of it. */
export const heldSchema = z.discriminatedUnion('by', [
  /** It is outside the hours work may begin in; what runs is finished. */
  z.object({ by: z.literal('hours'), until: timestampSchema }),
  /** The machine runs on its battery; what runs is held where it is. */
  z.object({ by: z.literal('battery') }),
  /** The connection costs by what goes over it; what runs is held where it is, but for transforms. */
  z.object({ by: z.literal('metered') }),
])
export type Held = z.infer<typeof heldSchema>

/** What a list shows: everything, or one group of states. */
export const queueFilterSchema = z.enum(['all', 'running', 'waiting', 'failed', 'done'])
export type QueueFilter = z.infer<typeof queueFilterSchema>

export const maxPageSize = 200

/** One page of a list; `next` continues it by key, null at the end. */
export const queuePageSchema = z.object({
  jobs: z.array(jobSummarySchema),
  next: z.string().nullable(),
})
export type QueuePage = z.infer<typeof queuePageSchema>

/** Which jobs a list shows: all of these at once, null and '' where it does not matter. */
export const queueQuerySchema = z.object({
  group: queueFilterSchema,
  type: jobTypeSchema.nullable(),
  sourceId: sourceIdSchema.nullable(),
  preset: z.string().max(64).nullable(),
  /** Why it failed: only failed jobs have one. */
  cause: z.string().max(64).nullable(),
  /** Somewhere in the title. */
  text: z.string().max(200),
  /** One row a video, its newest job that fits, instead of one a job. */
  byVideo: z.boolean(),
  sort: z.enum(queueSorts),
})
export type QueueQuery = z.infer<typeof queueQuerySchema>

/** How far one stage of a video is. */
export const stageStateSchema = z.object({
  videoId: videoIdSchema,
  id: jobIdSchema,
  type: jobTypeSchema,
  status: jobStatusSchema,
})
export type StageState = z.infer<typeof stageStateSchema>

/** As a queue page; it may hold less than was asked for, even nothing, and still go on. */
export const foundPageSchema = queuePageSchema.extend({
  /** The stages of the videos on it; empty where it goes by job. */
  stages: z.array(stageStateSchema),
})
export type FoundPage = z.infer<typeof foundPageSchema>

/** What is done to everything a query finds. */
export const bulkActionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['retry', 'cancel', 'top']) }),
  z.object({ kind: z.literal('prioritise'), priority: z.number().int().min(0).max(10) }),
])
export type BulkAction = z.infer<typeof bulkActionSchema>
