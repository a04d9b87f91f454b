import { describe, expect, it } from 'vitest'
import { backoffMs } from '../../../src/shared/backoff.ts'

describe('backoff', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [10, 512_000],
  ])('after %i tries it is %i ms', (attempts, wait) => {
    expect(backoffMs(attempts)).toBe(wait)
  })

  it('waits as long as a server asks, but never shorter than its own rule', () => {
    expect(backoffMs(1, { retryAfterMs: 30_000 })).toBe(30_000)
    expect(backoffMs(5, { retryAfterMs: 30 })).toBe(16_000)
  })

  it.each([0, -1, 1.5, Number.NaN])('refuses %d tries', (attempts) => {
    expect(() => backoffMs(attempts)).toThrow(RangeError)
  })
})
