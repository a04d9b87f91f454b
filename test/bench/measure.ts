/** Figures of one measured thing, all in the same unit. */
export interface Summary {
  median: number
  /** The quartiles: how far the rounds lie apart. */
  low: number
  high: number
  rounds: number
}

/** The value that a part of the sorted values (0 to 1) does not exceed. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]
  if (value === undefined) throw new Error('Nothing was measured.')
  return value
}

export const summarise = (values: readonly number[]): Summary => ({
  median: percentile(values, 0.5),
  low: percentile(values, 0.25),
  high: percentile(values, 0.75),
  rounds: values.length,
})

/** How long one call takes, in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** What one call takes in milliseconds, over up to so many calls, or as many as the time allows. */
export async function perCall(
  calls: number,
  work: () => unknown,
  budgetMs = Infinity,
): Promise<number> {
  const begun = performance.now()
  let made = 0
  while (made < calls && performance.now() - begun < budgetMs) {
    const pending = work()
    // Awaiting what is not a promise would cost the synchronous contenders a turn for nothing.
    if (pending instanceof Promise) await pending
    made += 1
  }
  return (performance.now() - begun) / made
}
