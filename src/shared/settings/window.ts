import { z } from 'zod'
import { languages } from '../language.ts'
import { themes } from '../theme.ts'

/** How Spool looks and speaks. Each field has a default, so that a later one can be added. */
export const windowSettingsSchema = z.object({
  language: z.enum(['system', ...languages]).default('system'),
  theme: z.enum(themes).default('system'),
  /** One when a busy time is over. */
  notifications: z.boolean().default(true),
  /** While jobs run, and only then. */
  keepAwake: z.boolean().default(true),
  startAtLogin: z.boolean().default(false),
  /** Whether the first steps were taken or left out. */
  welcomed: z.boolean().default(false),
})
export type WindowSettings = z.infer<typeof windowSettingsSchema>

export const defaultWindow: WindowSettings = windowSettingsSchema.parse({})
