import { expect, it } from 'vitest'
import { retryAfter } from '../../../src/worker/network/http.ts'

const now = Date.UTC(2025, 5, 2, 10, 0, 0)

it.each([
  ['120', 120_000],
  ['0', 0],
  ['-5', 0],
  ['Mon, 02 Jun 2025 10:00:30 GMT', 30_000],
  ['Mon, 02 Jun 2025 09:00:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
])('Retry-After: %s means %s ms', (value, expected) => {
  expect(retryAfter(new Headers({ 'retry-after': value }), now)).toBe(expected)
})

it('no Retry-After means nothing', () => {
  expect(retryAfter(new Headers(), now)).toBeUndefined()
})
