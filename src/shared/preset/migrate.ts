import { z } from 'zod'
import { presetFormat } from './schema.ts'

/** The first format: H.264 in MP4 only. */
const firstFormatSchema = z.object({
  id: z.string(),
  version: z.number(),
  name: z.string(),
  description: z.string(),
  container: z.literal('mp4'),
  video: z.object({
    codec: z.literal('h264'),
    crf: z.number(),
    speed: z.string(),
    frame: z.unknown(),
    maxFrameRate: z.number(),
  }),
  audio: z.object({
    codec: z.literal('aac'),
    kilobitsPerSecond: z.number(),
    sampleRate: z.number(),
    channels: z.number(),
  }),
})

/** Brings a preset of an older format up to date; what is none is given back as it is. */
export function migratePreset(raw: unknown): unknown {
  const first = firstFormatSchema.safeParse(raw)
  if (!first.success) return raw
  const { id, version, name, description, container, video, audio } = first.data
  const { crf, ...rest } = video
  return {
    format: presetFormat,
    ...{ id, version, name, description },
    output: {
      kind: 'video',
      container,
      picture: { ...rest, quality: { by: 'crf', crf }, keySeconds: 0.5, copy: 'never' },
      sound: { ...audio, copy: 'never' },
    },
  }
}
