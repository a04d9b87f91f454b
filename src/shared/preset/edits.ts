import { z } from 'zod'

const path = z.string().min(1).max(4_096)
const seconds = z.number().min(0).max(360_000)
const color = z.string().regex(/^#[0-9a-f]{6}$/i)

export const positionSchema = z.enum([
  'top-left',
  'top',
  'top-right',
  'left',
  'centre',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
])
export type Position = z.infer<typeof positionSchema>

export const watermarkSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('image'),
    path,
    position: positionSchema.default('bottom-right'),
    opacity: z.number().min(0.05).max(1).default(0.8),
    /** Of the picture's width. */
    width: z.number().min(0.02).max(1).default(0.15),
  }),
  z.object({
    kind: z.literal('text'),
    text: z.string().min(1).max(300),
    position: positionSchema.default('bottom-right'),
    opacity: z.number().min(0.05).max(1).default(0.8),
    /** Of the picture's height. */
    height: z.number().min(0.01).max(0.5).default(0.05),
    color: color.default('#ffffff'),
  }),
])
export type Watermark = z.infer<typeof watermarkSchema>

export const subtitlesSchema = z.discriminatedUnion('mode', [
  /** The tracks there are stay, as far as the container takes them. */
  z.object({ mode: z.literal('keep') }),
  z.object({ mode: z.literal('drop') }),
  /** A file beside the video becomes a track that can be switched on. */
  z.object({
    mode: z.literal('add'),
    path,
    language: z
      .string()
      .regex(/^[a-z]{3}$/)
      .default('und'),
  }),
  /** Drawn into the picture. */
  z.object({
    mode: z.literal('burn'),
    /** Null: the first track of the video itself. */
    path: path.nullable().default(null),
    font: z
      .string()
      .regex(/^[\p{L}\p{N} _-]{1,60}$/u)
      .default('Sans'),
    /** Of the picture's height, in hundredths. */
    size: z.number().min(1).max(20).default(6),
    color: color.default('#ffffff'),
    outline: z.number().min(0).max(10).default(2),
    position: z.enum(['bottom', 'top', 'centre']).default('bottom'),
  }),
])
export type Subtitles = z.infer<typeof subtitlesSchema>

/** What may be done to a video on the way, each by itself or all together. */
export const editsSchema = z.object({
  trim: z
    .object({
      from: seconds.default(0),
      /** Null: to the end. */
      to: seconds.nullable().default(null),
      /** To the frame; otherwise from the key frame before, without encoding anew. */
      precise: z.boolean().default(true),
    })
    .nullable()
    .default(null),
  speed: z.number().min(0.25).max(8).default(1),
  /** Pauses are cut out where the sound is below the threshold for at least so long. */
  silence: z
    .object({
      decibels: z.number().min(-80).max(-10).default(-35),
      seconds: z.number().min(0.2).max(30).default(0.5),
    })
    .nullable()
    .default(null),
  /** To this loudness by EBU R 128, never above the true peak. */
  loudness: z
    .object({
      lufs: z.number().min(-40).max(-5).default(-14),
      truePeak: z.number().min(-9).max(0).default(-1),
    })
    .nullable()
    .default(null),
  deinterlace: z.enum(['detected', 'never']).default('detected'),
  cropBars: z.boolean().default(false),
  rotate: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]).default(0),
  denoise: z.enum(['off', 'light', 'strong']).default('off'),
  hdr: z.enum(['to-sdr', 'keep']).default('to-sdr'),
  watermark: watermarkSchema.nullable().default(null),
  subtitles: subtitlesSchema.default({ mode: 'keep' }),
  fade: z
    .object({
      in: z.number().min(0).max(10).default(0.5),
      out: z.number().min(0).max(10).default(0.5),
    })
    .nullable()
    .default(null),
  intro: path.nullable().default(null),
  outro: path.nullable().default(null),
  metadata: z.enum(['keep', 'clean']).default('keep'),
  chapters: z.enum(['keep', 'clean']).default('keep'),
})
export type Edits = z.infer<typeof editsSchema>
