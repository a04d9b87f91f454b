import { z } from 'zod'
import { presetIdSchema } from './preset.ts'

/** How many jobs of each type run side by side. */
export const concurrencySchema = z.object({
  scrape: z.number().int().min(1).max(16),
  download: z.number().int().min(1).max(16),
  transform: z.number().int().min(1).max(16),
  publish: z.number().int().min(1).max(16),
})
export type Concurrency = z.infer<typeof concurrencySchema>

/** What a user can set. Every field has a default: nothing must be configured to begin. */
export const settingsSchema = z.object({
  /** Where downloads, renditions and unfinished work are kept. Absolute. */
  libraryFolder: z.string().min(1),
  /** Where finished videos are published unless told otherwise. Absolute. */
  publishFolder: z.string().min(1),
  preset: presetIdSchema,
  concurrency: concurrencySchema,
})
export type Settings = z.infer<typeof settingsSchema>

/** FFmpeg fills the cores by itself, so one transform at a time is the fastest on most machines. */
export const defaultConcurrency: Concurrency = { scrape: 2, download: 3, transform: 1, publish: 2 }
