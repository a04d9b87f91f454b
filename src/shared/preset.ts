import { z } from 'zod'

export const presetIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/)

const evenPixels = z.number().int().min(16).max(8192).multipleOf(2)

/** A named, versioned, validated description of a transform. */
export const presetSchema = z.object({
  id: presetIdSchema,
  version: z.number().int().positive(),
  name: z.string().min(1).max(80),
  description: z.string().max(300),
  container: z.literal('mp4'),
  video: z.object({
    codec: z.literal('h264'),
    /** x264's constant rate factor: 0 lossless, 51 worst. */
    crf: z.number().min(0).max(51),
    speed: z.enum(['ultrafast', 'veryfast', 'fast', 'medium', 'slow']),
    frame: z.discriminatedUnion('fit', [
      /** The picture keeps its shape and is made no larger than the box (turned for tall videos). */
      z.object({ fit: z.literal('within'), width: evenPixels, height: evenPixels }),
      /** The picture stands whole in a frame of exactly this size, over a blurred copy of itself. */
      z.object({ fit: z.literal('blurred-background'), width: evenPixels, height: evenPixels }),
    ]),
    maxFrameRate: z.number().positive().max(240),
  }),
  audio: z.object({
    codec: z.literal('aac'),
    kilobitsPerSecond: z.number().int().min(32).max(512),
    sampleRate: z.literal(48_000),
    channels: z.literal(2),
  }),
})
export type Preset = z.infer<typeof presetSchema>

export const builtInPresets: readonly Preset[] = [
  {
    id: 'youtube-1080p',
    version: 1,
    name: 'YouTube 1080p',
    description: 'H.264 and AAC as YouTube recommends them, up to 1920×1080, never upscaled.',
    container: 'mp4',
    video: {
      codec: 'h264',
      crf: 18,
      speed: 'veryfast',
      frame: { fit: 'within', width: 1920, height: 1080 },
      maxFrameRate: 60,
    },
    audio: { codec: 'aac', kilobitsPerSecond: 384, sampleRate: 48_000, channels: 2 },
  },
  {
    id: 'vertical-blur',
    version: 1,
    name: 'Vertical with blurred background',
    description: 'The whole picture in a 1080×1920 frame for Shorts, Reels and TikTok.',
    container: 'mp4',
    video: {
      codec: 'h264',
      crf: 20,
      speed: 'veryfast',
      frame: { fit: 'blurred-background', width: 1080, height: 1920 },
      maxFrameRate: 60,
    },
    audio: { codec: 'aac', kilobitsPerSecond: 192, sampleRate: 48_000, channels: 2 },
  },
]

export const defaultPresetId = 'youtube-1080p'

/** The preset of this id, or undefined where there is none. */
export const findPreset = (id: string): Preset | undefined =>
  builtInPresets.find((preset) => preset.id === id)
