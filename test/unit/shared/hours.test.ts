import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closedUntil, isWithin, type WeekHours } from '../../../src/shared/hours.ts'

const everyDay = [0, 1, 2, 3, 4, 5, 6]
const night: WeekHours = { days: everyDay, from: '22:00', to: '06:00' }
const office: WeekHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }
const zone = process.env.TZ

beforeEach(() => {
  process.env.TZ = 'Europe/Berlin'
})
afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

const at = (text: string): number => new Date(text).getTime()
const until = (hours: WeekHours[], now: string): string | null => {
  const end = closedUntil(hours, at(now))
  return end === null ? null : new Date(end).toISOString()
}

describe('the hours work may begin in', () => {
  it.each([
    [night, '2026-11-24T23:30', true],
    [night, '2026-11-24T05:59', true],
    [night, '2026-11-24T06:00', false],
    [office, '2026-11-24T09:00', true],
    [office, '2026-11-24T17:00', false],
    // A Saturday.
    [office, '2026-11-28T12:00', false],
    // The night that began on Friday goes on.
    [{ ...night, days: [5] }, '2026-11-28T03:00', true],
    [{ ...night, days: [5] }, '2026-11-28T23:00', false],
  ] as const)('%o holds at %s: %s', (hours, moment, holds) => {
    expect(isWithin({ ...hours, days: [...hours.days] }, new Date(moment))).toBe(holds)
  })

  it('are always, where there are none', () => {
    expect(until([], '2026-11-24T12:00')).toBeNull()
  })

  it('begin the same evening, after the weekend, or in whichever comes first', () => {
    expect(until([night], '2026-11-24T12:00')).toBe('2026-11-24T21:00:00.000Z')
    expect(until([office], '2026-11-27T18:00')).toBe('2026-11-30T08:00:00.000Z')
    expect(until([night, office], '2026-11-24T06:30')).toBe('2026-11-24T08:00:00.000Z')
    expect(until([night], '2026-11-24T23:00')).toBeNull()
  })

  it('begin by the clock on the wall across a change of time', () => {
    // Clocks go forward on the 29th of March at 2, back on the 25th of October at 3.
    expect(until([night], '2026-03-28T12:00')).toBe('2026-03-28T21:00:00.000Z')
    expect(until([night], '2026-03-29T12:00')).toBe('2026-03-29T20:00:00.000Z')
    expect(until([office], '2026-10-23T18:00')).toBe('2026-10-26T08:00:00.000Z')
  })

  it('begin the day after, where the clock leaves them out', () => {
    const gap: WeekHours = { days: everyDay, from: '02:15', to: '02:45' }
    expect(until([gap], '2026-03-29T01:00')).toBe('2026-03-30T00:15:00.000Z')
  })

  it('hold twice, where the clock shows them twice', () => {
    const twice: WeekHours = { days: everyDay, from: '02:00', to: '03:00' }
    expect(closedUntil([twice], Date.parse('2026-10-25T00:30:00Z'))).toBeNull()
    expect(closedUntil([twice], Date.parse('2026-10-25T01:30:00Z'))).toBeNull()
    expect(closedUntil([twice], Date.parse('2026-10-25T02:30:00Z'))).not.toBeNull()
  })
})
