import { z } from 'zod'
import type { JobType } from './job.ts'

/** The figures of the specification's "Queue Statistics". */
export const statisticsSchema = z.object({
  totalJobs: z.number().int(),
  queued: z.number().int(),
  processing: z.number().int(),
  completed: z.number().int(),
  failed: z.number().int(),
  retrying: z.number().int(),
  cancelled: z.number().int(),
  /** Completed of all that ended well or badly, in percent; null while nothing has ended. */
  successRate: z.number().min(0).max(100).nullable(),
  /** Seconds from claim to completion, mean over completed jobs; null without any. */
  averageProcessingTime: z.number().nonnegative().nullable(),
  /** Seconds from being due to being claimed, mean over all claims; null without any. */
  averageWaitTime: z.number().nonnegative().nullable(),
  /** The same as `queued`. */
  queueLength: z.number().int(),
})
export type Statistics = z.infer<typeof statisticsSchema>

/** How the jobs of one type ended on one day. */
export interface DayStatistics {
  /** In UTC, as `2026-11-24`. */
  day: string
  type: JobType
  completed: number
  failed: number
}
