import { z } from 'zod'
import { weekHoursSchema } from '../hours.ts'

/** When work may begin by itself. Each field has a default, so that a later one can be added. */
export const workSettingsSchema = z.object({
  /** Work begins only within one of these; at any time where there are none. */
  hours: z.array(weekHoursSchema).max(20).default([]),
  /** Whether what runs is held while the machine runs on its battery. */
  holdOnBattery: z.boolean().default(false),
  /** Whether all but transforms is held while the connection costs by what goes over it. */
  holdOnMetered: z.boolean().default(false),
})
export type WorkSettings = z.infer<typeof workSettingsSchema>

export const defaultWork: WorkSettings = workSettingsSchema.parse({})
