import { describe, expect, it } from 'vitest'
import { getsLarger } from '../../../src/worker/transform/encode.ts'

const source = 1_000

describe('a rendition that is to be no larger than its source', () => {
  it.each([
    ['is larger already', { bytes: 1_001, part: 0.4 }, true],
    ['is larger, however long it lasts', { bytes: 1_001, part: null }, true],
    ['heads far above it', { bytes: 420, part: 0.15 }, true],
    ['heads above it near the end', { bytes: 990, part: 0.9 }, false],
    ['heads surely above it near the end', { bytes: 999, part: 0.8 }, false],
    ['has had a hard beginning only', { bytes: 200, part: 0.15 }, false],
    ['has hardly begun', { bytes: 300, part: 0.05 }, false],
    ['heads below it', { bytes: 300, part: 0.5 }, false],
    ['is twice as large at half of it', { bytes: 1_000, part: 0.47 }, true],
  ] as const)('%s', (_, soFar, larger) => {
    expect(getsLarger(soFar, source)).toBe(larger)
  })
})
