import type { Size } from './types.ts'

/** Where it moved at a moment, as shares of the picture from its left and its top. */
export interface Motion {
  /** Since what is used of the input begins. */
  seconds: number
  x: number
  y: number
  /** Everything changed at once: another scene begins, and the crop may jump. */
  cut: boolean
}

/** Where a crop is from a moment on, moving evenly to the next: 0 is the left or top end, 1 the other. */
export interface PanPoint {
  seconds: number
  at: number
}

export interface Pan {
  axis: 'x' | 'y'
  points: readonly PanPoint[]
}

/** How fast a crop moves at most, in shares of the picture's side a second. */
export const fastestPan = 0.35
/** The middle of the crop may be so far from what moves, in shares of the crop, before it follows. */
const deadZone = 0.1
/** Over so many seconds movement is evened out. */
const evenedOver = 0.4
/** A path is told by no more points than this. */
const mostPoints = 300

/**
 * The path of a crop that keeps in its frame what moves: evened out, and never faster than a hand
 * would turn a camera. Null where nothing moves, or nothing is over that could be cut off.
 *
 * @param shown the picture that is cut, upright and in square pixels
 * @param frame what the crop is made into
 */
export function panOf(motion: readonly Motion[], shown: Size, frame: Size): Pan | null {
  const wide = shown.width * frame.height - shown.height * frame.width
  if (wide === 0 || motion.length === 0) return null
  const axis = wide > 0 ? 'x' : 'y'
  // What the crop takes of the side it moves along.
  const share =
    axis === 'x'
      ? (shown.height * frame.width) / frame.height / shown.width
      : (shown.width * frame.height) / frame.width / shown.height
  const half = share / 2
  const centres = motion.map((one) => Math.min(1 - half, Math.max(half, one[axis])))
  const path = scenesOf(motion).flatMap(([from, to]) => {
    const times = motion.slice(from, to).map(({ seconds }) => seconds)
    const calm = withoutTremor(centres.slice(from, to), share * deadZone)
    return limited(times, evened(times, calm)).map((centre, n) => ({
      seconds: times[n] ?? 0,
      at: (centre - half) / (1 - share),
    }))
  })
  return { axis, points: thinned(path) }
}

/** From which look to which each scene goes. */
function scenesOf(motion: readonly Motion[]): [number, number][] {
  const starts = motion.flatMap(({ cut }, index) => (cut || index === 0 ? [index] : []))
  return starts.map((start, n) => [start, starts[n + 1] ?? motion.length])
}

/** Stays where it is until what moves is farther away than the dead zone, then goes as far. */
function withoutTremor(centres: readonly number[], zone: number): number[] {
  let at = centres[0] ?? 0.5
  return centres.map((centre) => {
    if (Math.abs(centre - at) > zone) at = centre - Math.sign(centre - at) * zone
    return at
  })
}

/** The same forwards and backwards, so that the crop is neither late nor early. */
function evened(times: readonly number[], values: readonly number[]): number[] {
  const pass = (indices: readonly number[], from: readonly number[]): number[] => {
    const made = [...from]
    indices.forEach((index, n) => {
      const before = indices[n - 1]
      if (before === undefined) return
      const step = Math.abs((times[index] ?? 0) - (times[before] ?? 0))
      const weight = 1 - Math.exp(-step / evenedOver)
      made[index] = (made[before] ?? 0) + weight * ((from[index] ?? 0) - (made[before] ?? 0))
    })
    return made
  }
  const forwards = values.map((_, index) => index)
  return pass(forwards.toReversed(), pass(forwards, values))
}

function limited(times: readonly number[], values: readonly number[]): number[] {
  let at = values[0] ?? 0.5
  return values.map((value, index) => {
    const step = fastestPan * ((times[index] ?? 0) - (times[index - 1] ?? times[index] ?? 0))
    at += Math.min(step, Math.max(-step, value - at))
    return at
  })
}

/** Only the points where the path bends; the more of them, the more it is straightened. */
function thinned(path: readonly PanPoint[]): PanPoint[] {
  for (let tolerance = 0.004; ; tolerance *= 2) {
    const kept = bends(path, tolerance)
    if (kept.length <= mostPoints) return kept
  }
}

/** By Douglas and Peucker, without recursion: paths are long. */
function bends(path: readonly PanPoint[], tolerance: number): PanPoint[] {
  const keep = new Set([0, path.length - 1])
  const waiting: [number, number][] = [[0, path.length - 1]]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [from, to] = next
    const [a, b] = [path[from], path[to]]
    if (!a || !b || to - from < 2) continue
    let [farthest, distance] = [from, tolerance]
    for (let index = from + 1; index < to; index++) {
      const point = path[index]
      if (!point) continue
      const part = (point.seconds - a.seconds) / (b.seconds - a.seconds)
      const away = Math.abs(point.at - (a.at + (b.at - a.at) * part))
      if (away > distance) [farthest, distance] = [index, away]
    }
    if (farthest === from) continue
    keep.add(farthest)
    waiting.push([from, farthest], [farthest, to])
  }
  return path.filter((_, index) => keep.has(index))
}
