import { presetSchema, type Preset, type PresetInput } from './schema.ts'

const aac = (kilobitsPerSecond: number) => ({ codec: 'aac' as const, kilobitsPerSecond })

const youtube = (id: string, name: string, width: number, height: number): PresetInput => ({
  id,
  version: 2,
  name,
  description: `H.264 and AAC as YouTube recommends them, up to ${width}×${height}, never upscaled.`,
  output: {
    kind: 'video',
    container: 'mp4',
    picture: {
      codec: 'h264',
      quality: { by: 'crf', crf: 18 },
      frame: { fit: 'within', width, height },
      keySeconds: 0.5,
    },
    sound: aac(384),
  },
})

const upright = { width: 1080, height: 1920 }

const framed = (
  id: string,
  name: string,
  description: string,
  frame: (PresetInput['output'] & { kind: 'video' })['picture']['frame'],
): PresetInput => ({
  id,
  version: 2,
  name,
  description,
  output: {
    kind: 'video',
    container: 'mp4',
    picture: { codec: 'h264', quality: { by: 'crf', crf: 20 }, frame, keySeconds: 0.5 },
    sound: aac(192),
  },
})

const archive = (
  id: string,
  name: string,
  picture: { codec: 'av1' | 'hevc'; crf: number },
): PresetInput => ({
  id,
  name,
  description: `Small and good for years: ${name.split(' ')[1] ?? ''} at 10 bit, every track kept.`,
  output: {
    kind: 'video',
    container: 'mkv',
    picture: {
      codec: picture.codec,
      quality: { by: 'crf', crf: picture.crf },
      speed: 'medium',
      tenBit: true,
      frame: { fit: 'source' },
      maxFrameRate: 120,
      keySeconds: 8,
      giveUpIfLarger: true,
    },
    sound: { codec: 'opus', kilobitsPerSecond: 128, copy: 'always', tracks: 'all' },
  },
  edits: { hdr: 'keep' },
})

const inputs: readonly PresetInput[] = [
  youtube('youtube-1080p', 'YouTube 1080p', 1920, 1080),
  youtube('youtube-1440p', 'YouTube 1440p', 2560, 1440),
  youtube('youtube-4k', 'YouTube 4K', 3840, 2160),
  framed(
    'vertical-blur',
    'Vertical with blurred background',
    'The whole picture in a 1080×1920 frame for Shorts, Reels and TikTok.',
    { fit: 'blurred-background', ...upright },
  ),
  framed(
    'vertical-crop',
    'Vertical, filled',
    'The middle of the picture fills a 1080×1920 frame for Shorts, Reels and TikTok.',
    { fit: 'crop', ...upright },
  ),
  framed(
    'vertical-follow',
    'Vertical, following the motion',
    'What moves fills a 1080×1920 frame for Shorts, Reels and TikTok: the crop goes with it.',
    { fit: 'crop', ...upright, follow: true },
  ),
  framed(
    'vertical-letterbox',
    'Vertical with black bars',
    'The whole picture in a 1080×1920 frame, black above and below.',
    { fit: 'letterbox', ...upright },
  ),
  framed('square', 'Square', 'The middle of the picture fills a 1080×1080 frame.', {
    fit: 'crop',
    width: 1080,
    height: 1080,
  }),
  {
    id: 'podcast-m4a',
    name: 'Podcast m4a',
    description: 'The sound alone as AAC at −16 LUFS, with chapters and cover.',
    output: { kind: 'audio', container: 'm4a', sound: aac(128) },
    edits: { loudness: { lufs: -16 } },
  },
  {
    id: 'podcast-mp3',
    name: 'Podcast mp3',
    description: 'The sound alone as MP3 at −16 LUFS, with chapters and cover.',
    output: {
      kind: 'audio',
      container: 'mp3',
      sound: { codec: 'mp3', kilobitsPerSecond: 128, sampleRate: 44_100 },
    },
    edits: { loudness: { lufs: -16 } },
  },
  archive('archive-av1', 'Archive AV1', { codec: 'av1', crf: 30 }),
  archive('archive-hevc', 'Archive HEVC', { codec: 'hevc', crf: 22 }),
  {
    id: 'small-file',
    name: 'Small file, 25 MB',
    description: 'As good as fits into 25 MB, up to 1280×720. Two passes.',
    output: {
      kind: 'video',
      container: 'mp4',
      picture: {
        codec: 'h264',
        quality: { by: 'size', megabytes: 25 },
        speed: 'medium',
        frame: { fit: 'within', width: 1280, height: 720 },
        maxFrameRate: 30,
      },
      sound: aac(96),
    },
  },
  {
    id: 'remux',
    name: 'Remux to MP4',
    description: 'The same picture and sound in an MP4: seconds, and nothing lost.',
    output: {
      kind: 'video',
      container: 'mp4',
      picture: {
        codec: 'h264',
        copy: 'always',
        quality: { by: 'crf', crf: 18 },
        frame: { fit: 'source' },
        maxFrameRate: 240,
      },
      sound: { ...aac(256), copy: 'always', tracks: 'all' },
    },
    edits: { hdr: 'keep', deinterlace: 'never' },
  },
  {
    id: 'gif',
    name: 'GIF loop',
    description: 'The first 15 seconds, 480 wide, as a GIF that repeats.',
    output: { kind: 'animation', container: 'gif' },
  },
  {
    id: 'webp',
    name: 'WebP loop',
    description: 'The first 15 seconds, 480 wide, as an animated WebP: half as large as a GIF.',
    output: { kind: 'animation', container: 'webp', framesPerSecond: 15 },
  },
  {
    id: 'thumbnail',
    name: 'Thumbnail',
    description: 'A telling picture of the video, 1280×720.',
    output: { kind: 'thumbnail', container: 'jpg' },
  },
  {
    id: 'contact-sheet',
    name: 'Contact sheet',
    description: 'Sixteen pictures of the whole video on one.',
    output: { kind: 'sheet', container: 'jpg' },
  },
]

export const builtInPresets: readonly Preset[] = inputs.map((input) => presetSchema.parse(input))

export const defaultPresetId = 'youtube-1080p'

/** The built-in preset of this id, or undefined where there is none. */
export const findPreset = (id: string): Preset | undefined =>
  builtInPresets.find((preset) => preset.id === id)
