import { hardwareFor, type Abilities } from '../abilities.ts'
import { SpoolError } from '../errors.ts'
import type { MediaInfo, Rational, VideoStream } from '../media.ts'
import type { Container, Picture, Preset, VideoCodec } from '../preset.ts'
import { panOf } from './follow.ts'
import { codecName, pictureCodecIn, takesPicture } from './containers.ts'
import { even, framedSize, frameRateOf, displaySize, turnedBy } from './geometry.ts'
import { follows } from './looking.ts'
import type {
  ColourTags,
  EncoderQuality,
  Findings,
  PictureFilter,
  PicturePlan,
  Size,
} from './types.ts'

interface PictureTask {
  media: MediaInfo
  video: VideoStream
  preset: Preset
  picture: Picture
  container: Container
  abilities: Abilities | null
  findings: Findings
  /** Of the result, for a quality by size. */
  durationSeconds: number | null
  /** What the sound takes of a size, in kilobits per second. */
  soundKilobits: number
  /** Filters that change the time, which come last. */
  timeFilters: readonly PictureFilter[]
  joined: boolean
  trimmed: 'no' | 'precise' | 'key-frame'
}

/** Transfers of high dynamic range. */
const hdrTransfers: Record<string, ColourTags> = { smpte2084: 'hdr10', 'arib-std-b67': 'hlg' }
export const isHdr = ({ colorTransfer }: VideoStream): boolean =>
  colorTransfer !== null && colorTransfer in hdrTransfers

/** What becomes of the picture. */
export function planPicture(task: PictureTask): PicturePlan {
  const { video, preset, picture, container, findings, joined, timeFilters } = task
  const { edits } = preset
  const toSdr = isHdr(video) && (edits.hdr === 'to-sdr' || !keepsHdr(picture, container))
  const interlaced =
    edits.deinterlace === 'detected' && (video.interlaced || findings.interlaced === true)
  const bars = edits.cropBars ? (findings.bars ?? null) : null
  const stored: Size = bars ? turnedBy(bars, video.rotation) : video
  const shown = turnedBy(displaySize(video, stored), edits.rotate)
  const size = framedSize(shown, picture.frame)
  const frameRate = frameRateOf(video, picture.maxFrameRate)
  const changes: string[] = [
    ...(interlaced ? ['its pictures are interlaced'] : []),
    ...(bars ? ['its black bars are cut off'] : []),
    ...(edits.rotate === 0 ? [] : [`it is turned by ${edits.rotate}°`]),
    ...(toSdr ? ['it is HDR and made SDR'] : []),
    ...(edits.denoise === 'off' ? [] : ['its noise is taken away']),
    ...(edits.subtitles.mode === 'burn' ? ['subtitles are drawn into it'] : []),
    ...(edits.watermark ? ['a watermark is laid over it'] : []),
    ...(timeFilters.length > 0 ? ['its timing or ends are changed'] : []),
    ...(joined ? ['it is joined with others'] : []),
    ...(task.trimmed === 'precise' ? ['it is cut to the frame'] : []),
  ]
  const reasons = [
    ...changes,
    ...(takesPicture(container, video.codec)
      ? []
      : [`${container.toUpperCase()} does not take ${codecName(video.codec)}`]),
    ...(picture.copy === 'never' ? ['the preset asks for it'] : []),
    ...(picture.copy === 'fitting' ? unfitting(task, shown, size) : []),
  ]
  if (reasons.length === 0) {
    return {
      do: 'copy',
      stream: video.index,
      codec: video.codec,
      size: { width: video.width, height: video.height },
      reason:
        picture.copy === 'always'
          ? `${container.toUpperCase()} takes ${codecName(video.codec)} as it is`
          : `it is ${codecName(video.codec)} in ${video.width}×${video.height} already and fits`,
    }
  }
  const filters: PictureFilter[] = [
    ...(interlaced ? [{ kind: 'deinterlace', all: !video.interlaced } as const] : []),
    ...(bars ? [{ kind: 'cut-bars', area: bars } as const] : []),
    ...(video.sampleAspectRatio.num === video.sampleAspectRatio.den
      ? []
      : [{ kind: 'square-pixels', size: evenSize(turnedBy(shown, edits.rotate)) } as const]),
    ...(edits.rotate === 0 ? [] : [{ kind: 'turn', degrees: edits.rotate } as const]),
    ...(toSdr
      ? [
          {
            kind: 'to-sdr',
            size: exact(picture) ? null : size,
            transfer: video.colorTransfer ?? 'smpte2084',
          } as const,
        ]
      : []),
    ...(edits.denoise === 'off' ? [] : [{ kind: 'denoise', strength: edits.denoise } as const]),
    framing(picture, size, shown, findings),
    ...(edits.subtitles.mode === 'burn'
      ? [{ kind: 'subtitles', style: edits.subtitles } as const]
      : []),
    ...(edits.watermark ? [{ kind: 'watermark', watermark: edits.watermark, size } as const] : []),
    ...timeFilters,
  ]
  const hdr = !toSdr && isHdr(video)
  const tags: ColourTags = hdr ? (hdrTransfers[video.colorTransfer ?? ''] ?? 'hdr10') : 'bt709'
  return {
    do: 'encode',
    stream: video.index,
    reasons,
    size,
    frameRate,
    filters,
    fromMatrix: toSdr ? 'bt709' : matrixOf(video),
    tags,
    encoder: encoderOf(task, frameRate, hdr),
  }
}

