import { z } from 'zod'
import { jobSummarySchema } from './job.ts'

/** The two verbs of pausing: finish what runs and begin nothing, or freeze what runs as well. */
export const pauseModeSchema = z.enum(['finish', 'freeze'])
export type PauseMode = z.infer<typeof pauseModeSchema>

export const pauseStateSchema = z.discriminatedUnion('paused', [
  z.object({ paused: z.literal(false) }),
  z.object({ paused: z.literal(true), mode: pauseModeSchema, since: z.number().int() }),
])
export type PauseState = z.infer<typeof pauseStateSchema>

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
