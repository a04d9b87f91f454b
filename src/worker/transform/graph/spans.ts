import type { Rational } from '../../../shared/media.ts'
import type { Span } from '../../../shared/plan/index.ts'

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

/** Spans that begin and end between two pictures, so that picture and sound stay together. */
export function onFrames(spans: readonly Span[], { num, den }: Rational): Span[] {
  const frame = den / num
  const snapped = (time: number) => Math.max(0, (Math.round(time / frame) - 0.5) * frame)
  return spans
    .map(({ from, to }) => ({ from: snapped(from), to: snapped(to) }))
    .filter(({ from, to }) => to > from)
}
