const baseMs = 1_000

/**
 * How long a job waits before its next try, in milliseconds: `1 s · 2^(attempts−1)`
 * (specification, "Automatic Retry"), or longer where the other side asked for it.
 *
 * @param attempts tries made so far, at least 1
 * @param retryAfterMs the least wait a server asked for
 */
export function backoffMs(attempts: number, retryAfterMs = 0): number {
  if (!Number.isInteger(attempts) || attempts < 1) {
    throw new RangeError(`attempts must be a whole number of at least 1, got ${attempts}`)
  }
  return Math.max(baseMs * 2 ** (attempts - 1), retryAfterMs)
}
