import type { MediaInfo } from '../media.ts'
import type { EncodingSpeed, VideoCodec } from '../preset.ts'
import type { Experience, Plan, Range } from './types.ts'

/** Pixels a second that one core encodes, by codec at the fastest usual speed (measured). */
const pixelsPerSecond: Record<VideoCodec, number> = {
  h264: 42e6,
  hevc: 14e6,
  av1: 15e6,
  vp9: 6e6,
}
const slowness: Record<EncodingSpeed, number> = {
  ultrafast: 0.4,
  veryfast: 1,
  fast: 2.2,
  medium: 2.6,
  slow: 3.6,
}
/** How much less a picture needs at the same quality than with H.264. */
const thrift: Record<VideoCodec, number> = { h264: 1, hevc: 0.6, av1: 0.5, vp9: 0.65 }

/** Bits a pixel takes at this rate factor; every six steps are half. */
const bitsPerPixel = (codec: VideoCodec, crf: number): number =>
  codec === 'av1' || codec === 'vp9'
    ? 0.09 * 2 ** ((30 - crf) / 9)
    : 0.12 * thrift[codec] * 2 ** ((20 - crf) / 6)

/** Bytes a second that are copied. */
const copyRate = 80e6

/** About how large a rendition gets and how long it takes. */
export function expectationOf(
  plan: Omit<Plan, 'expected'>,
  media: MediaInfo,
  cores = 2,
): Plan['expected'] {
  const { durationSeconds: seconds, picture } = plan
  if (plan.kind === 'thumbnail' || plan.kind === 'sheet') {
    return { bytes: { low: 20_000, high: 2_000_000 }, seconds: { low: 0.2, high: 20 } }
  }
  if (seconds === null) return { bytes: null, seconds: null }
  const share = media.durationSeconds === null ? 1 : Math.min(1, seconds / media.durationSeconds)
  const copied = media.bytes * share
  const soundBytes = plan.sound.reduce(
    (total, sound) =>
      total + (sound.do === 'encode' ? sound.kilobitsPerSecond * 125 * seconds : 16_000 * seconds),
    0,
  )
  // Sound is done a few dozen times faster than it plays.
  const soundSeconds = plan.sound.some((sound) => sound.do === 'encode') ? seconds / 40 : 0
  switch (picture.do) {
    case 'drop':
      return {
        bytes: around(soundBytes, 1.3),
        seconds: around(soundSeconds + copied / copyRate + 0.2, 3),
      }
    case 'copy':
      return {
        bytes: around(
          plan.sound.every((sound) => sound.do === 'copy')
            ? copied
            : copied * 0.95 + soundBytes * 0.2,
          1.15,
        ),
        seconds: around(soundSeconds + copied / copyRate + 0.2, 3),
      }
    case 'encode': {
      const { size, frameRate, encoder } = picture
      const pixels = size.width * size.height * (frameRate.num / frameRate.den) * seconds
      const { quality } = encoder
      const work =
        (pixels * slowness[encoder.speed]) / (pixelsPerSecond[encoder.codec] * Math.max(1, cores))
      const decoding = (pixelsOf(media) * share) / (250e6 * Math.max(1, cores))
      const passes = quality.by === 'bitrate' && quality.passes === 2 ? 1.6 : 1
      const time = around(work * passes + decoding + soundSeconds + 0.3, 2.5)
      if (plan.kind === 'animation') return { bytes: around(pixels * 0.25, 4), seconds: time }
      const bytes =
        quality.by === 'bitrate'
          ? around(quality.kilobitsPerSecond * 125 * seconds + soundBytes, 1.1)
          : around((pixels * bitsPerPixel(encoder.codec, quality.crf)) / 8 + soundBytes, 3)
      return { bytes, seconds: time }
    }
  }
}

function pixelsOf({ video, durationSeconds }: MediaInfo): number {
  if (!video || durationSeconds === null) return 0
  const rate = video.frameRate ? video.frameRate.num / video.frameRate.den : 30
  return video.width * video.height * rate * durationSeconds
}

/** What makes plans alike where their cost is concerned. */
export function experienceKey({ kind, picture }: Pick<Plan, 'kind' | 'picture'>): string {
  if (picture.do !== 'encode') return `${kind} ${picture.do}`
  const { name, hardware, speed, quality } = picture.encoder
  return [kind, hardware?.encoder ?? name, speed, quality.by].join(' ')
}

/** The middle of a range, as ranges are by factors. */
export const middleOf = ({ low, high }: Range): number => Math.sqrt(low * high)

/** How far what is known by experience still is from the truth: material differs. */
const spread = { seconds: 1.5, bytes: 2 }

/** What is expected, corrected by how plans like it turned out. */
export function corrected(
  { bytes, seconds }: Plan['expected'],
  experience: Experience,
): Plan['expected'] {
  const by = (range: Range | null, factor: number, most: number): Range | null => {
    if (range === null) return null
    // What is narrow by itself, such as a size that is kept to, stays so.
    return around(middleOf(range) * factor, Math.min(most, Math.sqrt(range.high / range.low)))
  }
  return {
    bytes: by(bytes, experience.bytes, spread.bytes),
    seconds: by(seconds, experience.seconds, spread.seconds),
  }
}

const around = (value: number, factor: number): Range => ({
  low: value / factor,
  high: value * factor,
})
