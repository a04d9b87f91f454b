import { clsx } from 'clsx'
import { SearchX } from 'lucide-react'
import { t } from '../../../shared/language.ts'
import { useApp } from '../app/app-store.ts'
import { FirstResult } from '../first/first-result.tsx'
import { useFirstRun } from '../first/first-run.ts'
import { later } from '../lib/later.ts'
import { LaterPart } from '../lib/later-part.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyMessage } from '../ui/empty-message.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { TabPanel } from '../ui/tab-list.tsx'
import { EmptyState } from './empty-state.tsx'
import { FilterBar, isNarrowed, totalOf } from './filter-bar.tsx'
import { filters, FilterTabs } from './filter-tabs.tsx'
import { rowHeight } from './job-row.tsx'
import { JobList } from './job-list.tsx'
import { queue, useQueue } from './live-queue.ts'

const FailureGroups = later(async () => (await import('./failure-groups.tsx')).FailureGroups)

/** The queue: its counters as tabs and the jobs of the chosen one. */
export function QueueView() {
  const { query, list, loading, failure } = useQueue((state) => state)
  const statistics = useApp((state) => state.overview?.statistics ?? null)
  const firstRun = useFirstRun()
  const filter = query.group
  const shown = list.query
  const isStale = loading && list.jobs.length > 0
  return (
    <div className="flex min-h-0 min-w-0 grow flex-col">
      {firstRun === 'watch' && <FirstResult />}
      <FilterTabs filter={filter} statistics={statistics} />
      {(list.jobs.length > 0 || isNarrowed(query) || query.byVideo) && <FilterBar query={query} />}
      {failure !== null && (
        <Banner tone="danger" title={t('queue.unreadable')} text={failure}>
          <Button
            small
            onClick={() => {
              queue.reload()
            }}
          >
            {t('common.tryAgain')}
          </Button>
        </Banner>
      )}
      {isStale && (
        <div
          role="status"
          aria-label={t('common.loading')}
          className="appears-late relative z-10 -mb-1.5"
        >
          <ProgressBar fraction={null} label={t('common.loading')} />
        </div>
      )}
      <TabPanel
        value={filter}
        aria-busy={loading}
        className={clsx(
          'flex min-h-0 grow flex-col bg-surface outline-none',
          // What was asked for before goes when what is asked for now comes, or pales as it does not.
          isStale && 'pales-late pointer-events-none',
        )}
      >
        <LaterPart>{filter === 'failed' && <FailureGroups />}</LaterPart>
        {list.jobs.length > 0 ? (
          <JobList
            key={JSON.stringify(shown)}
            label={t(`queue.list.${shown.group}`)}
            total={totalOf(
              shown,
              statistics ? filters[shown.group].count(statistics) : 0,
              list.jobs,
            )}
          />
        ) : loading ? (
          <Skeleton>
            <Rows />
          </Skeleton>
        ) : (
          failure === null &&
          (isNarrowed(query) ? (
            <EmptyMessage
              icon={SearchX}
              title={t('queue.nothingFound')}
              text={t('queue.nothingFoundText')}
            />
          ) : (
            <EmptyState filter={filter} />
          ))
        )}
      </TabPanel>
    </div>
  )
}

function Rows() {
  return [60, 45, 72, 38, 55, 64].map((width) => (
    <div
      key={width}
      className="flex animate-pulse items-center gap-3 border-b border-line px-4"
      style={{ height: rowHeight }}
    >
      <div className="size-8 rounded-md bg-track" />
      <div className="flex grow flex-col gap-2">
        <div className="h-3 rounded-sm bg-track" style={{ width: `${width}%` }} />
        <div className="h-2.5 w-1/4 rounded-sm bg-track" />
      </div>
    </div>
  ))
}
