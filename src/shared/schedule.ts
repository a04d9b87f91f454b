import { z } from 'zod'
import { jobIdSchema, jobStatusSchema, timestampSchema } from './ids.ts'

const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time is written as 18:30.')

/** A name of the time zone database, as `Europe/Berlin`. */
export const timeZoneSchema = z.string().refine(isTimeZone, 'There is no such time zone.')

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** When publications go out: one at each of these times, on these days. */
export const spreadRuleSchema = z.object({
  times: z
    .array(clockTimeSchema)
    .min(1)
    .max(96)
    .transform((times) => [...new Set(times)].sort()),
  /** 1 Monday to 7 Sunday. */
  days: z
    .array(z.number().int().min(1).max(7))
    .min(1)
    .transform((days) => [...new Set(days)].sort((a, b) => a - b)),
  timeZone: timeZoneSchema,
})
export type SpreadRule = z.infer<typeof spreadRuleSchema>

export const everyDay: readonly number[] = [1, 2, 3, 4, 5, 6, 7]

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const clockTime = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')

/** So many times a day, spread evenly from the first to the last; one alone is the first. */
export function evenTimes(perDay: number, first: string, last: string): string[] {
  const start = minutesOf(first)
  const step = perDay < 2 ? 0 : (minutesOf(last) - start) / (perDay - 1)
  return Array.from({ length: perDay }, (_, n) => clockTime(Math.round(start + n * step)))
}

/** Something that goes out or went out. */
export const calendarEntrySchema = z.object({
  id: jobIdSchema,
  title: z.string(),
  destination: z.string(),
  status: jobStatusSchema,
  at: timestampSchema,
  /** It waits for the platform's next day. */
  parked: z.boolean(),
})
export type CalendarEntry = z.infer<typeof calendarEntrySchema>
