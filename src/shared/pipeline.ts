import { z } from 'zod'
import type { JobType } from './job.ts'
import { presetIdSchema } from './preset.ts'

/** Where renditions go. */
export const destinationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), path: z.string().min(1) }),
])
export type Destination = z.infer<typeof destinationSchema>

/** Which stages follow each other for a source, with what. */
export const pipelineSchema = z.object({ preset: presetIdSchema, destination: destinationSchema })
export type Pipeline = z.infer<typeof pipelineSchema>

/** The stage that follows, or null after the last. */
export const nextStage: Record<JobType, JobType | null> = {
  scrape: 'download',
  download: 'transform',
  transform: 'publish',
  publish: null,
}
