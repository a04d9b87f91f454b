import { z } from 'zod'
import { jobTypeSchema } from './ids.ts'
import { statisticsSchema } from './statistics.ts'

export const dashboardSchema = z.object({
  /** How jobs ended, by UTC day and type, oldest first. */
  days: z.array(
    z.object({
      day: z.string(),
      type: jobTypeSchema,
      completed: z.number().int(),
      failed: z.number().int(),
    }),
  ),
  byType: z.array(z.object({ type: jobTypeSchema, statistics: statisticsSchema })),
  disks: z.array(
    z.object({
      /** Where Spool writes on it. */
      folders: z.array(z.string()).min(1),
      freeBytes: z.number(),
      totalBytes: z.number(),
      /** What Spool lately wrote there in a day; null while too little is known. */
      bytesPerDay: z.number().nullable(),
    }),
  ),
  /** How long the whole queue takes yet, in seconds; null while too little is known. */
  remaining: z.object({ likely: z.number(), atWorst: z.number() }).nullable(),
})
export type Dashboard = z.infer<typeof dashboardSchema>
