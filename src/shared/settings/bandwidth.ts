import { z } from 'zod'
import { weekHoursSchema } from '../hours.ts'

/** Null for as fast as it goes. */
export const rateSchema = z.number().int().min(1_024).max(100_000_000_000).nullable()

/** A time of the week with a limit of its own. */
export const bandwidthWindowSchema = weekHoursSchema.extend({ bytesPerSecond: rateSchema })
export type BandwidthWindow = z.infer<typeof bandwidthWindowSchema>

/** What all downloads may take together. */
export const bandwidthSettingsSchema = z.object({
  bytesPerSecond: rateSchema,
  /** The first that fits counts instead. */
  windows: z.array(bandwidthWindowSchema).max(20),
})
export type BandwidthSettings = z.infer<typeof bandwidthSettingsSchema>

export const defaultBandwidth: BandwidthSettings = { bytesPerSecond: null, windows: [] }
