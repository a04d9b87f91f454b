import { ArrowUpToLine, RotateCw, SignalHigh, X } from 'lucide-react'
import type { JobSummary } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import { select, useUi } from '../app/ui-store.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import {
  cancellable,
  cancelJobs,
  moveToTop,
  prioritisable,
  retryable,
  retryJobs,
  waiting,
} from './job-actions.ts'
import { PriorityChoice } from './job-menu.tsx'
import { actOnAll, cancelAll } from './act-on-all.ts'
import { chooseAll } from './list-keys.ts'
import { useQueue } from './live-queue.ts'
import { noSelection } from './selection.ts'

/** What can be done with several chosen jobs at once. */
export function BulkBar({ jobs }: { jobs: readonly JobSummary[] }) {
  const allMatching = useUi((state) => state.allMatching)
  const more = useQueue((state) => state.list.next !== null)
  const retries = retryable(jobs).length
  const cancels = cancellable(jobs).length
  return (
    <div
      role="toolbar"
      aria-label={t('queue.selectedJobs')}
      className="footer absolute bottom-4 left-1/2 flex -translate-x-1/2 items-center gap-1 rounded-lg bg-raised p-1 ps-3 shadow-high"
    >
      <span className="pe-2 font-medium whitespace-nowrap tabular-nums">
        {allMatching ? t('queue.allSelected') : t('queue.selected', { count: jobs.length })}
      </span>
      {more && !allMatching && (
        <Button look="ghost" small onClick={chooseAll}>
          {t('queue.selectAll')}
        </Button>
      )}
      <Button
        look="ghost"
        small
        disabled={!allMatching && retries === 0}
        onClick={() => {
          if (allMatching) actOnAll({ kind: 'retry' })
          else retryJobs(jobs)
        }}
      >
        <RotateCw aria-hidden />
        {retries > 0 && !allMatching ? t('queue.retryCount', { count: retries }) : t('queue.retry')}
      </Button>
      <Button
        look="ghost"
        small
        disabled={!allMatching && cancels === 0}
        onClick={() => {
          if (allMatching) cancelAll()
          else cancelJobs(jobs)
        }}
      >
        <X aria-hidden />
        {cancels > 0 && !allMatching
          ? t('queue.cancelCount', { count: cancels })
          : t('queue.cancel')}
      </Button>
      <Button
        look="ghost"
        small
        disabled={!allMatching && waiting(jobs).length === 0}
        onClick={() => {
          if (allMatching) actOnAll({ kind: 'top' })
          else moveToTop(jobs)
        }}
      >
        <ArrowUpToLine aria-hidden />
        {t('queue.moveToTop')}
      </Button>
      <Menu
        trigger={
          <Button look="ghost" small disabled={!allMatching && prioritisable(jobs).length === 0}>
            <SignalHigh aria-hidden />
            {t('queue.priority')}
          </Button>
        }
      >
        <PriorityChoice jobs={jobs} />
      </Menu>
      <Button
        look="ghost"
        small
        onClick={() => {
          select(noSelection)
        }}
      >
        {t('queue.clear')}
      </Button>
    </div>
  )
}
