import { z } from 'zod'
import {
  destinationIdSchema,
  platformSchema,
  type Platform,
  type SavedDestination,
} from './destination.ts'
import type { JobType } from './job.ts'
import { presetIdSchema } from './preset.ts'

/** Where renditions go. */
export const destinationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), path: z.string().min(1) }),
  /** One the user named; what kind of place it is never changes. */
  z.object({ kind: z.literal('saved'), id: destinationIdSchema, platform: platformSchema }),
])
export type Destination = z.infer<typeof destinationSchema>

/** What kind of place it is. */
export const platformOf = (destination: Destination): Platform =>
  destination.kind === 'folder' ? 'folder' : destination.platform

/** A destination the user named, as a pipeline names it. */
export const legTo = ({ id, target }: SavedDestination): Destination => ({
  kind: 'saved',
  id,
  platform: target.kind,
})

/** Nobody sends one video to more places than this. */
const maxDestinations = 20

/** Where all of a source's renditions go, each destination once. A lone one is read as well. */
export const destinationsSchema = z.preprocess(
  (value): unknown => (Array.isArray(value) ? value : [value]),
  z.array(destinationSchema).min(1).max(maxDestinations).transform(withoutTwins),
)

function withoutTwins(destinations: Destination[]): Destination[] {
  return [...new Map(destinations.map((one) => [JSON.stringify(one), one])).values()]
}

/** Presets that each of a source's videos is made with beside its first: a rendition each. */
export const morePresetsSchema = z.array(presetIdSchema).max(20)

/** Which stages follow each other for a source, with what. One publish job per destination. */
export const pipelineSchema = z.object({
  preset: presetIdSchema,
  destinations: destinationsSchema,
})
export type Pipeline = z.infer<typeof pipelineSchema>

/** The stage that follows, or null after the last. */
export const nextStage: Record<JobType, JobType | null> = {
  scrape: 'download',
  download: 'transform',
  transform: 'publish',
  publish: null,
}
