import { locale, t } from './language.ts'
import type { Progress } from './progress.ts'

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}

/** One set of formatters a locale, each made when it is first used: that costs far more than using it. */
function formattersOf(tag: string) {
  const number = (options: Intl.NumberFormatOptions) =>
    once(() => new Intl.NumberFormat(tag, options))
  const date = (options: Intl.DateTimeFormatOptions) =>
    once(() => new Intl.DateTimeFormat(tag, options))
  return {
    wholeNumber: number({ maximumFractionDigits: 0 }),
    roughNumber: number({ maximumSignificantDigits: 3 }),
    oneDecimal: number({ minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    relative: once(() => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })),
    dayThisYear: date({ day: 'numeric', month: 'short' }),
    day: date({ dateStyle: 'medium' }),
    time: date({ timeStyle: 'medium' }),
    clock: date({ timeStyle: 'short' }),
    clockOfDay: date({ weekday: 'short', hour: 'numeric', minute: '2-digit' }),
    moment: date({ dateStyle: 'medium', timeStyle: 'medium' }),
  }
}

let made: { tag: string; formatters: ReturnType<typeof formattersOf> } | null = null

function formats() {
  const tag = locale()
  if (made?.tag !== tag) made = { tag, formatters: formattersOf(tag) }
  return made.formatters
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

/** `12,345` */
export const formatCount = (count: number): string => formats().wholeNumber().format(count)

/** `1 source`, `12 sources` */
export const formatQuantity = (count: number, singular: string, plural = `${singular}s`): string =>
  `${formatCount(count)} ${count === 1 ? singular : plural}`

/** Decimal units with three significant digits: `950 B`, `1.42 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let step = 0
  while (value >= 999.5 && step < byteUnits.length - 1) {
    value /= 1000
    step += 1
  }
  return `${formats().roughNumber().format(value)} ${byteUnits[step] ?? 'B'}`
}

/** `2.4 MB/s` for bytes, `1.8×` for times real time. */
export const formatSpeed = (speed: { unit: 'bytes/s' | 'x'; value: number }): string =>
  speed.unit === 'x'
    ? `${formats().oneDecimal().format(speed.value)}×`
    : `${formatBytes(speed.value)}/s`

/** Rounded down, so that 100 % is only said when it is true. `fraction` is 0 to 1. */
export const formatPercent = (fraction: number): string =>
  t('common.percent', { value: formatCount(Math.floor(fraction * 100)) })

/** `Encoding`, `Looking: 12 found` */
export const formatPhase = ({ phase, found }: Pick<Progress, 'phase' | 'found'>): string =>
  found === undefined ? t(`common.phase.${phase}`) : t('common.found', { count: found })

/** The two largest units: `0.3 s`, `45 s`, `3 min 20 s`, `1 h 4 min`, `2 d 3 h`. */
export function formatDuration(seconds: number): string {
  // What took a moment did not take nothing.
  if (seconds > 0 && seconds < 0.95) {
    return `${formats().oneDecimal().format(Math.max(0.1, seconds))} ${t('common.unit.s')}`
  }
  const whole = Math.max(0, Math.round(seconds))
  const parts: [number, 'd' | 'h' | 'min' | 's'][] = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ]
  const first = parts.findIndex(([amount]) => amount > 0)
  if (first === -1) return `${formatCount(0)} ${t('common.unit.s')}`
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${formatCount(amount)} ${t(`common.unit.${unit}`)}`)
    .join(' ')
}

/** What is left, no finer than it is known: `8 s left`, `3 min left`, `1 h 4 min left`. */
export function formatRemaining(seconds: number): string {
  const rough = seconds < 60 ? Math.max(1, seconds) : Math.ceil(seconds / 60) * 60
  return t('common.left', { duration: formatDuration(rough) })
}

/** `just now`, `5 minutes ago`, `yesterday`; a date after a week. Times in milliseconds. */
export function formatRelative(at: number, now: number): string {
  const seconds = Math.max(0, (now - at) / 1000)
  if (seconds < 45) return t('common.justNow')
  const { relative, dayThisYear, day } = formats()
  if (seconds < 3570) return relative().format(-Math.max(1, Math.round(seconds / 60)), 'minute')
  if (seconds < 86_400) return relative().format(-Math.max(1, Math.floor(seconds / 3600)), 'hour')
  if (seconds < 7 * 86_400) return relative().format(-Math.floor(seconds / 86_400), 'day')
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (sameYear ? dayThisYear : day)().format(at)
}

/** `Nov 24, 2026, 4:05:00 PM` */
export const formatMoment = (at: number): string => formats().moment().format(at)

/** `4:05:00 PM` */
export const formatTime = (at: number): string => formats().time().format(at)

/** `10:00 PM`, with the day where it is another one: `Mon, 9:00 AM`. */
export function formatClock(at: number, now: number): string {
  const { clock, clockOfDay } = formats()
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  return (isToday ? clock : clockOfDay)().format(at)
}
