import { RotateCw, SignalHigh, X } from 'lucide-react'
import type { JobSummary } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import { select } from '../app/ui-store.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { cancellable, cancelJobs, prioritisable, retryable, retryJobs } from './job-actions.ts'
import { PriorityChoice } from './job-menu.tsx'
import { noSelection } from './selection.ts'

/** What can be done with several chosen jobs at once. */
export function BulkBar({ jobs }: { jobs: readonly JobSummary[] }) {
  const retries = retryable(jobs).length
  const cancels = cancellable(jobs).length
  return (
    <div
      role="toolbar"
      aria-label={t('queue.selectedJobs')}
      className="absolute bottom-4 left-1/2 flex -translate-x-1/2 items-center gap-1 rounded-lg bg-raised p-1 ps-3 shadow-high"
    >
      <span className="pe-2 font-medium whitespace-nowrap tabular-nums">
        {t('queue.selected', { count: jobs.length })}
      </span>
      <Button
        look="ghost"
        small
        disabled={retries === 0}
        onClick={() => {
          retryJobs(jobs)
        }}
      >
        <RotateCw aria-hidden />
        {retries > 0 ? t('queue.retryCount', { count: retries }) : t('queue.retry')}
      </Button>
      <Button
        look="ghost"
        small
        disabled={cancels === 0}
        onClick={() => {
          cancelJobs(jobs)
        }}
      >
        <X aria-hidden />
        {cancels > 0 ? t('queue.cancelCount', { count: cancels }) : t('queue.cancel')}
      </Button>
      <Menu
        trigger={
          <Button look="ghost" small disabled={prioritisable(jobs).length === 0}>
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
