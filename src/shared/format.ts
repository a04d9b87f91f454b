/** Spool speaks English; numbers and dates are written to match. */
const locale = 'en'

const wholeNumber = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
const roughNumber = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 })
const oneDecimal = new Intl.NumberFormat(locale, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
})
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
const dayThisYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' })
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' })

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

/** `12,345` */
export const formatCount = (count: number): string => wholeNumber.format(count)

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
  return `${roughNumber.format(value)} ${byteUnits[step] ?? 'B'}`
}

/** `2.4 MB/s` for bytes, `1.8×` for times real time. */
export const formatSpeed = (speed: { unit: 'bytes/s' | 'x'; value: number }): string =>
  speed.unit === 'x' ? `${oneDecimal.format(speed.value)}×` : `${formatBytes(speed.value)}/s`

/** Rounded down, so that 100 % is only said when it is true. `fraction` is 0 to 1. */
export const formatPercent = (fraction: number): string =>
  `${formatCount(Math.floor(fraction * 100))} %`

/** The two largest units: `45 s`, `3 min 20 s`, `1 h 4 min`, `2 d 3 h`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'min'],
    [whole % 60, 's'],
  ]
  const first = parts.findIndex(([amount]) => amount > 0)
  if (first === -1) return '0 s'
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${formatCount(amount)} ${unit}`)
    .join(' ')
}

/** What is left, no finer than it is known: `8 s left`, `3 min left`, `1 h 4 min left`. */
export function formatRemaining(seconds: number): string {
  const rough = seconds < 60 ? Math.max(1, seconds) : Math.ceil(seconds / 60) * 60
  return `${formatDuration(rough)} left`
}

/** `just now`, `5 minutes ago`, `yesterday`; a date after a week. Times in milliseconds. */
export function formatRelative(at: number, now: number): string {
  const seconds = Math.max(0, (now - at) / 1000)
  if (seconds < 45) return 'just now'
  if (seconds < 3570) return relative.format(-Math.max(1, Math.round(seconds / 60)), 'minute')
  if (seconds < 86_400) return relative.format(-Math.max(1, Math.floor(seconds / 3600)), 'hour')
  if (seconds < 7 * 86_400) return relative.format(-Math.floor(seconds / 86_400), 'day')
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (sameYear ? dayThisYear : day).format(at)
}

/** `Nov 24, 2026, 4:05:00 PM` */
export const formatMoment = (at: number): string => moment.format(at)

/** `4:05:00 PM` */
export const formatTime = (at: number): string => time.format(at)
