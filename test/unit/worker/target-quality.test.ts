import { describe, expect, it } from 'vitest'
import { findCrf } from '../../../src/worker/transform/target-quality/search.ts'

/** A video whose score falls like this. */
function video(scoreAt: (crf: number) => number) {
  const tried: number[] = []
  const measure = (crf: number) => {
    tried.push(crf)
    return Promise.resolve(scoreAt(crf))
  }
  return { tried, measure }
}

const range = { low: 10, high: 45, start: 23 }

describe('the rate factor for a quality', () => {
  it.each([
    ['easy', (crf: number) => 100 - 0.05 * (crf - 10) ** 2],
    ['hard', (crf: number) => 99 - 1.9 * (crf - 10)],
    ['flat, then steep', (crf: number) => (crf < 30 ? 98 : 98 - 4 * (crf - 30))],
  ])('is found with few encodes of an %s video', async (_what, scoreAt) => {
    const { tried, measure } = video(scoreAt)
    const found = await findCrf(93, range, measure)
    expect(found.score).toBeGreaterThanOrEqual(93)
    // The next step up would be too poor.
    expect(scoreAt(found.crf + 1)).toBeLessThan(93.4)
    expect(tried.length).toBeLessThanOrEqual(7)
    expect(new Set(tried).size).toBe(tried.length)
  })

  it('is the worst worth trying where all is good, the best where nothing is', async () => {
    const good = video(() => 99)
    expect((await findCrf(93, range, good.measure)).crf).toBe(45)
    const poor = video((crf) => 80 - crf)
    expect((await findCrf(93, range, poor.measure)).crf).toBe(10)
    expect(Math.max(...good.tried)).toBeLessThanOrEqual(45)
    expect(Math.min(...poor.tried)).toBeGreaterThanOrEqual(10)
  })

  it('needs one encode where the first fits', async () => {
    const { tried, measure } = video(() => 93.2)
    expect(await findCrf(93, range, measure)).toEqual({ crf: 23, score: 93.2 })
    expect(tried).toEqual([23])
  })
})
