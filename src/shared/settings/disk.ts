import { z } from 'zod'

/** What of a disk is left to everybody else. */
export const diskSettingsSchema = z.object({
  /** So much stays free on every disk Spool writes to. */
  reserveBytes: z.number().int().min(0).max(10_000_000_000_000),
})
export type DiskSettings = z.infer<typeof diskSettingsSchema>

export const defaultDisk: DiskSettings = { reserveBytes: 1_000_000_000 }
