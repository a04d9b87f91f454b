import { z } from 'zod'
import { settingsSchema } from '../settings.ts'
import { settingChangeSchema } from '../settings/exchange.ts'

const nothing = z.undefined()
const savedSchema = z.object({ saved: z.boolean() })

export const diagnosticFileSchema = z.object({ name: z.string(), text: z.string() })
/** One file of the diagnostics, already free of what is nobody else's business. */
export type DiagnosticFile = z.infer<typeof diagnosticFileSchema>

/** What is done with the settings as a whole, and what is told of this machine. */
export const settingsCalls = {
  'settings.export': { input: nothing, output: savedSchema },
  /** Reads a file and changes nothing; null when the dialog was closed. */
  'settings.import': {
    input: nothing,
    output: z
      .object({ settings: settingsSchema.partial(), changes: z.array(settingChangeSchema) })
      .nullable(),
  },
  /** Everything that would be saved. */
  'diagnostics.collect': { input: nothing, output: z.array(diagnosticFileSchema) },
  /** Saves what was collected last, as one archive. */
  'diagnostics.save': { input: nothing, output: savedSchema },
} as const
