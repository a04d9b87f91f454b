import type { ReactNode } from 'react'
import { formatCount, formatDuration, formatPercent } from '../../../shared/format.ts'
import { t } from '../../../shared/language.ts'
import type { Dashboard } from '../../../shared/dashboard.ts'
import { stages } from '../lib/stages.ts'
import { DayChart } from './day-chart.tsx'
import { Disks } from './disks.tsx'
import { Failures } from './failures.tsx'
import { useDashboard } from './use-dashboard.ts'
import { ScrollArea } from '../ui/scroll-area.tsx'
import { Shown } from '../ui/shown.tsx'

/** How much gets done, how well, and what is in the way. */
export function DashboardView() {
  return (
    <Shown reading={useDashboard()} unreadable={t('dashboard.unreadable')}>
      {({ dashboard, groups }) => (
        <ScrollArea>
          <div className="mx-auto flex max-w-220 flex-col gap-4 p-6">
            <h2 className="text-xl font-semibold">{t('dashboard.title')}</h2>
            <Card title={t('dashboard.remaining')}>
              <Remaining dashboard={dashboard} />
            </Card>
            <Card title={t('dashboard.throughput')} aside={t('dashboard.days')}>
              <DayChart days={dashboard.days} />
            </Card>
            <Card title={t('dashboard.stages')}>
              <Stages dashboard={dashboard} />
            </Card>
            <Card title={t('dashboard.failures')}>
              <Failures groups={groups} />
            </Card>
            {dashboard.disks.length > 0 && (
              <Card title={t('dashboard.disks')}>
                <Disks disks={dashboard.disks} />
              </Card>
            )}
          </div>
        </ScrollArea>
      )}
    </Shown>
  )
}

interface CardProps {
  title: string
  aside?: string
  children: ReactNode
}

function Card({ title, aside, children }: CardProps) {
  return (
    <section className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-low">
      <header className="flex items-baseline justify-between gap-4">
        <h3 className="font-semibold">{title}</h3>
        {aside !== undefined && <span className="text-sm text-muted">{aside}</span>}
      </header>
      {children}
    </section>
  )
}

function Remaining({ dashboard: { remaining, byType } }: { dashboard: Dashboard }) {
  if (remaining === null) {
    const isIdle = byType.every(
      ({ statistics: { queued, processing, retrying } }) => queued + processing + retrying === 0,
    )
    return (
      <p className="text-muted">
        {isIdle ? t('dashboard.remainingNothing') : t('dashboard.remainingUnknown')}
      </p>
    )
  }
  const likely = formatDuration(remaining.likely)
  const atWorst = formatDuration(remaining.atWorst)
  return (
    <div>
      <p className="text-xl font-semibold tabular-nums">
        {likely === atWorst
          ? t('dashboard.remainingOne', { likely })
          : t('dashboard.remainingRange', { likely, atWorst })}
      </p>
      <p className="text-sm text-muted">{t('dashboard.remainingHint')}</p>
    </div>
  )
}

function Stages({ dashboard }: { dashboard: Dashboard }) {
  const seconds = (value: number | null): string =>
    value === null ? t('dashboard.never') : formatDuration(value)
  return (
    <table className="w-full tabular-nums">
      <thead className="text-sm text-muted">
        <tr className="[&>th]:pb-1 [&>th]:text-end [&>th]:font-normal">
          <th className="!text-start">{t('dashboard.stage')}</th>
          <th>{t('dashboard.open')}</th>
          <th>{t('dashboard.completed')}</th>
          <th>{t('dashboard.failed')}</th>
          <th>{t('dashboard.success')}</th>
          <th>{t('dashboard.wait')}</th>
          <th>{t('dashboard.work')}</th>
        </tr>
      </thead>
      <tbody>
        {dashboard.byType.map(({ type, statistics: s }) => {
          const Icon = stages[type].icon
          return (
            <tr key={type} className="border-t border-line [&>td]:py-1.5 [&>td]:text-end">
              <th className="py-1.5 text-start font-medium">
                <span className="flex items-center gap-2">
                  <Icon className="size-4 text-muted" aria-hidden />
                  {t(`common.stage.${type}`)}
                </span>
              </th>
              <td>{formatCount(s.queued + s.retrying)}</td>
              <td>{formatCount(s.completed)}</td>
              <td>{formatCount(s.failed)}</td>
              <td>
                {s.successRate === null ? t('dashboard.never') : formatPercent(s.successRate / 100)}
              </td>
              <td>{seconds(s.averageWaitTime)}</td>
              <td>{seconds(s.averageProcessingTime)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
