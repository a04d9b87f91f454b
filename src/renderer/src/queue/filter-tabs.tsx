import { t } from '../../../shared/language.ts'
import type { QueueFilter } from '../../../shared/queue.ts'
import type { Statistics } from '../../../shared/statistics.ts'
import { TabList } from '../ui/tab-list.tsx'
import { chooseFilter } from './choose-query.ts'

export const filters: Record<QueueFilter, { count: (s: Statistics) => number }> = {
  all: { count: (s) => s.totalJobs },
  running: { count: (s) => s.processing },
  waiting: { count: (s) => s.queued + s.retrying },
  failed: { count: (s) => s.failed },
  done: { count: (s) => s.completed + s.cancelled },
}

const filterOrder: readonly QueueFilter[] = ['all', 'running', 'waiting', 'failed', 'done']

interface FilterTabsProps {
  filter: QueueFilter
  statistics: Statistics | null
}

export function FilterTabs({ filter: open, statistics }: FilterTabsProps) {
  return (
    <TabList
      label={t('queue.filter.label')}
      open={open}
      onOpen={chooseFilter}
      tabs={filterOrder.map((filter) => ({
        value: filter,
        name: t(`queue.filter.${filter}`),
        count: statistics && filters[filter].count(statistics),
      }))}
    />
  )
}
