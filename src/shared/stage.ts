import { z } from 'zod'
import { encodingSettingsSchema } from './settings/encoding.ts'
import { deliverySchema } from './delivery.ts'
import { targetSchema } from './destination.ts'
import { metadataSchema } from './publication.ts'
import { presetSchema } from './preset.ts'
import { sourceFilterSchema } from './source-filter.ts'
import { timestampSchema } from './ids.ts'
import { companionSchema, videoDetailsSchema } from './video-details.ts'
import { templateFactsSchema } from './template.ts'

/** How a video's file is to be had: by the address itself, or by yt-dlp from the page it is on. */
export const fetchWaySchema = z.enum(['direct', 'site'])
export type FetchWay = z.infer<typeof fetchWaySchema>

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
  fetch: fetchWaySchema,
  /** What kind of video the site says it is; null where it says nothing. */
  form: z.enum(['video', 'short', 'live', 'upcoming']).nullable(),
  /** What a list tells of it already; its own page may tell more. */
  details: videoDetailsSchema.optional(),
})
export type FoundVideo = z.infer<typeof foundVideoSchema>

/** `channel` and `page` are what yt-dlp reads: a list of videos, or one. */
export const sourceKindSchema = z.enum([
  'file',
  'folder',
  'feed',
  'media',
  'stream',
  'channel',
  'page',
])
export type SourceKind = z.infer<typeof sourceKindSchema>

export const sourceDescriptionSchema = z.object({
  kind: sourceKindSchema,
  title: z.string().min(1),
  /** A feed of the same videos, for cheap checks. */
  feed: z.url({ protocol: /^https?$/ }).optional(),
})
export type SourceDescription = z.infer<typeof sourceDescriptionSchema>

/** What a feed's server said of the version it sent; sent back, it answers “unchanged”. */
export const validatorsSchema = z.object({
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
})
export type Validators = z.infer<typeof validatorsSchema>

/** No message of a worker carries more videos than this. */
export const videosPerBatch = 100
/** What a scrape has found so far, told while it goes on. */
export const foundBatchSchema = z.object({
  source: sourceDescriptionSchema,
  videos: z.array(foundVideoSchema).max(videosPerBatch),
})
export type FoundBatch = z.infer<typeof foundBatchSchema>

/** A finished file at its final path, verified. */
export const producedFileSchema = z.object({
  path: z.string().min(1),
  bytes: z.number().int().nonnegative(),
  durationSeconds: z.number().positive().nullable(),
})
export type ProducedFile = z.infer<typeof producedFileSchema>

/** What a stage is asked to do. The folders named are absolute and made by the worker if missing. */
export const stageOrderSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('scrape'),
    location: z.string().min(1),
    /** What is wanted of it; everything unless said. */
    filter: sourceFilterSchema.optional(),
    /** Look at this feed of the same videos instead: cheap, but only the newest are in it. */
    feed: z.string().optional(),
    validators: validatorsSchema.optional(),
    /** Leave a file out that grows or changes within so many milliseconds. */
    settleMs: z.number().int().positive().optional(),
  }),
  z.object({
    type: z.literal('download'),
    location: z.string().min(1),
    title: z.string(),
    targetFolder: z.string(),
    /** `direct` unless said. */
    fetch: fetchWaySchema.optional(),
    /** What the file is called; its title unless said. */
    name: z.string().optional(),
    /** When the video was published: what the file is dated. */
    publishedAt: timestampSchema.nullable().optional(),
    /** What is known of it already. */
    known: videoDetailsSchema.optional(),
    /** Keep what else there is of it: description, subtitles, a picture. */
    companions: z.boolean().optional(),
  }),
  z.object({
    type: z.literal('transform'),
    inputPath: z.string(),
    title: z.string(),
    preset: presetSchema,
    targetFolder: z.string(),
    encoding: encodingSettingsSchema,
  }),
  z.object({
    type: z.literal('publish'),
    inputPath: z.string(),
    /** What is known of the video, for the destination's templates. */
    facts: templateFactsSchema,
    destination: targetSchema,
    /** What is told about it there: the destination's templates, changed by a person. */
    metadata: metadataSchema,
    /** What goes with it where the destination takes it. */
    files: z.object({
      thumbnail: z.string().nullable(),
      captions: z.array(z.object({ path: z.string(), language: z.string() })),
    }),
    /** Where YouTube's API is. */
    youtubeRoot: z.url({ protocol: /^https?$/ }),
    /** How far an earlier try got. */
    delivery: deliverySchema,
  }),
])
export type StageOrder = z.infer<typeof stageOrderSchema>

/** What a stage answers when it is done. */
export const stageResultSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('scrape'),
    source: sourceDescriptionSchema,
    /** What was not told in a batch on the way. */
    videos: z.array(foundVideoSchema),
    validators: validatorsSchema.optional(),
    /** The server says that nothing changed since the last look. */
    unchanged: z.literal(true).optional(),
    /** How many the filter left out. */
    leftOut: z.number().int().nonnegative().optional(),
  }),
  z.object({
    type: z.literal('transform'),
    file: producedFileSchema,
    /** What came otherwise than the preset says, each a sentence. */
    notes: z.array(z.string()).optional(),
  }),
  z.object({
    type: z.literal('download'),
    file: producedFileSchema,
    details: videoDetailsSchema.optional(),
    companions: z.array(companionSchema).max(200).optional(),
  }),
  z.object({ type: z.literal('publish'), file: producedFileSchema }),
])
export type StageResult = z.infer<typeof stageResultSchema>

/** The order or the result of one job type. */
export type OrderOf<T extends StageOrder['type']> = Extract<StageOrder, { type: T }>
export type ResultOf<T extends StageResult['type']> = Extract<StageResult, { type: T }>
