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
  /** The lowest rate at which each picture has a moment of its own; null where the file does not tell. */
  baseFrameRate: rationalSchema.nullable(),
  variableFrameRate: z.boolean(),
  interlaced: z.boolean(),
  colorSpace: z.string().nullable(),
  colorTransfer: z.string().nullable(),
  colorRange: z.string().nullable(),
  colorPrimaries: z.string().nullable(),
  /** Of this stream, in bits per second; null where the file does not tell. */
  bitRate: z.number().positive().nullable(),
  /** When its first picture is shown, in seconds. */
  startSeconds: z.number(),
  /** How long it lasts by itself; null where the file does not tell. */
  durationSeconds: z.number().positive().nullable(),
})
export type VideoStream = z.infer<typeof videoStreamSchema>

export const audioStreamSchema = z.object({
  index: z.number().int().nonnegative(),
  codec: z.string(),
  profile: z.string().nullable(),
  sampleRate: z.number().int().positive(),
  channels: z.number().int().positive(),
  language: z.string().nullable(),
  bitRate: z.number().positive().nullable(),
  startSeconds: z.number(),
  durationSeconds: z.number().positive().nullable(),
})
export type AudioStream = z.infer<typeof audioStreamSchema>

export const subtitleStreamSchema = z.object({
  index: z.number().int().nonnegative(),
  codec: z.string(),
  language: z.string().nullable(),
})
export type SubtitleStream = z.infer<typeof subtitleStreamSchema>

/** What ffprobe found in a file, reduced to what Spool decides by. Cover pictures are not video. */
export const mediaInfoSchema = z.object({
  format: z.string(),
  bytes: z.number().int().nonnegative(),
  /** Null where the file does not tell. */
  durationSeconds: z.number().positive().nullable(),
  video: videoStreamSchema.nullable(),
  /** The first sound; `audios` are all. */
  audio: audioStreamSchema.nullable(),
  audios: z.array(audioStreamSchema),
  subtitles: z.array(subtitleStreamSchema),
  /** The attached picture, such as an album's. */
  cover: z.object({ index: z.number().int().nonnegative(), codec: z.string() }).nullable(),
  chapters: z.number().int().nonnegative(),
})
export type MediaInfo = z.infer<typeof mediaInfoSchema>
