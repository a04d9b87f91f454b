import type { Command } from 'commander'
import { SpoolError } from '../shared/errors.ts'
import { sourceFilterSchema, type SourceFilter } from '../shared/source-filter.ts'
import { watchSchema, type Watch } from '../shared/source.ts'

/** What is wanted of a source, as a command line says it. */
export interface FilterOptions {
  since?: string
  until?: string
  title?: string
  min?: string
  max?: string
  newest?: string
  /** False after `--no-shorts`. */
  shorts?: boolean
  onlyShorts?: true
  /** False after `--no-live`. */
  live?: boolean
}

export const withFilterOptions = (command: Command): Command =>
  command
    .option('--since <date>', 'only what was published then or later, as 2026-01-31')
    .option('--until <date>', 'only what was published before the end of that day')
    .option('--title <pattern>', 'only what has this in its title (a regular expression)')
    .option('--min <seconds>', 'only what is at least so long')
    .option('--max <seconds>', 'only what is at most so long')
    .option('--newest <n>', 'only so many, the newest')
    .option('--no-shorts', 'no shorts')
    .option('--only-shorts', 'only shorts')
    .option('--no-live', 'nothing that is on the air')

/** Undefined where nothing was said. @throws SpoolError `invalid-input` on what is no filter */
export function filterOf(options: FilterOptions): SourceFilter | undefined {
  const filter = sourceFilterSchema.safeParse({
    ...(options.since === undefined ? {} : { since: dayOf(options.since) }),
    ...(options.until === undefined ? {} : { until: dayOf(options.until) + 86_399_999 }),
    ...(options.title === undefined ? {} : { title: options.title }),
    ...(options.min === undefined ? {} : { minSeconds: Number(options.min) }),
    ...(options.max === undefined ? {} : { maxSeconds: Number(options.max) }),
    ...(options.newest === undefined ? {} : { newest: Number(options.newest) }),
    ...(options.onlyShorts ? { shorts: 'only' } : {}),
    ...(options.shorts === false ? { shorts: 'leave-out' } : {}),
    ...(options.live === false ? { live: 'leave-out' } : {}),
  })
  if (!filter.success) {
    const what = filter.error.issues.map(({ path }) => path.join('.')).join(', ')
    throw new SpoolError('invalid-input', `This is no usable filter: ${what}.`)
  }
  return Object.keys(filter.data).length === 0 ? undefined : filter.data
}

/** “30m”, “6h”, “2d”, “folder”, or a cron expression. */
export function watchOf(text: string): Watch {
  if (text === 'folder') return { kind: 'folder' }
  const [, amount, unit] = /^(\d+)([mhd])$/.exec(text.trim()) ?? []
  if (unit === undefined) return { kind: 'cron', expression: text }
  const minutes = Number(amount) * ({ m: 1, h: 60, d: 1_440 }[unit] ?? 1)
  const watch = watchSchema.safeParse({ kind: 'interval', minutes })
  if (watch.success) return watch.data
  throw new SpoolError('invalid-input', 'A source is looked at every 5 minutes at most.')
}

function dayOf(text: string): number {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00`).getTime() : Number.NaN
  if (!Number.isNaN(day)) return day
  throw new SpoolError('invalid-input', `“${text}” is no date; write it as 2026-01-31.`)
}