const evenSize = ({ width, height }: Size): Size => ({ width: even(width), height: even(height) })

const exact = ({ frame }: Picture): boolean => frame.fit !== 'source' && frame.fit !== 'within'

function framing({ frame }: Picture, size: Size, shown: Size, { motion }: Findings): PictureFilter {
  switch (frame.fit) {
    case 'source':
    case 'within':
      return { kind: 'scale', size }
    case 'blurred-background':
    case 'letterbox':
    case 'crop': {
      const pan = follows(frame) && motion ? panOf(motion, shown, frame) : null
      return { kind: 'frame', frame, pan }
    }
  }
}

/** Only HEVC and AV1 at ten bits are known to be shown as HDR. */
const keepsHdr = ({ codec, tenBit }: Picture, container: Container): boolean =>
  tenBit && (codec === 'hevc' || codec === 'av1') && container !== 'webm'

const unfitting = ({ video, picture }: PictureTask, shown: Size, size: Size): string[] => [
  ...(video.codec === picture.codec
    ? []
    : [`it is ${codecName(video.codec)} and not ${codecName(picture.codec)}`]),
  ...unfittingFormat(video, picture),
  ...(shown.width > size.width + 1 || shown.height > size.height + 1
    ? [`it is ${shown.width}×${shown.height} and made ${size.width}×${size.height}`]
    : []),
  ...(exact(picture) && (shown.width !== size.width || shown.height !== size.height)
    ? [`it is not ${size.width}×${size.height}`]
    : []),
  ...(video.width % 2 === 1 || video.height % 2 === 1 ? ['its size is odd'] : []),
  ...(video.sampleAspectRatio.num === video.sampleAspectRatio.den
    ? []
    : ['its pixels are not square']),
  ...(video.rotation === 0 ? [] : ['it is stored turned']),
  ...(video.variableFrameRate ? ['its frame rate varies'] : []),
  ...(frameRate(video) > picture.maxFrameRate * 1.001
    ? [
        `it has ${frameRate(video).toFixed(0)} frames a second and at most ${picture.maxFrameRate} are wanted`,
      ]
    : []),
  ...unfittingRate(video, picture),
]

const frameRate = ({ frameRate: rate }: VideoStream): number => (rate ? rate.num / rate.den : 0)

function unfittingFormat(
  { codec, profile, pixelFormat, colorRange }: VideoStream,
  picture: Picture,
): string[] {
  const wanted = picture.tenBit ? ['yuv420p10le', 'yuv420p'] : ['yuv420p']
  if (pixelFormat === null || !wanted.includes(pixelFormat)) {
    return [`its pixels are ${pixelFormat ?? 'unknown'}`]
  }
  if (colorRange === 'pc') return ['it has full range colours']
  if (codec === 'h264' && !['Main', 'High'].includes(profile ?? '')) {
    return [`its profile is ${profile ?? 'unknown'}`]
  }
  return []
}

