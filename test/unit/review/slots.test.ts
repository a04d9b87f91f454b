import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quotaResetAfter, slotsAfter } from '../../../src/core/review/slots.ts'
import {
  evenTimes,
  everyDay,
  spreadRuleSchema,
  type SpreadRule,
} from '../../../src/shared/schedule.ts'

const zones = ['Europe/Berlin', 'America/Los_Angeles', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC']
const firstDay = Date.parse('2026-01-01T00:00:00Z')
const lastDay = Date.parse('2027-12-31T00:00:00Z')

const rules = fc
  .record({
    times: fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
        .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
      { minLength: 1, maxLength: 5 },
    ),
    days: fc.subarray([...everyDay], { minLength: 1 }),
    timeZone: fc.constantFrom(...zones),
  })
  .map((rule) => spreadRuleSchema.parse(rule))
const moments = fc.integer({ min: firstDay, max: lastDay })

/** What the clock on the wall shows. */
function wallClock(at: number, timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', weekday: 'short', hourCycle: 'h23' },
  }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday')) + 1,
  }
}

function firstSlots(rule: SpreadRule, after: number, count: number): number[] {
  const slots: number[] = []
  for (const slot of slotsAfter(rule, after)) if (slots.push(slot) === count) break
  return slots
}
const berlin = (times: string[]): SpreadRule => ({
  times,
  days: [...everyDay],
  timeZone: 'Europe/Berlin',
})

describe('slots', () => {
  it('follow the wall clock, in order, each once', () => {
    fc.assert(
      fc.property(rules, moments, (rule, after) => {
        const slots = firstSlots(rule, after, 12)
        expect(slots).toHaveLength(12)
        expect(slots).toEqual([...new Set(slots)].sort((a, b) => a - b))
        expect(slots[0]).toBeGreaterThan(after)
        const shown = slots.map((slot) => wallClock(slot, rule.timeZone))
        for (const { weekday } of shown) expect(rule.days).toContain(weekday)
        const stamps = shown.map(({ day, time }) => `${day} ${time}`)
        expect(new Set(stamps).size).toBe(stamps.length)
        // Only where the clock skipped the time is it another than the rule says.
        for (const [index, { time }] of shown.entries()) {
          if (rule.times.includes(time)) continue
          const slot = slots[index] ?? 0
          const offset = (at: number) => minutes(wallClock(at, rule.timeZone).time) - at / 60_000
          const day = 86_400_000
          expect(mod(offset(slot) - offset(slot - day))).not.toBe(0)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('are the same whenever they are asked for', () => {
    fc.assert(
      fc.property(rules, moments, (rule, after) => {
        const [first = 0, second = 0, third] = firstSlots(rule, after, 3)
        expect(firstSlots(rule, first, 2)).toEqual([second, third])
        expect(firstSlots(rule, first - 1, 1)).toEqual([first])
      }),
      { numRuns: 100 },
    )
  })

  it('come once on the night the clocks are set back, and are made up when set forward', () => {
    const back = firstSlots(berlin(['02:30']), Date.parse('2026-10-24T12:00:00Z'), 2)
    expect(back.map((slot) => new Date(slot).toISOString())).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ])
    const forward = firstSlots(berlin(['02:30']), Date.parse('2026-03-28T12:00:00Z'), 2)
    expect(forward.map((slot) => wallClock(slot, 'Europe/Berlin').day)).toEqual([
      '2026-03-29',
      '2026-03-30',
    ])
    const nine = firstSlots(berlin(['09:00']), Date.parse('2026-03-27T12:00:00Z'), 3)
    expect(nine.map((slot) => wallClock(slot, 'Europe/Berlin').time)).toEqual([
      '09:00',
      '09:00',
      '09:00',
    ])
  })

  it('are spread evenly between two times', () => {
    expect(evenTimes(1, '09:00', '18:00')).toEqual(['09:00'])
    expect(evenTimes(3, '09:00', '18:00')).toEqual(['09:00', '13:30', '18:00'])
    expect(evenTimes(4, '08:00', '20:00')).toEqual(['08:00', '12:00', '16:00', '20:00'])
  })

  it('need times, days and a time zone that there are', () => {
    const rule = berlin(['9:00'])
    expect(spreadRuleSchema.safeParse(rule).success).toBe(false)
    expect(spreadRuleSchema.safeParse({ ...berlin(['09:00']), timeZone: 'Mars' }).success).toBe(
      false,
    )
    expect(spreadRuleSchema.safeParse({ ...berlin(['09:00']), days: [] }).success).toBe(false)
  })
})

describe("a platform's day", () => {
  it('ends at the next midnight in Pacific time, however long the day is', () => {
    fc.assert(
      fc.property(moments, (now) => {
        const reset = quotaResetAfter(now)
        expect(reset).toBeGreaterThan(now)
        expect(reset - now).toBeLessThanOrEqual(25 * 3_600_000)
        expect(wallClock(reset, 'America/Los_Angeles').time).toBe('00:00')
        expect(wallClock(reset - 1, 'America/Los_Angeles').day).toBe(
          wallClock(now, 'America/Los_Angeles').day,
        )
      }),
      { numRuns: 300 },
    )
  })
})

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const mod = (value: number): number => ((value % 1_440) + 1_440) % 1_440
