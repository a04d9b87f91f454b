import { z } from 'zod'
import { artefactSchema, jobSummarySchema, timestampSchema, videoIdSchema } from './job.ts'

/** A video with all that happened to it. */
export const videoDetailsSchema = z.object({
  id: videoIdSchema,
  site: z.string(),
  title: z.string(),
  location: z.string(),
  durationSeconds: z.number().nullable(),
  publishedAt: timestampSchema.nullable(),
  /** Oldest first. */
  jobs: z.array(jobSummarySchema),
  artefacts: z.array(artefactSchema),
})
export type VideoDetails = z.infer<typeof videoDetailsSchema>
