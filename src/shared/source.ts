import { z } from 'zod'
import { jobStatusSchema, prioritySchema, sourceIdSchema, timestampSchema } from './job.ts'
import { destinationSchema, morePresetsSchema } from './pipeline.ts'
import { presetIdSchema } from './preset.ts'
import { rateSchema } from './settings/bandwidth.ts'
import { nameTemplateSchema } from './settings/names.ts'
import { sourceFilterSchema } from './source-filter.ts'
import { sourceKindSchema } from './stage.ts'

/** When a source is looked at again by itself. */
export const watchSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('interval'),
    minutes: z.number().int().min(5).max(525_600),
  }),
  /** A cron expression in local time. */
  z.object({ kind: z.literal('cron'), expression: z.string().min(1).max(200) }),
  /** A local folder: as soon as a file in it has stopped growing. */
  z.object({ kind: z.literal('folder') }),
])
export type Watch = z.infer<typeof watchSchema>

/** What can be said of a source when it is added, and changed later. */
export const sourceOptionsSchema = z.object({
  filter: sourceFilterSchema.optional(),
  /** Null: only when asked. */
  watch: watchSchema.nullable().optional(),
  /** Of the jobs its checks lead to. */
  priority: prioritySchema.optional(),
  /** What its files are called; null for what the settings say. */
  naming: nameTemplateSchema.nullable().optional(),
  /** What its downloads may take together; null for no limit of its own. */
  bytesPerSecond: rateSchema.optional(),
})
export type SourceOptions = z.infer<typeof sourceOptionsSchema>

/** What becomes of its videos, and where they go. */
export const pipelineOptionsSchema = z.object({
  preset: presetIdSchema.optional(),
  /** Each of its videos is made with these, too. */
  morePresets: morePresetsSchema.optional(),
  destinations: z.array(destinationSchema).min(1).max(20).optional(),
})

/**
 * What can be changed of a source. Jobs already in the queue keep their preset, destination and
 * priority; what follows from them and what is found later goes by the new ones.
 */
export const sourceChangeSchema = sourceOptionsSchema.extend(pipelineOptionsSchema.shape).extend({
  /** At the next look, make again what was finished before the preset or the destinations changed. */
  remake: z.boolean().optional(),
})
export type SourceChange = z.infer<typeof sourceChangeSchema>

/** How the last look at a source went. */
export const sourceHealthSchema = z.discriminatedUnion('state', [
  z.object({ state: z.enum(['new', 'checking', 'fine']) }),
  z.object({ state: z.literal('failed'), message: z.string() }),
])
export type SourceHealth = z.infer<typeof sourceHealthSchema>

/** A source with all that is set of it. */
export const sourceSetupSchema = z.object({
  id: sourceIdSchema,
  location: z.string(),
  preset: presetIdSchema,
  /** Each of its videos is made with these, too. */
  morePresets: z.array(presetIdSchema),
  destinations: z.array(destinationSchema),
  filter: sourceFilterSchema,
  watch: watchSchema.nullable(),
  priority: prioritySchema,
  naming: z.string().nullable(),
  bytesPerSecond: rateSchema,
})
export type SourceSetup = z.infer<typeof sourceSetupSchema>

/** A source as its card shows it. */
export const sourceSummarySchema = sourceSetupSchema.extend({
  kind: sourceKindSchema.nullable(),
  /** Its location while nothing better is known. */
  title: z.string(),
  paused: z.boolean(),
  videos: z.number().int().nonnegative(),
  /** How many its filter left out at the last look. */
  leftOut: z.number().int().nonnegative(),
  jobs: z.partialRecord(jobStatusSchema, z.number().int().nonnegative()),
  health: sourceHealthSchema,
  createdAt: timestampSchema,
  checkedAt: timestampSchema.nullable(),
  nextCheckAt: timestampSchema.nullable(),
})
export type SourceSummary = z.infer<typeof sourceSummarySchema>

export const sourcePageSchema = z.object({
  sources: z.array(sourceSummarySchema),
  /** Where the next page begins; null after the last. */
  next: z.string().nullable(),
})
export type SourcePage = z.infer<typeof sourcePageSchema>
