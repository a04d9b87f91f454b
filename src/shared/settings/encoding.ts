import { z } from 'zod'

/** How long encodes are secured against a break, and what encodes them. */
export const encodingSettingsSchema = z.object({
  /**
   * Encodes that are expected to take longer than so many minutes are made in segments, so that a
   * crash or a power cut costs one of them at most. Null: none are.
   */
  checkpointMinutes: z.number().min(0).max(10_000).nullable(),
  /** How long a segment is, in seconds of the video. */
  segmentSeconds: z.number().min(1).max(600),
  /** How many segments are encoded side by side; null: as many as the processor has use for. */
  segmentsAtOnce: z.number().int().min(1).max(16).nullable(),
  /** Whether presets may use the graphics hardware's encoders. */
  hardware: z.boolean(),
})
export type EncodingSettings = z.infer<typeof encodingSettingsSchema>

export const defaultEncoding: EncodingSettings = {
  checkpointMinutes: 10,
  segmentSeconds: 30,
  segmentsAtOnce: null,
  hardware: true,
}
