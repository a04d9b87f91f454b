import { SpoolError } from '../../shared/errors.ts'
import { formatDuration, formatMoment } from '../../shared/format.ts'
import type { JobId } from '../../shared/job.ts'
import type { LedgerEntry } from '../../shared/quota.ts'
import { evenTimes, everyDay, spreadRuleSchema } from '../../shared/schedule.ts'
import { line, type Output } from '../output.ts'
import { withEngine } from '../session.ts'

const dayMs = 86_400_000

/** What goes out when, and what went out today. */
export async function scheduleList(output: Output, options: { days: number }): Promise<number> {
  const midnight = new Date().setHours(0, 0, 0, 0)
  const entries = await withEngine((engine) =>
    engine.schedule.calendar(midnight, midnight + options.days * dayMs),
  )
  const rows = entries.map(({ id, at, title, destination, status, parked }) =>
    [
      String(id).padStart(5),
      formatMoment(at).padEnd(24),
      (parked ? 'waits for quota' : status === 'queued' ? 'goes out' : status).padEnd(15),
      line(title, 40).padEnd(40),
      line(destination, 40),
    ].join('  '),
  )
  output.answer(entries, rows.length === 0 ? 'Nothing goes out in these days.' : rows.join('\n'))
  return 0
}

/** @param at null for the next free slot */
export async function scheduleMove(output: Output, id: JobId, at: number | null): Promise<number> {
  const moved = await withEngine((engine) => engine.schedule.move(id, at ?? 'slot'))
  output.answer({ id, at: moved }, `Job ${String(id)} goes out ${formatMoment(moved)}.`)
  return 0
}

interface RuleOptions {
  times?: string[]
  perDay?: number
  between?: string
  days?: string[]
  zone?: string
  off?: true
}

/** At which times approved publications go out; without options, as it is. */
export async function scheduleRule(output: Output, options: RuleOptions): Promise<number> {
  const spread = await withEngine((engine) => {
    const { review } = engine.settings()
    if (Object.keys(options).length === 0) return review.spread
    const rule = options.off ? null : ruleOf(options)
    return engine.changeSettings({ review: { ...review, spread: rule } }).review.spread
  })
  output.answer(
    spread,
    spread
      ? `Goes out at ${spread.times.join(', ')} (${spread.timeZone}), days ${spread.days.join(', ')}.`
      : 'Goes out as soon as it is approved.',
  )
  return 0
}

function ruleOf({ times, perDay, between = '09:00-21:00', days, zone }: RuleOptions) {
  const [first = '', last = ''] = between.split('-')
  const rule = spreadRuleSchema.safeParse({
    times: times ?? evenTimes(perDay ?? 1, first, last),
    days: days?.map(Number) ?? [...everyDay],
    timeZone: zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  })
  if (rule.success) return rule.data
  throw new SpoolError(
    'invalid-input',
    'Times are written as 09:00,18:30, days as 1 to 7 (Monday to Sunday), a zone as Europe/Berlin.',
  )
}

/** What is left of the platforms' daily budgets. */
export async function quota(output: Output): Promise<number> {
  const entries = await withEngine((engine) => engine.quota.entries())
  output.answer(entries, entries.map((entry) => budgetRow(entry, Date.now())).join('\n'))
  return 0
}

const budgetRow = (entry: LedgerEntry, now: number): string =>
  [
    entry.budget.padEnd(14),
    `${String(entry.used)} of ${entry.limit === null ? '?' : String(entry.limit)} used`.padEnd(22),
    `reset in ${formatDuration((entry.resetAt - now) / 1_000)}`,
    ...(entry.exhausted ? ['— the platform says it is used up'] : []),
    ...(entry.parked > 0 ? [`— ${String(entry.parked)} waiting`] : []),
  ].join('  ')
