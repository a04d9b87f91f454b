import type { ColourTags, PictureEncode, SoundEncode } from '../../shared/plan/index.ts'
import type { Container, EncodingSpeed } from '../../shared/preset.ts'
import { hardwareOptions } from './hardware.ts'

const tagOptions: Record<ColourTags, readonly string[]> = {
  bt709: ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
  hdr10: ['-colorspace', 'bt2020nc', '-color_primaries', 'bt2020', '-color_trc', 'smpte2084'],
  hlg: ['-colorspace', 'bt2020nc', '-color_primaries', 'bt2020', '-color_trc', 'arib-std-b67'],
}

/** The encoder of a picture with all its options. */
export function pictureOptions(
  { encoder, frameRate, tags }: PictureEncode,
  container: Container,
): string[] {
  const colours = [...tagOptions[tags], '-color_range', 'tv']
  const rate = ['-fps_mode', 'cfr', '-r', `${frameRate.num}/${frameRate.den}`]
  const { hardware, quality, keyInterval, pixelFormat } = encoder
  const options = hardware
    ? hardwareOptions(hardware, quality, keyInterval)
    : ['-c:v', encoder.name, ...softwareOptions(encoder, tags), '-pix_fmt', pixelFormat]
  // Players of Apple's take HEVC only by this name.
  const named = encoder.codec === 'hevc' && (container === 'mp4' || container === 'mov')
  return [...rate, ...options, ...(named ? ['-tag:v', 'hvc1'] : []), ...colours]
}

function softwareOptions(encoder: PictureEncode['encoder'], tags: ColourTags): string[] {
  const { name, speed, keyInterval } = encoder
  const every = String(keyInterval)
  const quality = qualityOptions(encoder)
  switch (name) {
    case 'libx264':
      return [
        ...['-preset', speed, ...quality, '-profile:v', 'high', '-bf', '2', '-flags', '+cgop'],
        ...['-g', every, '-keyint_min', every, '-sc_threshold', '0'],
      ]
    case 'libx265': {
      const hdr = tags === 'hdr10' ? ':hdr10=1:repeat-headers=1' : ''
      const parameters = `log-level=error:open-gop=0:keyint=${every}:min-keyint=${every}${hdr}`
      return ['-preset', speed, ...quality, '-x265-params', parameters]
    }
    case 'libsvtav1':
      return ['-preset', svtSpeeds[speed], ...quality, '-g', every, '-svtav1-params', 'tune=0']
    case 'libaom-av1':
      return ['-cpu-used', cpuUsed[speed], '-row-mt', '1', ...quality, '-g', every]
    default:
      return [
        '-deadline',
        'good',
        '-cpu-used',
        cpuUsed[speed],
        '-row-mt',
        '1',
        ...quality,
        '-g',
        every,
      ]
  }
}

const svtSpeeds: Record<EncodingSpeed, string> = {
  ultrafast: '12',
  veryfast: '10',
  fast: '9',
  medium: '8',
  slow: '6',
}
const cpuUsed: Record<EncodingSpeed, string> = {
  ultrafast: '8',
  veryfast: '6',
  fast: '5',
  medium: '4',
  slow: '2',
}

function qualityOptions({ name, quality }: PictureEncode['encoder']): string[] {
  if (quality.by === 'crf') {
    // Without a rate of zero these take the factor for a limit only.
    const free = name === 'libvpx-vp9' || name === 'libaom-av1' ? ['-b:v', '0'] : []
    return ['-crf', String(quality.crf), ...free]
  }
  const { kilobitsPerSecond } = quality
  if (name === 'libsvtav1') return ['-b:v', `${kilobitsPerSecond}k`]
  return [
    ...['-b:v', `${kilobitsPerSecond}k`],
    ...[
      '-maxrate',
      `${Math.round(kilobitsPerSecond * 1.5)}k`,
      '-bufsize',
      `${kilobitsPerSecond * 2}k`,
    ],
  ]
}

const soundEncoders = { aac: 'aac', mp3: 'libmp3lame', opus: 'libopus' } as const

/** The encoder of the n-th sound track. */
export const soundOptions = (sound: SoundEncode, index: number): string[] => [
  ...[`-c:a:${index}`, soundEncoders[sound.codec]],
  ...[`-b:a:${index}`, `${sound.kilobitsPerSecond}k`],
  ...[`-ar:a:${index}`, String(sound.sampleRate), `-ac:a:${index}`, String(sound.channels)],
]
