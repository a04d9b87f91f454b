import { Tabs } from '@base-ui/react/tabs'
import { t } from '../../../shared/language.ts'
import type { QueueFilter } from '../../../shared/queue.ts'
import type { Statistics } from '../../../shared/statistics.ts'
import { formatCount } from '../../../shared/format.ts'

export const filters: Record<QueueFilter, { count: (s: Statistics) => number }> = {
  all: { count: (s) => s.totalJobs },
  running: { count: (s) => s.processing },
  waiting: { count: (s) => s.queued + s.retrying },
  failed: { count: (s) => s.failed },
  done: { count: (s) => s.completed + s.cancelled },
}

export const filterOrder: readonly QueueFilter[] = ['all', 'running', 'waiting', 'failed', 'done']

export function FilterTabs({ statistics }: { statistics: Statistics | null }) {
  return (
    <Tabs.List
      aria-label={t('queue.filter.label')}
      className="relative flex h-10 shrink-0 items-center gap-1 border-b border-line bg-canvas px-3"
    >
      {filterOrder.map((filter) => (
        <Tabs.Tab
          key={filter}
          value={filter}
          className="flex h-7 items-center gap-1.5 rounded-md px-2 font-medium whitespace-nowrap text-muted outline-offset-0 hover:text-text data-active:text-text"
        >
          {t(`queue.filter.${filter}`)}
          {statistics && (
            <span className="min-w-5 rounded-sm bg-soft max-[640px]:sr-only px-1 text-center text-xs leading-4.5 text-muted tabular-nums">
              {formatCount(filters[filter].count(statistics))}
            </span>
          )}
        </Tabs.Tab>
      ))}
      <Tabs.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-accent transition-[translate,width] duration-150" />
    </Tabs.List>
  )
}
