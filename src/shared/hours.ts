import { z } from 'zod'

const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** Hours of the week, by the clock on the wall. Where they end before they begin, they go over midnight. */
export const weekHoursSchema = z.object({
  /** The days they begin on, 0 is Sunday. */
  days: z.array(z.number().int().min(0).max(6)).min(1).max(7),
  from: timeOfDaySchema,
  to: timeOfDaySchema,
})
export type WeekHours = z.infer<typeof weekHoursSchema>

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Whether a moment is within these hours. The same time twice is the whole day. */
export function isWithin({ days, from, to }: WeekHours, at: Date): boolean {
  const [begin, end] = [minutesOf(from), minutesOf(to)]
  const minute = at.getHours() * 60 + at.getMinutes()
  const today = days.includes(at.getDay())
  const yesterday = days.includes((at.getDay() + 6) % 7)
  if (begin < end) return today && minute >= begin && minute < end
  return (today && minute >= begin) || (yesterday && minute < end)
}

/** The next moment the clock shows a time; one that is left out that day shows as the hour after. */
export function nextTime(time: string, after: Date): number {
  for (let days = 0; ; days++) {
    const next = timeOn(time, after, days)
    if (next > after.getTime()) return next
  }
}

function timeOn(time: string, day: Date, daysLater: number): number {
  const minutes = minutesOf(time)
  const moment = new Date(day)
  moment.setDate(moment.getDate() + daysLater)
  return moment.setHours(Math.floor(minutes / 60), minutes % 60, 0, 0)
}

/**
 * When the next of these hours begin; null where it is within some already, or there are none.
 *
 * @param now in milliseconds since the epoch
 */
export function closedUntil(hours: readonly WeekHours[], now: number): number | null {
  const at = new Date(now)
  if (hours.length === 0 || hours.some((some) => isWithin(some, at))) return null
  const beginnings = hours.flatMap((some) =>
    // A beginning the clock leaves out falls behind a short window's end: the week after has it.
    Array.from({ length: 15 }, (_, days) => timeOn(some.from, at, days)).filter(
      (begin) => begin > now && isWithin(some, new Date(begin)),
    ),
  )
  return beginnings.length === 0 ? null : Math.min(...beginnings)
}
