import { SpoolError } from '../../shared/errors.ts'
import type { MediaInfo, Rational, VideoStream } from '../../shared/media.ts'
import type { Preset } from '../../shared/preset.ts'

export interface Size {
  width: number
  height: number
}

/** What a transform will do, decided before it starts. */
export interface TransformPlan {
  /** The picture made, in square pixels. */
  size: Size
  /** Constant. */
  frameRate: Rational
  /** FFmpeg's filter graph from `[0:V:0]` to `[video]`. */
  videoFilters: string
  /** Whether there is sound to be kept. */
  audio: boolean
  /** What the output must last, in seconds; null where the input does not tell. */
  durationSeconds: number | null
}

const usualRates: readonly Rational[] = [
  { num: 24_000, den: 1_001 },
  { num: 24, den: 1 },
  { num: 25, den: 1 },
  { num: 30_000, den: 1_001 },
  { num: 30, den: 1 },
  { num: 50, den: 1 },
  { num: 60_000, den: 1_001 },
  { num: 60, den: 1 },
]

/**
 * Decides how a preset is applied to this input.
 *
 * @throws SpoolError `invalid-input` where there is no picture
 */
export function planTransform(media: MediaInfo, preset: Preset): TransformPlan {
  const { video } = media
  if (!video) {
    throw new SpoolError(
      'invalid-input',
      `There is no picture in this file, and “${preset.name}” makes one. Choose another preset.`,
    )
  }
  const shown = displaySize(video)
  const { frame, maxFrameRate } = preset.video
  const size = frame.fit === 'within' ? fitWithin(shown, frame) : frame
  const prepare = [
    ...(video.interlaced ? ['bwdif=mode=send_frame:deint=interlaced'] : []),
    // Sizes below are of square pixels.
    ...(video.sampleAspectRatio.num === video.sampleAspectRatio.den
      ? []
      : [`scale=${shown.width}:${shown.height}:flags=lanczos,setsar=1`]),
  ].map((filter) => `${filter},`)
  const picture =
    frame.fit === 'within'
      ? `scale=${size.width}:${size.height}:flags=lanczos:${colours(video)}`
      : blurredBackground(size, colours(video))
  return {
    size: { width: size.width, height: size.height },
    frameRate: frameRateOf(video, maxFrameRate),
    videoFilters: `[0:V:0]${prepare.join('')}${picture},setsar=1,format=yuv420p[video]`,
    audio: media.audio !== null,
    durationSeconds: media.durationSeconds,
  }
}

/** As a viewer sees it: square pixels, turned upright. */
function displaySize({ width, height, sampleAspectRatio, rotation }: VideoStream): Size {
  const wide = Math.max(1, Math.round((width * sampleAspectRatio.num) / sampleAspectRatio.den))
  return rotation % 180 === 0 ? { width: wide, height } : { width: height, height: wide }
}

/** The largest even size of the same shape within the box, turned for tall pictures; no larger. */
export function fitWithin({ width, height }: Size, box: Size): Size {
  const [boxWidth, boxHeight] = height > width ? [box.height, box.width] : [box.width, box.height]
  const scale = Math.min(1, boxWidth / width, boxHeight / height)
  return { width: even(width * scale), height: even(height * scale) }
}

/** H.264 with half the colour resolution has only even sizes. */
const even = (length: number): number => Math.max(2, 2 * Math.round(length / 2 - 1e-9))

/** A small picture is blurred, then enlarged: the eye cannot tell, and it takes half the time. */
function blurredBackground({ width, height }: Size, colours: string): string {
  const [smallWidth, smallHeight] = [even(width / 4), even(height / 4)]
  return [
    'split[back][front]',
    `[back]scale=${smallWidth}:${smallHeight}:force_original_aspect_ratio=increase:flags=fast_bilinear:${colours},crop=${smallWidth}:${smallHeight},gblur=sigma=8:steps=2,eq=brightness=-0.06,scale=${width}:${height}:flags=bilinear[blurred]`,
    `[front]scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=lanczos:${colours}[whole]`,
    '[blurred][whole]overlay=(W-w)/2:(H-h)/2',
  ].join(';')
}

/**
 * To BT.709 at limited range, told where from: FFmpeg takes what is not tagged for BT.601, which is
 * right for small pictures only (ITU-R BT.709 for 720 lines and more).
 */
function colours({ colorSpace, height }: VideoStream): string {
  const known: Record<string, string> = {
    bt709: 'bt709',
    smpte170m: 'bt601',
    bt470bg: 'bt601',
    bt2020nc: 'bt2020',
    bt2020c: 'bt2020',
  }
  const from = known[colorSpace ?? ''] ?? (height >= 720 ? 'bt709' : 'bt601')
  return `in_color_matrix=${from}:out_color_matrix=bt709:out_range=tv`
}

/** The input's own rate, as one of the usual ones where it is within 0.1 % of it. */
export function frameRateOf({ frameRate, variableFrameRate }: VideoStream, max: number): Rational {
  if (!frameRate) return { num: 30, den: 1 }
  const rate = frameRate.num / frameRate.den
  const usual = usualRates.find(({ num, den }) => Math.abs(num / den - rate) / rate < 0.001)
  if (rate > max) return { num: max, den: 1 }
  if (usual) return usual
  return variableFrameRate || frameRate.den > 1_001
    ? { num: Math.max(1, Math.round(rate)), den: 1 }
    : frameRate
}
