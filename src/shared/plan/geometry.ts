import type { Rational, VideoStream } from '../media.ts'
import type { Frame } from '../preset.ts'
import type { Size } from './types.ts'

/** As a viewer sees it: square pixels, turned upright. */
export function displaySize(
  { sampleAspectRatio, rotation }: VideoStream,
  { width, height }: Size,
): Size {
  const wide = Math.max(1, Math.round((width * sampleAspectRatio.num) / sampleAspectRatio.den))
  return rotation % 180 === 0 ? { width: wide, height } : { width: height, height: wide }
}

/** Pixels with half the colour resolution have only even sizes. */
export const even = (length: number): number => Math.max(2, 2 * Math.round(length / 2 - 1e-9))

/** The largest even size of the same shape within the box, turned for tall pictures; no larger. */
export function fitWithin({ width, height }: Size, box: Size): Size {
  const [boxWidth, boxHeight] = height > width ? [box.height, box.width] : [box.width, box.height]
  const scale = Math.min(1, boxWidth / width, boxHeight / height)
  return { width: even(width * scale), height: even(height * scale) }
}

/** The largest even size of the same shape within the box, whichever way it lies. */
export function containedIn({ width, height }: Size, box: Size): Size {
  const scale = Math.min(box.width / width, box.height / height)
  return {
    width: Math.min(box.width, even(width * scale)),
    height: Math.min(box.height, even(height * scale)),
  }
}

/** The size a frame makes of a picture shown at this size. */
export function framedSize(shown: Size, frame: Frame): Size {
  switch (frame.fit) {
    case 'source':
      return { width: even(shown.width), height: even(shown.height) }
    case 'within':
      return fitWithin(shown, frame)
    case 'blurred-background':
    case 'letterbox':
    case 'crop':
      return { width: frame.width, height: frame.height }
  }
}

export const turnedBy = ({ width, height }: Size, degrees: number): Size =>
  degrees % 180 === 0 ? { width, height } : { width: height, height: width }

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

/** The input's own rate, as one of the usual ones where it is within 0.1 % of it. */
export function frameRateOf(
  video: Pick<VideoStream, 'frameRate' | 'baseFrameRate' | 'variableFrameRate'>,
  max: number,
): Rational {
  const frameRate = video.variableFrameRate ? steadyRate(video) : video.frameRate
  if (!frameRate) return { num: Math.min(30, Math.round(max)), den: 1 }
  const rate = perSecond(frameRate)
  const usual = usualNear(rate)
  // Half the rate moves as evenly as all of it.
  if (rate > max * 1.001) {
    const half = rate / 2
    const { num, den } = usual ?? frameRate
    if (half <= max && half >= max / 2 && usual)
      return num % 2 === 0 ? { num: num / 2, den } : { num, den: den * 2 }
    return { num: Math.max(1, Math.round(max)), den: 1 }
  }
  if (usual) return usual
  return video.variableFrameRate || frameRate.den > 1_001
    ? { num: Math.max(1, Math.round(rate)), den: 1 }
    : frameRate
}

/**
 * The rate at which nothing of a varying one is lost: its mean would drop pictures wherever much
 * moves.
 */
function steadyRate({
  frameRate,
  baseFrameRate,
}: Pick<VideoStream, 'frameRate' | 'baseFrameRate'>): Rational | null {
  if (baseFrameRate && usualNear(perSecond(baseFrameRate))) return baseFrameRate
  if (!frameRate) return null
  return usualRates.find((rate) => perSecond(rate) >= perSecond(frameRate)) ?? frameRate
}

/** The nearest, as 30 is within 0.1 % of 29.97. */
function usualNear(rate: number): Rational | undefined {
  const distance = (usual: Rational) => Math.abs(perSecond(usual) - rate) / rate
  const [nearest] = [...usualRates].sort((a, b) => distance(a) - distance(b))
  return nearest && distance(nearest) < 0.001 ? nearest : undefined
}

const perSecond = ({ num, den }: Rational): number => num / den
