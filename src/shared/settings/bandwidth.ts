import { z } from 'zod'

/** Null for as fast as it goes. */
export const rateSchema = z.number().int().min(1_024).max(100_000_000_000).nullable()

const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** A time of the week with a limit of its own. Where it ends before it begins, it goes over midnight. */
export const bandwidthWindowSchema = z.object({
  /** The days it begins on, 0 is Sunday. */
  days: z.array(z.number().int().min(0).max(6)).min(1).max(7),
  from: timeOfDaySchema,
  to: timeOfDaySchema,
  bytesPerSecond: rateSchema,
})
export type BandwidthWindow = z.infer<typeof bandwidthWindowSchema>

/** What all downloads may take together. */
export const bandwidthSettingsSchema = z.object({
  bytesPerSecond: rateSchema,
  /** The first that fits counts instead. */
  windows: z.array(bandwidthWindowSchema).max(20),
})
export type BandwidthSettings = z.infer<typeof bandwidthSettingsSchema>

export const defaultBandwidth: BandwidthSettings = { bytesPerSecond: null, windows: [] }
