import type { Dashboard } from '../../../shared/dashboard.ts'
import { formatPercent } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'

interface Day {
  day: string
  completed: number
  failed: number
}

const height = 96
const shown = 30
const dayMs = 86_400_000

/** What was finished on each day, good below, failed on top, and the share of it that was good. */
export function DayChart({ days }: { days: Dashboard['days'] }) {
  const all = fill(days)
  const most = Math.max(...all.map(({ completed, failed }) => completed + failed))
  if (most === 0) return <p className="text-muted">{t('dashboard.throughputEmpty')}</p>
  const scale = (jobs: number): number => (jobs / most) * height
  return (
    <figure className="flex flex-col gap-2">
      <svg
        viewBox={`0 0 ${shown * 20} ${height}`}
        preserveAspectRatio="none"
        className="h-24 w-full rtl:-scale-x-100"
        role="img"
        aria-label={`${t('dashboard.throughput')}: ${summary(all)}`}
      >
        {all.map(({ day, completed, failed }, index) => (
          <g key={day}>
            <title>{t('dashboard.dayOf', { day, completed, failed })}</title>
            <rect x={index * 20} width="20" height={height} className="fill-transparent" />
            <rect
              x={index * 20 + 3}
              width="14"
              y={height - scale(completed)}
              height={scale(completed)}
              className="fill-bar"
            />
            <rect
              x={index * 20 + 3}
              width="14"
              y={height - scale(completed + failed)}
              height={scale(failed)}
              className="fill-danger-fill"
            />
          </g>
        ))}
        <polyline
          points={rates(all)}
          className="fill-none stroke-success"
          strokeWidth="2"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <figcaption className="flex gap-4 text-sm text-muted">
        <Key className="bg-bar" name={t('dashboard.completed')} />
        <Key className="bg-danger-fill" name={t('dashboard.failed')} />
        <Key className="h-0.5! bg-success" name={t('dashboard.success')} />
        <span className="ms-auto tabular-nums">{summary(all)}</span>
      </figcaption>
    </figure>
  )
}

/** Where the success rate of each day lies in the picture; days without jobs are passed over. */
const rates = (days: readonly Day[]): string =>
  days
    .flatMap(({ completed, failed }, index) =>
      completed + failed === 0
        ? []
        : `${index * 20 + 10},${1 + (failed / (completed + failed)) * (height - 2)}`,
    )
    .join(' ')

/** `312 finished, 97 % of them well`. */
function summary(days: readonly Day[]): string {
  const of = (kind: 'completed' | 'failed') => days.reduce((sum, day) => sum + day[kind], 0)
  const completed = of('completed')
  const all = completed + of('failed')
  return t('dashboard.summary', { count: all, rate: formatPercent(completed / all) })
}

function Key({ className, name }: { className: string; name: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <span className={`size-2.5 rounded-sm forced-color-adjust-none ${className}`} aria-hidden />
      {name}
    </span>
  )
}

/** Every day up to the last one known, also those on which nothing ended. */
function fill(days: Dashboard['days']): Day[] {
  const last = days.at(-1)?.day
  const end = last === undefined ? 0 : Date.parse(last)
  return Array.from({ length: shown }, (_, index) => {
    const day = new Date(end - (shown - 1 - index) * dayMs).toISOString().slice(0, 10)
    const entries = days.filter((entry) => entry.day === day)
    const sum = (of: 'completed' | 'failed') =>
      entries.reduce((total, entry) => total + entry[of], 0)
    return { day, completed: sum('completed'), failed: sum('failed') }
  })
}
