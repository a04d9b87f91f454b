import type { Rational } from '../../../shared/media.ts'
import type { Pan, Span } from '../../../shared/plan/index.ts'

/**
 * An expression that is 1 within the spans. A balanced tree: FFmpeg's expressions are no deeper
 * than a hundred terms, which a plain sum of all spans soon is.
 */
export function withinSpans(spans: readonly Span[]): string {
  const [first, ...others] = spans
  if (!first) return '0'
  if (others.length === 0) return `gte(t,${first.from.toFixed(4)})*lt(t,${first.to.toFixed(4)})`
  const middle = Math.floor(spans.length / 2)
  const border = spans[middle]?.from ?? 0
  const [before, after] = [spans.slice(0, middle), spans.slice(middle)]
  return `if(lt(t,${border.toFixed(4)}),${withinSpans(before)},${withinSpans(after)})`
}

/**
 * An expression that goes evenly from one point to the next, as a balanced tree like
 * {@link withinSpans}; before the first and after the last it stays.
 */
export function alongPath(points: Pan['points']): string {
  const [first, second] = points
  if (!first) return '0.5'
  if (!second) return first.at.toFixed(4)
  const last = points.at(-1) ?? first
  return `if(lt(t,${first.seconds.toFixed(3)}),${first.at.toFixed(4)},if(gte(t,${last.seconds.toFixed(3)}),${last.at.toFixed(4)},${between(points)}))`
}

function between(points: Pan['points']): string {
  const [first, second] = points
  if (!first || !second) return '0.5'
  if (points.length === 2) {
    const slope = (second.at - first.at) / Math.max(0.001, second.seconds - first.seconds)
    return `${first.at.toFixed(4)}+(${slope.toFixed(5)})*(t-${first.seconds.toFixed(3)})`
  }
  const middle = Math.floor(points.length / 2)
  const border = points[middle]?.seconds ?? 0
  return `if(lt(t,${border.toFixed(3)}),${between(points.slice(0, middle + 1))},${between(points.slice(middle))})`
}

/** Spans that begin and end between two pictures, so that picture and sound stay together. */
export function onFrames(spans: readonly Span[], { num, den }: Rational): Span[] {
  const frame = den / num
  const snapped = (time: number) => Math.max(0, (Math.round(time / frame) - 0.5) * frame)
  return spans
    .map(({ from, to }) => ({ from: snapped(from), to: snapped(to) }))
    .filter(({ from, to }) => to > from)
}
