import { z } from 'zod'
import { planSummarySchema } from '../plan/summary.ts'
import { presetIdSchema, presetSchema } from '../preset.ts'
import { mediaChoiceSchema } from '../sample.ts'

/** What kind of file a preset can name. */
export const presetFileSchema = z.enum(['image', 'subtitles', 'video'])
export type PresetFile = z.infer<typeof presetFileSchema>

const byId = z.object({ id: presetIdSchema })

/** The presets and what they would do. */
export const presetCalls = {
  'preset.list': { input: z.undefined(), output: z.array(presetSchema) },
  /** Stores an own preset; one of the same id is changed. */
  'preset.save': {
    input: z.object({
      /** Checked by the engine, which says what is wrong in sentences. */
      preset: z.record(z.string(), z.unknown()),
      /** Give it to jobs that are queued already, too. */
      queuedToo: z.boolean(),
    }),
    output: presetSchema,
  },
  'preset.duplicate': {
    input: byId.extend({ name: z.string().min(1).max(200), description: z.string().max(300) }),
    output: presetSchema,
  },
  /** Asks for a file that a preset is to use; null where the dialog was closed. */
  'preset.chooseFile': {
    input: z.object({ kind: presetFileSchema }),
    output: z.string().nullable(),
  },
  'preset.remove': { input: byId, output: z.undefined() },
  /** Undoes a removal. */
  'preset.restore': { input: byId, output: z.undefined() },
  /** Asks for a file; null where the dialog was closed. */
  'preset.import': { input: z.undefined(), output: presetSchema.nullable() },
  'preset.export': { input: byId, output: z.object({ saved: z.boolean() }) },
  /** What a preset, stored or not, would do to a file on this machine. */
  'preset.plan': {
    input: z.object({
      of: mediaChoiceSchema,
      preset: z.record(z.string(), z.unknown()),
    }),
    output: planSummarySchema,
  },
} as const
