import { z } from 'zod'

export const evenPixels = z.number().int().min(16).max(8192).multipleOf(2)
const share = z.number().min(0).max(1)

/** How the picture gets its size. None but the exact frames ever makes a picture larger. */
export const frameSchema = z.discriminatedUnion('fit', [
  /** As large as it is. */
  z.object({ fit: z.literal('source') }),
  /** The picture keeps its shape and is made no larger than the box (turned for tall videos). */
  z.object({ fit: z.literal('within'), width: evenPixels, height: evenPixels }),
  /** The picture stands whole in a frame of exactly this size, over a blurred copy of itself. */
  z.object({ fit: z.literal('blurred-background'), width: evenPixels, height: evenPixels }),
  /** The picture stands whole in a frame of exactly this size, the rest is black. */
  z.object({ fit: z.literal('letterbox'), width: evenPixels, height: evenPixels }),
  /** The picture fills the frame; what is over is cut off, x and y say where from (0.5: centre). */
  z.object({
    fit: z.literal('crop'),
    width: evenPixels,
    height: evenPixels,
    x: share.default(0.5),
    y: share.default(0.5),
    /** Follow what moves; x and y hold where nothing does. */
    follow: z.boolean().default(false),
  }),
])
export type Frame = z.infer<typeof frameSchema>

export const qualitySchema = z.discriminatedUnion('by', [
  /** The encoder's constant rate factor: 0 lossless, 51 worst (63 for AV1 and VP9). */
  z.object({ by: z.literal('crf'), crf: z.number().min(0).max(63) }),
  z.object({ by: z.literal('bitrate'), kilobitsPerSecond: z.number().int().min(50).max(200_000) }),
  /** The whole file gets no larger than this. Two passes. */
  z.object({ by: z.literal('size'), megabytes: z.number().min(0.1).max(100_000) }),
  /** As good as this VMAF score, found on samples. */
  z.object({ by: z.literal('vmaf'), score: z.number().min(50).max(99) }),
])
export type Quality = z.infer<typeof qualitySchema>

export const speedSchema = z.enum(['ultrafast', 'veryfast', 'fast', 'medium', 'slow'])
export type EncodingSpeed = z.infer<typeof speedSchema>

export const videoCodecSchema = z.enum(['h264', 'hevc', 'av1', 'vp9'])
export type VideoCodec = z.infer<typeof videoCodecSchema>

export const pictureSchema = z.object({
  codec: videoCodecSchema,
  /** What is copied instead of encoded: what fits already, all that the container takes, nothing. */
  copy: z.enum(['fitting', 'always', 'never']).default('fitting'),
  quality: qualitySchema,
  speed: speedSchema.default('veryfast'),
  tenBit: z.boolean().default(false),
  /** Use a hardware encoder where there is one. */
  hardware: z.boolean().default(false),
  frame: frameSchema,
  maxFrameRate: z.number().positive().max(240).default(60),
  /** Stop as soon as it is certain to get larger than the source. */
  giveUpIfLarger: z.boolean().default(false),
  /** The most time between two key frames. */
  keySeconds: z.number().min(0.1).max(20).default(2),
})
export type Picture = z.infer<typeof pictureSchema>

export const soundSchema = z.object({
  codec: z.enum(['aac', 'mp3', 'opus']),
  copy: z.enum(['fitting', 'always', 'never']).default('fitting'),
  kilobitsPerSecond: z.number().int().min(32).max(512),
  sampleRate: z.union([z.literal(44_100), z.literal(48_000)]).default(48_000),
  channels: z.union([z.literal(1), z.literal(2), z.literal(6)]).default(2),
  tracks: z.enum(['first', 'all']).default('first'),
})
export type Sound = z.infer<typeof soundSchema>

/** What is made, and in which container. */
export const outputSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('video'),
    container: z.enum(['mp4', 'mov', 'mkv', 'webm']),
    picture: pictureSchema,
    /** Null: without sound. */
    sound: soundSchema.nullable(),
  }),
  z.object({
    kind: z.literal('audio'),
    container: z.enum(['m4a', 'mp3']),
    sound: soundSchema,
    /** The cover there is, or else a picture of the video. */
    cover: z.boolean().default(true),
  }),
  /** A short picture without sound that repeats. */
  z.object({
    kind: z.literal('animation'),
    container: z.enum(['gif', 'webp']),
    width: evenPixels.default(480),
    framesPerSecond: z.number().min(1).max(50).default(12),
    /** No longer than this: such files get large. */
    maxSeconds: z.number().min(0.5).max(60).default(15),
  }),
  /** One picture: at a share of the duration, or the most telling one near it. */
  z.object({
    kind: z.literal('thumbnail'),
    container: z.enum(['jpg', 'png']),
    width: evenPixels.default(1280),
    height: evenPixels.default(720),
    at: share.default(0.3),
  }),
  /** Many small pictures on one. */
  z.object({
    kind: z.literal('sheet'),
    container: z.enum(['jpg', 'png']),
    columns: z.number().int().min(1).max(12).default(4),
    rows: z.number().int().min(1).max(12).default(4),
    width: evenPixels.max(1_920).default(320),
  }),
])
export type Output = z.infer<typeof outputSchema>
export type Container = Output['container']
