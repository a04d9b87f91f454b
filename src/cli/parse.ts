import { InvalidArgumentError } from 'commander'
import type { WorkflowStatus } from '../core/index.ts'
import {
  jobIdSchema,
  jobTypeSchema,
  sourceIdSchema,
  type JobId,
  type JobType,
  type SourceId,
} from '../shared/job.ts'
import { queueFilterSchema, type QueueFilter } from '../shared/queue.ts'
import { rateSchema } from '../shared/settings/bandwidth.ts'

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
  throw new InvalidArgumentError('A source is named by its number; `spool sources` shows it.')
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

export const collect = (text: string, before: string[] | undefined): string[] => [
  ...(before ?? []),
  text,
]

export function parsePriority(text: string): number {
  const priority = Number(text)
  if (text.trim() !== '' && Number.isInteger(priority) && priority >= 0 && priority <= 10) {
    return priority
  }
  throw new InvalidArgumentError('It is a whole number from 0 to 10.')
}

/** Bytes a second; null for no limit. */
export function parseRate(text: string): number | null {
  if (text === 'none') return null
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)([kmg]?)$/i.exec(text) ?? []
  const factor = { '': 1, k: 1e3, m: 1e6, g: 1e9 }[unit.toLowerCase()] ?? 1
  const rate = rateSchema.safeParse(Math.round(Number(amount) * factor))
  if (rate.success) return rate.data
  throw new InvalidArgumentError('It is a rate like 500k or 2M bytes a second, or “none”.')
}

export function parseCount(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1) return count
  throw new InvalidArgumentError('It is a whole number from 1 up.')
}

export function parseSeconds(text: string): number {
  const seconds = Number(text)
  if (text.trim() !== '' && seconds >= 0 && Number.isFinite(seconds)) return seconds
  throw new InvalidArgumentError('It is a number of seconds, such as 90.')
}

export function parseSampleLength(text: string): number {
  const seconds = parseSeconds(text)
  if (seconds >= 1 && seconds <= 30) return seconds
  throw new InvalidArgumentError('It is a number from 1 to 30.')
}

export const workflowStatuses = ['queued', 'processing', 'completed', 'failed'] as const

export function parseWorkflowStatus(text: string): WorkflowStatus {
  const status = workflowStatuses.find((one) => one === text)
  if (status) return status
  throw new InvalidArgumentError(`It is one of ${workflowStatuses.join(', ')}.`)
}

export function parseType(text: string): JobType {
  const type = jobTypeSchema.safeParse(text)
  if (type.success) return type.data
  throw new InvalidArgumentError(`It is one of ${jobTypeSchema.options.join(', ')}.`)
}

export function parseFilter(text: string): QueueFilter {
  const filter = queueFilterSchema.safeParse(text)
  if (filter.success) return filter.data
  throw new InvalidArgumentError(`It is one of ${queueFilterSchema.options.join(', ')}.`)
}

/** What is JSON (`true`, `null`, a list) is taken as that, everything else as text. */
export function valueOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return text
  }
}
