import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limitAt, sharesOf } from '../../../src/shared/bandwidth.ts'

/** 2026-11-23 is a Monday. */
const at = (day: number, hour: number, minute = 0) =>
  new Date(2026, 10, 22 + day, hour, minute).getTime()
const work = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:30', bytesPerSecond: 100_000 }
const night = { days: [5], from: '22:00', to: '06:00', bytesPerSecond: null }

describe('the limit of the moment', () => {
  it.each<[string, number, number | null]>([
    ['Monday before work', at(1, 8, 59), 500_000],
    ['Monday at nine', at(1, 9), 100_000],
    ['Monday just before the end', at(1, 17, 29), 100_000],
    ['Monday at the end', at(1, 17, 30), 500_000],
    ['Sunday at noon', at(0, 12), 500_000],
    ['Friday night', at(5, 23), null],
    ['Saturday before dawn', at(6, 5, 59), null],
    ['Saturday night', at(6, 23), 500_000],
    ['Friday before dawn', at(5, 3), 500_000],
  ])('%s', (_name, now, expected) => {
    const settings = { bytesPerSecond: 500_000, windows: [work, night] }
    expect(limitAt(settings, now).bytesPerSecond).toBe(expected)
  })

  it('says when it may change', () => {
    const settings = { bytesPerSecond: null, windows: [work] }
    expect(limitAt(settings, at(1, 8)).until).toBe(at(1, 9))
    expect(limitAt(settings, at(1, 9)).until).toBe(at(1, 17, 30))
    expect(limitAt({ bytesPerSecond: 5_000, windows: [] }, at(1, 8)).until).toBeNull()
  })
})

describe('shares', () => {
  it('leave to the others what a source may not use', () => {
    const shares = sharesOf(1_000, [
      { id: 'a', group: '1', groupLimit: 100 },
      { id: 'b', group: '1', groupLimit: 100 },
      { id: 'c', group: '2', groupLimit: null },
    ])
    expect([...shares]).toEqual([
      ['a', 50],
      ['b', 50],
      ['c', 900],
    ])
  })

  it('are no limit where there is none', () => {
    expect(sharesOf(null, [{ id: 1, group: 'x', groupLimit: null }]).get(1)).toBeNull()
    expect(sharesOf(null, [{ id: 1, group: 'x', groupLimit: 70 }]).get(1)).toBe(70)
  })

  it('never add up to more than the limit, and waste none of it', () => {
    const member = fc.record({
      group: fc.constantFrom('1', '2', '3'),
      groupLimit: fc.option(fc.integer({ min: 2_000, max: 100_000 }), { nil: null }),
    })
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000, max: 1_000_000 }),
        fc.array(member, { minLength: 1, maxLength: 9 }),
        (limit, members) => {
          const list = members.map((one, id) => ({ ...one, id }))
          const shares = [...sharesOf(limit, list).values()]
          const sum = shares.reduce<number>((total, share) => total + (share ?? Infinity), 0)
          expect(sum).toBeLessThanOrEqual(limit)
          if (list.some(({ groupLimit }) => groupLimit === null)) {
            expect(sum).toBeGreaterThan(limit - list.length - 1)
          }
        },
      ),
    )
  })
})
