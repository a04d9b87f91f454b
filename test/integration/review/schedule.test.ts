import { describe, expect, it } from 'vitest'
import { openEngine } from '../../../src/core/index.ts'
import { jobIdSchema } from '../../../src/shared/job.ts'
import { everyDay } from '../../../src/shared/schedule.ts'
import { engineOn, until, startWorking } from '../core/engine.ts'
import { drained, filesIn, legIds, statusOf, withLegs, withReview } from './review.ts'

const spread = { times: ['09:00', '18:00'], days: [...everyDay], timeZone: 'Europe/Berlin' }

describe('what goes out when', { timeout: 120_000 }, () => {
  it('gives each approved leg a slot of its own, urgent, in the calendar', async () => {
    const { engine } = await withLegs(['one', 'two', 'three'])
    const review = { ...engine.settings().review, coolingOffSeconds: 0 }
    expect(() => engine.review.approve(legIds(engine), 'slot')).toThrow(/no slots/)
    engine.changeSettings({ review: { ...review, spread } })
    const [first, ...others] = legIds(engine)
    if (!first) throw new Error('Three legs wait.')
    const one = engine.review.approve([first], 'slot').approved
    const two = engine.review.approve(others, 'slot').approved
    const times = [...one, ...two].map(({ at }) => at)
    expect(new Set(times).size).toBe(3)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    const day = 86_400_000
    const calendar = engine.schedule.calendar(Date.now(), Date.now() + 3 * day)
    expect(calendar.map(({ at }) => at)).toEqual(times)
    expect(engine.summaries([first])[0]?.priority).toBe(10)

    // Moved to a time of one's own, and on to the next slot that is free.
    const own = (times[0] ?? 0) + 60_000
    expect(engine.schedule.move(first, own)).toBe(own)
    expect(engine.schedule.move(first, 'slot')).toBe(times[0])
    // Taken back, its slot is free again.
    engine.review.undo([first])
    expect(engine.review.approve([first], 'slot').approved[0]?.at).toBe(times[0])
  })

  it('is never before the cooling-off is over, and cannot move what has gone out', async () => {
    const { engine, out } = await withReview(['one.mp4'], 2)
    const [leg = jobIdSchema.parse(1)] = legIds(engine)
    expect(() => engine.schedule.move(leg, Date.now())).toThrow(/approved/)
    const [approved] = engine.review.approve([leg]).approved
    expect(engine.schedule.move(leg, Date.now())).toBe(approved?.undoUntil)
    await drained(engine)
    expect(await filesIn(out)).toHaveLength(1)
    expect(() => engine.schedule.move(leg, Date.now() + 1_000)).toThrow(/approved/)
    const entries = engine.schedule.calendar(Date.now() - 60_000, Date.now() + 60_000)
    expect(entries).toMatchObject([{ id: leg, status: 'completed' }])
  })

  it('is made up where the machine slept through its time', async () => {
    const { home, engine, out } = await withReview(['one.mp4'])
    const [leg = jobIdSchema.parse(1)] = legIds(engine)
    const slot = Date.now() + 3_600_000
    engine.review.approve([leg], slot)
    await engine.close()
    engine.closed = true

    // It wakes hours later.
    let clock = slot - 60_000
    const later = await openEngine({ home, now: () => clock })
    try {
      await startWorking(later)
      expect(later.waitReason(leg)).toMatchObject({ kind: 'scheduled', until: slot })
      clock = slot + 5 * 3_600_000
      later.wake()
      await until(later, () => statusOf(later, leg) === 'completed' && later.runningCount() === 0)
    } finally {
      await later.close()
    }
    expect(await filesIn(out)).toHaveLength(1)
  })
})

it('goes out one by one after the machine slept through several slots', async () => {
  const { home, engine } = await withLegs(['one', 'two', 'three', 'four'])
  const [one, two, three, four] = legIds(engine)
  if (!one || !two || !three || !four) throw new Error('Four legs wait.')
  engine.changeSettings({ review: { ...engine.settings().review, coolingOffSeconds: 0, spread } })
  engine.review.approve([one, two, three, four], 'slot')
  const times = () => engine.schedule.calendar(0, Date.now() + 30 * 86_400_000).map(({ at }) => at)
  const [first = 0, , third = 0, fourth = 0] = times()
  await engine.close()
  engine.closed = true

  // It wakes between the third slot and the fourth, and begins nothing but looks at what is late.
  const later = await engineOn(home, { now: () => third + 3_600_000 })
  later.queue.pause('finish')
  later.schedule.catchUp()
  const slots = later.schedule
    .calendar(0, third + 30 * 86_400_000)
    .map(({ id, at }) => [id, at] as const)
  expect(slots.slice(0, 2)).toEqual([
    [one, first],
    [four, fourth],
  ])
  // The rest takes the next slots that are free.
  expect(slots.slice(2).map(([id]) => id)).toEqual([two, three])
  expect(slots.slice(2).every(([, at]) => at > fourth)).toBe(true)
})
