import { z } from 'zod'

export const sourceSettingsSchema = z.object({
  /** How long a file in a watched folder must stay the same before it is taken. */
  settleSeconds: z.number().int().min(1).max(3_600),
})
export type SourceSettings = z.infer<typeof sourceSettingsSchema>

export const defaultSources: SourceSettings = { settleSeconds: 5 }
