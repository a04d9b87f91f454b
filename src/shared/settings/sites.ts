import { z } from 'zod'

/** How gently a site is treated, whatever else is free. */
export const sitesSettingsSchema = z.object({
  /** How many jobs ask one site at the same time. */
  perSite: z.number().int().min(1).max(16),
  /** The least time between the beginnings of two of them, in milliseconds. */
  spacingMs: z.number().int().min(0).max(3_600_000),
})
export type SitesSettings = z.infer<typeof sitesSettingsSchema>

export const defaultSites: SitesSettings = { perSite: 2, spacingMs: 500 }
