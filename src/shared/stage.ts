import { z } from 'zod'
import { destinationSchema } from './pipeline.ts'
import { presetSchema } from './preset.ts'

/** One video as a scrape found it; `site` and `siteId` together are its identity. */
export const foundVideoSchema = z.object({
  site: z.string().min(1),
  siteId: z.string().min(1),
  title: z.string().min(1),
  /** An http(s) URL or an absolute path. */
  location: z.string().min(1),
  durationSeconds: z.number().positive().nullable(),
  publishedAt: z.number().int().nullable(),
  bytes: z.number().int().nonnegative().nullable(),
})
export type FoundVideo = z.infer<typeof foundVideoSchema>

export const sourceKindSchema = z.enum(['file', 'folder', 'feed', 'media'])
export type SourceKind = z.infer<typeof sourceKindSchema>

/** A finished file at its final path, verified. */
export const producedFileSchema = z.object({
  path: z.string().min(1),
  bytes: z.number().int().nonnegative(),
  durationSeconds: z.number().positive().nullable(),
})
export type ProducedFile = z.infer<typeof producedFileSchema>

/** What a stage is asked to do. The folders named are absolute and made by the worker if missing. */
export const stageOrderSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('scrape'), location: z.string().min(1) }),
  z.object({
    type: z.literal('download'),
    location: z.string().min(1),
    title: z.string(),
    targetFolder: z.string(),
  }),
  z.object({
    type: z.literal('transform'),
    inputPath: z.string(),
    title: z.string(),
    preset: presetSchema,
    targetFolder: z.string(),
  }),
  z.object({
    type: z.literal('publish'),
    inputPath: z.string(),
    title: z.string(),
    destination: destinationSchema,
  }),
])
export type StageOrder = z.infer<typeof stageOrderSchema>

/** What a stage answers when it is done. */
export const stageResultSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('scrape'),
    source: z.object({ kind: sourceKindSchema, title: z.string().min(1) }),
    videos: z.array(foundVideoSchema),
  }),
  z.object({ type: z.literal('download'), file: producedFileSchema }),
  z.object({ type: z.literal('transform'), file: producedFileSchema }),
  z.object({ type: z.literal('publish'), file: producedFileSchema }),
])
export type StageResult = z.infer<typeof stageResultSchema>

/** The order or the result of one job type. */
export type OrderOf<T extends StageOrder['type']> = Extract<StageOrder, { type: T }>
export type ResultOf<T extends StageResult['type']> = Extract<StageResult, { type: T }>
