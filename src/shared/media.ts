import { z } from 'zod'

const rationalSchema = z.object({
  num: z.number().int().positive(),
  den: z.number().int().positive(),
})
export type Rational = z.infer<typeof rationalSchema>

export const videoStreamSchema = z.object({
  index: z.number().int().nonnegative(),
  codec: z.string(),
  profile: z.string().nullable(),
  pixelFormat: z.string().nullable(),
  /** As stored, before sample aspect ratio and rotation. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  sampleAspectRatio: rationalSchema,
  /** Clockwise, one of 0, 90, 180, 270. */
  rotation: z.number().int(),
  /** Mean frame rate; null where the file does not tell. */
  frameRate: rationalSchema.nullable(),
  variableFrameRate: z.boolean(),
  interlaced: z.boolean(),
  colorSpace: z.string().nullable(),
  colorTransfer: z.string().nullable(),
  colorRange: z.string().nullable(),
})
export type VideoStream = z.infer<typeof videoStreamSchema>

export const audioStreamSchema = z.object({
  index: z.number().int().nonnegative(),
  codec: z.string(),
  sampleRate: z.number().int().positive(),
  channels: z.number().int().positive(),
})
export type AudioStream = z.infer<typeof audioStreamSchema>

/** What ffprobe found in a file, reduced to what Spool decides by. Cover pictures are not video. */
export const mediaInfoSchema = z.object({
  format: z.string(),
  bytes: z.number().int().nonnegative(),
  /** Null where the file does not tell. */
  durationSeconds: z.number().positive().nullable(),
  video: videoStreamSchema.nullable(),
  audio: audioStreamSchema.nullable(),
})
export type MediaInfo = z.infer<typeof mediaInfoSchema>
