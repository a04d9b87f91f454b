import type { Container, VideoCodec } from '../preset.ts'

/** What each container takes as it is (tried with FFmpeg 5.1). */
const pictures: Partial<Record<Container, readonly string[]>> = {
  mp4: ['h264', 'hevc', 'av1', 'vp9', 'mpeg4', 'mpeg2video', 'mpeg1video'],
  mov: ['h264', 'hevc', 'mpeg4', 'mpeg2video', 'prores', 'dnxhd', 'mjpeg', 'dvvideo'],
  mkv: [
    ...['h264', 'hevc', 'av1', 'vp9', 'vp8', 'mpeg4', 'mpeg2video', 'mpeg1video', 'prores'],
    ...['theora', 'mjpeg', 'ffv1', 'dnxhd'],
  ],
  webm: ['vp8', 'vp9', 'av1'],
}

const sounds: Partial<Record<Container, readonly string[]>> = {
  // FLAC in it is an experiment, which FFmpeg refuses and most players do too.
  mp4: ['aac', 'mp3', 'ac3', 'eac3', 'opus', 'alac', 'mp2'],
  mov: ['aac', 'mp3', 'ac3', 'alac', 'pcm_s16le', 'pcm_s24le', 'pcm_s16be', 'pcm_s24be'],
  mkv: [
    ...['aac', 'mp3', 'ac3', 'eac3', 'opus', 'flac', 'vorbis', 'dts', 'truehd', 'mp2', 'alac'],
    ...['pcm_s16le', 'pcm_s24le'],
  ],
  webm: ['opus', 'vorbis'],
  m4a: ['aac', 'alac'],
  mp3: ['mp3'],
}

export const takesPicture = (container: Container, codec: string): boolean =>
  pictures[container]?.includes(codec) ?? false

export const takesSound = (container: Container, codec: string): boolean =>
  sounds[container]?.includes(codec) ?? false

const textSubtitles = ['subrip', 'ass', 'ssa', 'webvtt', 'mov_text', 'text']
const pictureSubtitles = ['hdmv_pgs_subtitle', 'dvd_subtitle', 'dvb_subtitle']

/** What a subtitle track becomes in a container; null where it cannot be taken along. */
export function subtitleIn(
  container: Container,
  codec: string,
): { do: 'copy' | 'convert'; codec: string } | null {
  const text = textSubtitles.includes(codec)
  switch (container) {
    case 'mp4':
    case 'mov':
      if (codec === 'mov_text') return { do: 'copy', codec }
      return text ? { do: 'convert', codec: 'mov_text' } : null
    case 'mkv':
      if (codec === 'mov_text' || codec === 'text') return { do: 'convert', codec: 'srt' }
      return text || pictureSubtitles.includes(codec) ? { do: 'copy', codec } : null
    case 'webm':
      if (codec === 'webvtt') return { do: 'copy', codec }
      return text ? { do: 'convert', codec: 'webvtt' } : null
    default:
      return null
  }
}

/** The codec a container takes that comes nearest to what is wanted. */
export function pictureCodecIn(container: Container, wanted: VideoCodec): VideoCodec {
  if (takesPicture(container, wanted)) return wanted
  return container === 'webm' ? 'vp9' : 'h264'
}

export function soundCodecIn(
  container: Container,
  wanted: 'aac' | 'mp3' | 'opus',
): 'aac' | 'mp3' | 'opus' {
  if (takesSound(container, wanted)) return wanted
  return container === 'webm' ? 'opus' : container === 'mp3' ? 'mp3' : 'aac'
}

export const codecNames: Record<string, string> = {
  h264: 'H.264',
  hevc: 'HEVC',
  av1: 'AV1',
  vp9: 'VP9',
  vp8: 'VP8',
  mpeg4: 'MPEG-4',
  mpeg2video: 'MPEG-2',
  prores: 'ProRes',
  aac: 'AAC',
  mp3: 'MP3',
  opus: 'Opus',
  vorbis: 'Vorbis',
  ac3: 'AC-3',
  eac3: 'E-AC-3',
  flac: 'FLAC',
}
/** What people call a codec. */
export const codecName = (codec: string): string => codecNames[codec] ?? codec
