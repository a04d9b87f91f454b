import { InvalidArgumentError } from 'commander'
import { jobIdSchema, sourceIdSchema, type JobId, type SourceId } from '../shared/job.ts'

export function parseIds(text: string, before: JobId[] | undefined): JobId[] {
  return [...(before ?? []), parseId(text)]
}

export function parseId(text: string): JobId {
  const id = jobIdSchema.safeParse(Number(text))
  if (id.success) return id.data
  throw new InvalidArgumentError('A job is named by its number; `spool list` shows it.')
}

export function parseSource(text: string): SourceId {
  const id = sourceIdSchema.safeParse(Number(text))
  if (id.success) return id.data
  throw new InvalidArgumentError('A source is named by its number; `spool review list` shows it.')
}

/** A moment as people write it, by this machine's clock: `18:30`, `2026-12-01 18:30`. */
export function parseTime(text: string): number {
  const clock = /^(\d{1,2}):(\d{2})$/.exec(text.trim())
  const at = clock ? nextAt(Number(clock[1]), Number(clock[2])) : Date.parse(text)
  if (!Number.isNaN(at)) return at
  throw new InvalidArgumentError('A time is written as 18:30 or 2026-12-01 18:30.')
}

function nextAt(hours: number, minutes: number): number {
  if (hours > 23 || minutes > 59) return Number.NaN
  const today = new Date()
  today.setHours(hours, minutes, 0, 0)
  if (today.getTime() <= Date.now()) today.setDate(today.getDate() + 1)
  return today.getTime()
}

export const parseWords = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
