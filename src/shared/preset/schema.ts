import { z } from 'zod'
import { editsSchema } from './edits.ts'
import { extraArgumentsSchema } from './extra-arguments.ts'
import { presetIdSchema } from './id.ts'
import { outputSchema } from './output.ts'

/** Of the data below. Raised when older data must be brought up to date; see `migrate.ts`. */
export const presetFormat = 2

/** A named, versioned, validated description of a transform. */
export const presetSchema = z.object({
  format: z.literal(presetFormat).default(presetFormat),
  id: presetIdSchema,
  /** Grows with every change of this preset. */
  version: z.number().int().positive().default(1),
  name: z.string().trim().min(1).max(80),
  description: z.string().max(300).default(''),
  output: outputSchema,
  edits: editsSchema.prefault({}),
  /** For experts: options of FFmpeg's output. */
  extraArguments: extraArgumentsSchema.default([]),
})
export type Preset = z.infer<typeof presetSchema>
export type PresetInput = z.input<typeof presetSchema>
