/** One rate factor that was tried, and how good it looked. */
export interface Tried {
  crf: number
  score: number
}

export interface SearchRange {
  /** The best quality worth trying, and the worst. */
  low: number
  high: number
  /** Where to begin. */
  start: number
}

/** Factors between two tried ones are not worth another encode. */
const step = 0.5
/** So near above the target is near enough. */
const nearEnough = 0.4
const mostTries = 7

/**
 * Finds the highest rate factor — the smallest file — that still looks as good as the target. Each
 * try costs an encode, so the next factor is where the line between the nearest two on both sides
 * meets the target.
 *
 * @param measure encodes at a factor and says how good it looks; the higher the factor, the worse
 * @returns the best that was tried; one below the target only where nothing reaches it
 */
export async function findCrf(
  target: number,
  { low, high, start }: SearchRange,
  measure: (crf: number) => Promise<number>,
): Promise<Tried> {
  const tried: Tried[] = []
  let next = start
  while (tried.length < mostTries) {
    const latest = { crf: next, score: await measure(next) }
    tried.push(latest)
    const over = latest.score - target
    if (over >= 0 && over <= nearEnough) break
    // The one nearest to the target on each side of it.
    const good = tried.filter(({ score }) => score >= target).sort((a, b) => b.crf - a.crf)[0]
    const poor = tried.filter(({ score }) => score < target).sort((a, b) => a.crf - b.crf)[0]
    const guess = guessed(target, good, poor)
    const floor = good ? good.crf + step : low
    const ceiling = poor ? poor.crf - step : high
    if (floor > ceiling) break
    next = Math.min(ceiling, Math.max(floor, Math.round(guess / step) * step))
    if (tried.some(({ crf }) => crf === next)) break
  }
  const enough = tried.filter(({ score }) => score >= target).sort((a, b) => b.crf - a.crf)[0]
  const best = enough ?? tried.sort((a, b) => b.score - a.score)[0]
  if (!best) throw new Error('Nothing was tried.')
  return best
}

/** How much the score falls with each step of the factor, while only one was tried. */
const usualSlope = 1.5

function guessed(target: number, good: Tried | undefined, poor: Tried | undefined): number {
  if (good && poor) {
    const share = (good.score - target) / (good.score - poor.score)
    return good.crf + share * (poor.crf - good.crf)
  }
  const known = good ?? poor
  if (!known) throw new Error('Nothing was tried.')
  const steps = (known.score - target) / usualSlope
  // One side only: rather too far, so that the next guess lies between two.
  return known.crf + steps + Math.sign(steps)
}
