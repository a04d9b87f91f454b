import { Ellipsis, Info, RotateCw, X } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { JobSummary } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import { canTransition } from '../../../shared/state.ts'
import { showDetails } from '../app/ui-store.ts'
import { Button } from '../ui/button.tsx'
import { cancelJobs, retryJobs } from './job-actions.ts'

/** What can be done with one row, shown while it is pointed at. */
export function RowActions({ job, reachable }: { job: JobSummary; reachable: boolean }) {
  const focusable = {
    tabIndex: reachable ? 0 : -1,
    look: 'ghost',
    small: true,
    iconOnly: true,
  } as const
  const does = (action: () => void) => (event: MouseEvent) => {
    event.stopPropagation()
    action()
  }
  return (
    <span className="absolute top-1/2 end-0 flex -translate-y-1/2 rounded-md bg-inherit opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
      {canTransition(job.status, 'retry') && (
        <Button
          {...focusable}
          aria-label={t('queue.retry')}
          onClick={does(() => {
            retryJobs([job])
          })}
        >
          <RotateCw aria-hidden />
        </Button>
      )}
      {canTransition(job.status, 'cancel') && (
        <Button
          {...focusable}
          aria-label={t('queue.cancel')}
          onClick={does(() => {
            cancelJobs([job])
          })}
        >
          <X aria-hidden />
        </Button>
      )}
      <Button
        {...focusable}
        aria-label={t('queue.showDetails')}
        onClick={does(() => {
          showDetails(job.id)
        })}
      >
        <Info aria-hidden />
      </Button>
      <Button
        {...focusable}
        aria-label={t('queue.moreActions')}
        aria-haspopup="menu"
        onClick={openContextMenu}
      >
        <Ellipsis aria-hidden />
      </Button>
    </span>
  )
}

/** The row's menu is the list's context menu, opened below the button. */
function openContextMenu(event: MouseEvent<HTMLElement>): void {
  event.stopPropagation()
  const { left, bottom } = event.currentTarget.getBoundingClientRect()
  event.currentTarget.dispatchEvent(
    new globalThis.MouseEvent('contextmenu', {
      bubbles: true,
      cancelable: true,
      clientX: left,
      clientY: bottom,
    }),
  )
}
