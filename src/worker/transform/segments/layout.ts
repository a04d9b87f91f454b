import type { Rational } from '../../../shared/media.ts'

/** A stretch of the picture that is encoded by itself. */
export interface Segment {
  index: number
  /** Its first picture, counted from the start of the output. */
  firstFrame: number
  /** How many pictures it has; null for the last one, which goes on to the end. */
  frames: number | null
  /** Where it begins and how long it lasts, in seconds of the output. */
  startSeconds: number
  seconds: number
}

/** A crash costs at most one of these, in seconds of the video. */
const usualSeconds = 30
/** More files than this are not worth it. */
const mostSegments = 400

/**
 * Cuts a video into stretches of whole groups of pictures, so that key frames come where they
 * would without the cuts.
 *
 * @param keyInterval pictures from one key frame to the next
 */
export function layOut(
  durationSeconds: number,
  { num, den }: Rational,
  keyInterval: number,
  segmentSeconds = Math.max(usualSeconds, durationSeconds / mostSegments),
): Segment[] {
  const rate = num / den
  const frames = Math.max(1, Math.round((segmentSeconds * rate) / keyInterval)) * keyInterval
  const total = Math.max(1, Math.round(durationSeconds * rate))
  // A last stretch of a few pictures only is no use: it belongs to the one before.
  const count = Math.max(1, Math.round(total / frames))
  return Array.from({ length: count }, (_, index) => {
    const firstFrame = index * frames
    const isLast = index === count - 1
    return {
      index,
      firstFrame,
      frames: isLast ? null : frames,
      startSeconds: firstFrame / rate,
      seconds: (isLast ? total - firstFrame : frames) / rate,
    }
  })
}
