import { describe, expect, it } from 'vitest'
import { fastestPan, panOf, type Motion } from '../../../src/shared/plan/index.ts'

const wide = { width: 1920, height: 1080 }
const upright = { width: 1080, height: 1920 }
/** What the crop takes of the width. */
const share = (1080 * 1080) / 1920 / 1920

const moving = (seconds: number, xAt: (t: number) => number, cutAt = -1): Motion[] =>
  Array.from({ length: seconds * 5 }, (_, n) => ({
    ...{ seconds: n / 5, x: xAt(n / 5), y: 0.5, cut: n / 5 === cutAt },
  }))

/** Where the middle of the crop is at a moment, as a share of the picture. */
function centreAt(motion: readonly Motion[], seconds: number): number {
  const points = panOf(motion, wide, upright)?.points ?? []
  const next = points.findIndex((point) => point.seconds > seconds)
  const [a, b] = [points[next - 1], points[next]]
  if (!a || !b) throw new Error('The path does not go so far.')
  const at = a.at + ((b.at - a.at) * (seconds - a.seconds)) / (b.seconds - a.seconds)
  return share / 2 + at * (1 - share)
}

describe('a crop that follows the motion', () => {
  it('keeps in its frame what moves', () => {
    const xAt = (t: number) => 0.5 + 0.35 * Math.sin((2 * Math.PI * t) / 10)
    const motion = moving(20, xAt)
    for (let t = 1; t < 19; t += 0.5) {
      const inFrame = Math.max(share / 2, Math.min(1 - share / 2, xAt(t)))
      expect(Math.abs(centreAt(motion, t) - inFrame)).toBeLessThan(share / 2)
    }
  })

  it('never pans faster than a hand would', () => {
    const jumping = moving(10, (t) => (t % 2 < 1 ? 0.1 : 0.9))
    const { points = [] } = panOf(jumping, wide, upright) ?? {}
    points.slice(1).forEach((point, n) => {
      const before = points[n] ?? point
      const speed =
        (Math.abs(point.at - before.at) * (1 - share)) / (point.seconds - before.seconds)
      expect(speed).toBeLessThan(fastestPan * 1.1)
    })
  })

  it('stands still where something only trembles', () => {
    const { points } =
      panOf(
        moving(10, (t) => 0.5 + 0.01 * Math.sin(20 * t)),
        wide,
        upright,
      ) ?? {}
    for (const { at } of points ?? []) expect(at).toBeCloseTo(0.5, 1)
    expect(points).toHaveLength(2)
  })

  it('jumps with the scene', () => {
    const motion = moving(10, (t) => (t < 5 ? 0.3 : 0.7), 5)
    expect(centreAt(motion, 4.7)).toBeCloseTo(0.3, 1)
    expect(centreAt(motion, 5.3)).toBeCloseTo(0.7, 1)
  })

  it('goes up and down where the picture is too tall', () => {
    expect(
      panOf(
        moving(4, () => 0.5),
        upright,
        { width: 100, height: 100 },
      )?.axis,
    ).toBe('y')
  })

  it('has no way where nothing moves or nothing is cut off', () => {
    expect(panOf([], wide, upright)).toBeNull()
    expect(
      panOf(
        moving(4, () => 0.5),
        wide,
        { width: 1280, height: 720 },
      ),
    ).toBeNull()
  })

  it('is told in few points however long it lasts', () => {
    const motion = moving(1_800, (t) => 0.5 + 0.4 * Math.sin(t / 3) * Math.sin(t / 50))
    expect(panOf(motion, wide, upright)?.points.length).toBeLessThanOrEqual(300)
  })
})
