import type { MediaInfo, Rational, VideoStream } from '../media.ts'
import type { EncodingSpeed, VideoCodec } from '../preset.ts'
import type { Experience, PictureEncode, Plan, Range, Size } from './types.ts'

/** Pixels a second that one core encodes, by codec at the fastest usual speed (measured). */
const pixelsPerSecond: Record<VideoCodec, number> = {
  h264: 50e6,
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
/** Pixels a second that one core decodes, and brings from HDR to SDR (measured). */
const decodedPerSecond = 200e6
const toneMappedPerSecond = 60e6
/** Bytes a second that are copied. */
const copyRate = 80e6
const coverBytes = 120_000
/** What a video takes beside its encode, in seconds: it is probed, verified and moved (measured). */
const besideSeconds = 0.7

/** How much less a picture needs at the same quality than with H.264. */
const thrift: Record<VideoCodec, number> = { h264: 1, hevc: 0.6, av1: 0.5, vp9: 0.65 }
/** Bits a pixel of a usual video takes with H.264. */
const usualBits = 0.12

type Unestimated = Omit<Plan, 'expected'>

/**
 * About how large a rendition gets, in bytes, and how long all of its transform takes, in seconds.
 *
 * @param known how plans like it turned out here, and how many cores work on it
 */
export function estimate(
  plan: Unestimated,
  media: MediaInfo,
  { experience, cores }: { experience?: Experience; cores?: number },
): Plan['expected'] {
  const encode = estimateEncode(plan, media, cores)
  const { bytes, seconds } = experience ? corrected(encode, experience) : encode
  if (seconds === null) return { bytes, seconds }
  const { low, high } = seconds
  return { bytes, seconds: { low: low + besideSeconds, high: high + besideSeconds } }
}

/** What the encode alone makes and takes, without any experience. */
export function estimateEncode(plan: Unestimated, media: MediaInfo, cores = 2): Plan['expected'] {
  const { kind, durationSeconds: seconds, picture } = plan
  if (kind === 'thumbnail' || kind === 'sheet') {
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
  const copying = around(soundSeconds + copied / copyRate + 0.2, 3)
  switch (picture.do) {
    case 'drop':
      return {
        bytes: around(soundBytes + (plan.cover ? coverBytes : 0), 1.3),
        seconds: copying,
      }
    case 'copy': {
      const isCopied = plan.sound.every((sound) => sound.do === 'copy')
      const bytes = isCopied ? copied : copied * 0.95 + soundBytes * 0.2
      return { bytes: around(bytes, 1.15), seconds: copying }
    }
    case 'encode': {
      const pixels = pixelsASecond(picture.size, picture.frameRate) * seconds
      const read = media.video ? pixelsASecond(media.video, media.video.frameRate) * seconds : 0
      const work = workOf(plan.container, picture, { pixels, read })
      const time = around(work / Math.max(1, cores) + soundSeconds + 0.3, 2.5)
      if (kind === 'animation') return { bytes: around(pixels * 0.25, 4), seconds: time }
      const { quality } = picture.encoder
      const bytes =
        quality.by === 'bitrate'
          ? around(quality.kilobitsPerSecond * 125 * seconds + soundBytes, 1.1)
          : around((pixels * bitsPerPixel(picture, quality.crf, media)) / 8 + soundBytes, 2.5)
      return { bytes, seconds: time }
    }
  }
}

/** How many seconds one core works on the picture. */
function workOf(
  container: Plan['container'],
  { encoder, filters }: PictureEncode,
  { pixels, read }: { pixels: number; read: number },
): number {
  const twice = encoder.quality.by === 'bitrate' && encoder.quality.passes === 2
  const encoding = (pixels * slowness[encoder.speed]) / pixelsPerSecond[encoder.codec]
  // The colours of a GIF are looked for in all of it first.
  const reading = (read / decodedPerSecond) * (twice || container === 'gif' ? 2 : 1)
  const toSdr = filters.some(({ kind }) => kind === 'to-sdr') ? pixels / toneMappedPerSecond : 0
  return encoding * (twice ? 1.6 : 1) + reading + toSdr
}

/**
 * Bits a pixel takes at this rate factor; every six steps are half. Half of how much a source takes
 * (in the logarithm) is how much there is to see in it, the other half how carefully it was encoded.
 */
function bitsPerPixel(
  { encoder: { codec }, size }: PictureEncode,
  crf: number,
  media: MediaInfo,
): number {
  const usual =
    codec === 'av1' || codec === 'vp9'
      ? 0.09 * 2 ** ((30 - crf) / 9)
      : usualBits * thrift[codec] * 2 ** ((20 - crf) / 6)
  const { video } = media
  if (!video) return usual
  const bits = sourceBits(video, media) ?? usualBits
  // What is enlarged has nothing more to see in it.
  const enlarged = Math.max(1, (size.width * size.height) / (video.width * video.height))
  return (usual * Math.min(4, Math.max(0.25, Math.sqrt(bits / usualBits)))) / enlarged ** 0.4
}

/** Bits a pixel of the source would take with H.264; null where its codec says nothing of that. */
function sourceBits(video: VideoStream, { bytes, durationSeconds }: MediaInfo): number | null {
  const { codec } = video
  const bitRate = video.bitRate ?? (durationSeconds === null ? null : (bytes * 8) / durationSeconds)
  if (!isKnown(codec) || bitRate === null) return null
  return bitRate / pixelsASecond(video, video.frameRate) / thrift[codec]
}

const isKnown = (codec: string): codec is VideoCodec => Object.hasOwn(thrift, codec)

const pixelsASecond = ({ width, height }: Size, rate: Rational | null): number =>
  width * height * (rate ? rate.num / rate.den : 30)

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
function corrected({ bytes, seconds }: Plan['expected'], experience: Experience): Plan['expected'] {
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
