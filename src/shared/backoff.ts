import { z } from 'zod'

/** How long to wait between the tries of a job. */
export const retryPolicySchema = z.object({
  /** The wait after the first try, in milliseconds; each further one is twice as long. */
  baseMs: z.number().int().min(0).max(86_400_000),
  /** No wait is longer; null for no limit. */
  capMs: z.number().int().positive().nullable(),
  /** How far a wait is spread at random, as a part of it: 0 exact, 0.5 from half to one and a half. */
  jitter: z.number().min(0).max(1),
})
export type RetryPolicy = z.infer<typeof retryPolicySchema>

/** Exactly `1 s · 2^(attempts−1)` (specification, "Automatic Retry"). */
export const defaultRetryPolicy: RetryPolicy = { baseMs: 1_000, capMs: null, jitter: 0 }

interface BackoffOptions {
  policy?: RetryPolicy
  /** The least wait a server asked for, in milliseconds. */
  retryAfterMs?: number | undefined
  /** From 0 to 1; `Math.random` unless a test says otherwise. */
  random?: () => number
}

/**
 * How long a job waits before its next try, in whole milliseconds.
 *
 * @param attempts tries made so far, at least 1
 * @throws RangeError on any other number of attempts
 */
export function backoffMs(attempts: number, options: BackoffOptions = {}): number {
  if (!Number.isInteger(attempts) || attempts < 1) {
    throw new RangeError(`attempts must be a whole number of at least 1, got ${attempts}`)
  }
  const { policy = defaultRetryPolicy, retryAfterMs = 0, random = Math.random } = options
  const exact = Math.min(
    policy.baseMs * 2 ** (attempts - 1),
    policy.capMs ?? Number.MAX_SAFE_INTEGER,
  )
  const spread = policy.jitter === 0 ? 0 : exact * policy.jitter * (2 * random() - 1)
  return Math.round(Math.max(exact + spread, retryAfterMs))
}
