import { z } from 'zod'
import { bandwidthSettingsSchema } from './settings/bandwidth.ts'
import { diskSettingsSchema } from './settings/disk.ts'
import { namesSettingsSchema } from './settings/names.ts'
import { networkSettingsSchema } from './settings/network.ts'
import { sourceSettingsSchema } from './settings/sources.ts'
import { toolSettingsSchema } from './settings/tools.ts'
import { encodingSettingsSchema } from './settings/encoding.ts'
import { sitesSettingsSchema } from './settings/sites.ts'
import { reviewSettingsSchema } from './settings/review.ts'
import { githubSettingsSchema } from './github.ts'
import { windowSettingsSchema } from './settings/window.ts'
import { workSettingsSchema } from './settings/work.ts'
import { youtubeSettingsSchema } from './settings/youtube.ts'
import { presetIdSchema } from './preset.ts'

/** How many jobs of each type run side by side. */
export const concurrencySchema = z.object({
  scrape: z.number().int().min(1).max(16),
  download: z.number().int().min(1).max(16),
  transform: z.number().int().min(1).max(16),
  publish: z.number().int().min(1).max(16),
})
export type Concurrency = z.infer<typeof concurrencySchema>

/** How long finished jobs are kept; their files are never touched. */
export const historySchema = z.object({
  days: z.number().int().min(1).max(3_650),
  jobs: z.number().int().min(100).max(10_000_000),
})
export type History = z.infer<typeof historySchema>

/** What a user can set. Every field has a default: nothing must be configured to begin. */
export const settingsSchema = z.object({
  /** Where downloads, renditions and unfinished work are kept. Absolute. */
  libraryFolder: z.string().min(1),
  /** Where finished videos are published unless told otherwise. Absolute. */
  publishFolder: z.string().min(1),
  preset: presetIdSchema,
  concurrency: concurrencySchema,
  history: historySchema,
  network: networkSettingsSchema,
  sources: sourceSettingsSchema,
  tools: toolSettingsSchema,
  encoding: encodingSettingsSchema,
  sites: sitesSettingsSchema,
  review: reviewSettingsSchema,
  /** Null where GitHub Actions has no part in it. */
  github: githubSettingsSchema.nullable(),
  disk: diskSettingsSchema,
  names: namesSettingsSchema,
  bandwidth: bandwidthSettingsSchema,
  window: windowSettingsSchema,
  work: workSettingsSchema,
  youtube: youtubeSettingsSchema,
})
export type Settings = z.infer<typeof settingsSchema>

/** FFmpeg fills the cores by itself, so one transform at a time is the fastest on most machines. */
export const defaultConcurrency: Concurrency = { scrape: 2, download: 3, transform: 1, publish: 2 }

export const defaultHistory: History = { days: 180, jobs: 50_000 }
