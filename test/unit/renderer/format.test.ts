import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatPercent,
  formatQuantity,
  formatRelative,
  formatRemaining,
  formatSpeed,
} from '../../../src/shared/format.ts'

describe('sizes and speeds', () => {
  it.each([
    [0, '0 B'],
    [950, '950 B'],
    [1_420_000, '1.42 MB'],
    [999_999, '1 MB'],
    [184_302_991, '184 MB'],
    [2e15, '2 PB'],
    [5e18, '5,000 PB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })

  it('tells speed in bytes or in times real time', () => {
    expect(formatSpeed({ unit: 'bytes/s', value: 8_420_000 })).toBe('8.42 MB/s')
    expect(formatSpeed({ unit: 'x', value: 2 })).toBe('2.0×')
  })
})

describe('progress', () => {
  it('says 100 % only when it is true', () => {
    expect(formatPercent(0.999)).toBe('99 %')
    expect(formatPercent(1)).toBe('100 %')
  })
})

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [-3, '0 s'],
    [0.02, '0.1 s'],
    [0.31, '0.3 s'],
    [0.97, '1 s'],
    [45, '45 s'],
    [60, '1 min'],
    [200, '3 min 20 s'],
    [3600, '1 h'],
    [3840, '1 h 4 min'],
    [3605, '1 h'],
    [183_600, '2 d 3 h'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text)
  })

  it.each([
    [0, '1 s left'],
    [8.2, '8 s left'],
    [61, '2 min left'],
    [3840, '1 h 4 min left'],
  ])('tells %d remaining seconds no finer than they are known: %s', (seconds, text) => {
    expect(formatRemaining(seconds)).toBe(text)
  })

  it('never names more than two units, whatever the length', () => {
    fc.assert(
      fc.property(fc.nat(1e8), (seconds) => {
        expect(formatDuration(seconds)).toMatch(/^[\d,]+ (d|h|min|s)( \d+ (h|min|s))?$/)
      }),
    )
  })
})

describe('counts', () => {
  it('groups digits and knows one from many', () => {
    expect(formatCount(12_345)).toBe('12,345')
    expect(formatQuantity(1, 'source')).toBe('1 source')
    expect(formatQuantity(2_000, 'source')).toBe('2,000 sources')
  })
})

describe('relative times', () => {
  const now = new Date(2026, 10, 24, 12).getTime()
  const minute = 60_000
  const day = 24 * 60 * minute

  it.each([
    [0, 'just now'],
    [-5 * minute, 'just now'],
    [minute, '1 minute ago'],
    [59 * minute, '59 minutes ago'],
    [60 * minute, '1 hour ago'],
    [23.9 * 60 * minute, '23 hours ago'],
    [day, 'yesterday'],
    [3 * day, '3 days ago'],
    [30 * day, 'Oct 25'],
  ])('%d milliseconds ago is %s', (ago, text) => {
    expect(formatRelative(now - ago, now)).toBe(text)
  })

  it('names the year once it is another', () => {
    expect(formatRelative(new Date(2024, 1, 3).getTime(), now)).toBe('Feb 3, 2024')
  })
})