/** How much more than asked for a stream may take before it is made smaller. */
const spareRate = 1.1

function unfittingRate({ bitRate }: VideoStream, { quality }: Picture): string[] {
  if (quality.by === 'size') return ['it is to have a certain size']
  if (quality.by !== 'bitrate') return []
  if (bitRate !== null && bitRate <= quality.kilobitsPerSecond * 1_000 * spareRate) return []
  return [`it is to take ${quality.kilobitsPerSecond} kb/s`]
}

/** FFmpeg takes what is not tagged for BT.601, which is right for small pictures only. */
function matrixOf({ colorSpace, height }: VideoStream): 'bt601' | 'bt709' | 'bt2020' {
  const known: Record<string, 'bt601' | 'bt709' | 'bt2020'> = {
    bt709: 'bt709',
    smpte170m: 'bt601',
    bt470bg: 'bt601',
    bt2020nc: 'bt2020',
    bt2020c: 'bt2020',
  }
  return known[colorSpace ?? ''] ?? (height >= 720 ? 'bt709' : 'bt601')
}

/** FFmpeg's software encoders, best first. */
const software: Record<VideoCodec, readonly string[]> = {
  h264: ['libx264'],
  hevc: ['libx265'],
  av1: ['libsvtav1', 'libaom-av1'],
  vp9: ['libvpx-vp9'],
}

function encoderOf(task: PictureTask, rate: Rational, hdr: boolean) {
  const { picture, container, abilities } = task
  const codec = pictureCodecIn(container, picture.codec)
  const tenBit = picture.tenBit && codec !== 'h264'
  const bySize = picture.quality.by === 'size'
  // A size needs two passes, which hardware does not make.
  const hardware =
    picture.hardware && abilities && codec !== 'vp9' && !tenBit && !hdr && !bySize
      ? (hardwareFor(abilities, codec) ?? null)
      : null
  const name = abilities
    ? software[codec].find((encoder) => abilities.encoders.includes(encoder))
    : software[codec][0]
  if (name === undefined) {
    throw new SpoolError(
      'tool',
      `This FFmpeg cannot encode ${codecName(codec)}. Install a complete one, or choose another codec in the preset.`,
    )
  }
  return {
    codec,
    name,
    hardware,
    quality: qualityOf(task, codec),
    speed: picture.speed,
    pixelFormat: tenBit ? ('yuv420p10le' as const) : ('yuv420p' as const),
    keyInterval: Math.max(1, Math.round((rate.num / rate.den) * picture.keySeconds)),
  }
}

/** Where a quality by VMAF begins to look, and what is taken where VMAF cannot be measured. */
export const startingCrf: Record<VideoCodec, number> = { h264: 20, hevc: 23, av1: 32, vp9: 32 }

/** A container needs some of the size itself. */
const payload = 0.98
const leastKilobits = 60

function qualityOf(task: PictureTask, codec: VideoCodec): EncoderQuality {
  const { quality } = task.picture
  switch (quality.by) {
    case 'crf':
      return quality
    case 'vmaf':
      return { by: 'crf', crf: task.findings.crf ?? startingCrf[codec] }
    case 'bitrate':
      return { by: 'bitrate', kilobitsPerSecond: quality.kilobitsPerSecond, passes: 1 }
    case 'size': {
      if (task.durationSeconds === null) {
        throw new SpoolError(
          'invalid-input',
          'How long this video lasts is not known, so it cannot be brought to a size. Remux it first.',
        )
      }
      const kilobits = (quality.megabytes * 8_000 * payload) / task.durationSeconds
      const left = Math.floor(kilobits - task.soundKilobits)
      if (left < leastKilobits) {
        throw new SpoolError(
          'invalid-input',
          `${quality.megabytes} MB are too few for ${Math.round(task.durationSeconds)} seconds. Choose a larger size.`,
        )
      }
      // More than this is not seen any more: a short clip need not fill the size.
      const passes = codec === 'h264' || codec === 'vp9' ? 2 : 1
      return { by: 'bitrate', kilobitsPerSecond: Math.min(left, 20_000), passes }
    }
  }
}
