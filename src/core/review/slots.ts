import { Cron } from 'croner'
import { quotaTimeZone } from '../../shared/quota.ts'
import type { SpreadRule } from '../../shared/schedule.ts'

/** One pattern per minute of the hour: `0 9,18 * * 1,2`. */
function patterns({ times, days }: SpreadRule): string[] {
  const minutes = [...new Set(times.map((time) => time.slice(3)))]
  return minutes.map((minute) => {
    const hours = times
      .filter((time) => time.endsWith(`:${minute}`))
      .map((time) => time.slice(0, 2))
    return `${minute} ${hours.join(',')} * * ${days.join(',')}`
  })
}

/**
 * The slots of a rule after a moment, in order and without end. They follow the wall clock of the
 * rule's time zone: an hour that a change of clocks skips moves by it, one that comes twice counts
 * once.
 */
export function* slotsAfter(rule: SpreadRule, after: number): Generator<number, void> {
  const clocks = patterns(rule).map((pattern) => new Cron(pattern, { timezone: rule.timeZone }))
  const wallClock = new Intl.DateTimeFormat('en', {
    timeZone: rule.timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  let last = after
  for (;;) {
    const times = clocks.flatMap((clock) => clock.nextRun(new Date(last))?.getTime() ?? [])
    if (times.length === 0) return
    last = Math.min(...times)
    if (!comesAgain(last, wallClock)) yield last
  }
}

/** By how much clocks are set back: an hour, on Lord Howe Island half of one. */
const setBackMs = [3_600_000, 1_800_000]

/** Whether the clock showed the same shortly before, because it was set back. */
function comesAgain(time: number, wallClock: Intl.DateTimeFormat): boolean {
  const shown = wallClock.format(time)
  return setBackMs.some((ms) => wallClock.format(time - ms) === shown)
}

const midnight = new Cron('0 0 * * *', { timezone: quotaTimeZone })

/** When the platform's day that holds this moment ends: the next midnight in Pacific time. */
export function quotaResetAfter(now: number): number {
  const next = midnight.nextRun(new Date(now))
  if (!next) throw new Error('There is no next midnight.')
  return next.getTime()
}
