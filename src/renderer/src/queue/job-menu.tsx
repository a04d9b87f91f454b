import { ContextMenu } from '@base-ui/react/context-menu'
import { ArrowUpToLine, ChevronRight, Copy, Info, RotateCw, SignalHigh, X } from 'lucide-react'
import type { ReactElement } from 'react'
import type { JobSummary } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import { translated } from '../../../shared/sentences.ts'
import { showDetails } from '../app/ui-store.ts'
import { Kbd } from '../ui/kbd.tsx'
import { useLayer } from '../ui/layer.tsx'
import { MenuChoice, MenuItem, menuItem, menuPopup, MenuSeparator } from '../ui/menu.tsx'
import {
  cancellable,
  cancelJobs,
  copyText,
  moveToTop,
  priorities,
  prioritisable,
  prioritiseJobs,
  retryable,
  retryJobs,
  waiting,
} from './job-actions.ts'

interface JobMenuProps {
  /** What the menu acts on: the chosen rows. */
  jobs: readonly JobSummary[]
  /** Chooses the row under the pointer; false where there is none, and so no menu. */
  chooseAt: (target: EventTarget) => boolean
  children: ReactElement
}

export function JobMenu({ jobs, chooseAt, children }: JobMenuProps) {
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger
        render={children}
        onContextMenu={(event) => {
          if (!chooseAt(event.target)) event.preventBaseUIHandler()
        }}
      />
      <ContextMenu.Portal container={useLayer()}>
        <ContextMenu.Positioner className="z-40 outline-none">
          <ContextMenu.Popup className={menuPopup}>
            <JobMenuItems jobs={jobs} />
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  )
}

function JobMenuItems({ jobs }: { jobs: readonly JobSummary[] }) {
  const [first] = jobs
  const errors = jobs.flatMap((job) => (job.error ? [translated(job.error.message)] : []))
  return (
    <>
      <MenuItem
        icon={<Info aria-hidden />}
        hint={<Kbd keys="Enter" />}
        disabled={jobs.length !== 1}
        onClick={() => {
          if (first) showDetails(first.id)
        }}
      >
        {t('queue.showDetails')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<RotateCw aria-hidden />}
        hint={<Kbd keys="R" />}
        disabled={retryable(jobs).length === 0}
        onClick={() => {
          retryJobs(jobs)
        }}
      >
        {t('queue.retry')}
      </MenuItem>
      <MenuItem
        icon={<X aria-hidden />}
        hint={<Kbd keys="Delete" />}
        disabled={cancellable(jobs).length === 0}
        onClick={() => {
          cancelJobs(jobs)
        }}
      >
        {t('queue.cancel')}
      </MenuItem>
      <MenuItem
        icon={<ArrowUpToLine aria-hidden />}
        hint={<Kbd keys="Alt+Home" />}
        disabled={waiting(jobs).length === 0}
        onClick={() => {
          moveToTop(jobs)
        }}
      >
        {t('queue.moveToTop')}
      </MenuItem>
      <ContextMenu.SubmenuRoot>
        <ContextMenu.SubmenuTrigger
          className={menuItem}
          disabled={prioritisable(jobs).length === 0}
        >
          <SignalHigh aria-hidden />
          <span className="grow">{t('queue.priority')}</span>
          <ChevronRight aria-hidden />
        </ContextMenu.SubmenuTrigger>
        <ContextMenu.Portal>
          <ContextMenu.Positioner className="z-40 outline-none" alignOffset={-4}>
            <ContextMenu.Popup className={menuPopup}>
              <PriorityChoice jobs={jobs} />
            </ContextMenu.Popup>
          </ContextMenu.Positioner>
        </ContextMenu.Portal>
      </ContextMenu.SubmenuRoot>
      <MenuSeparator />
      <MenuItem
        icon={<Copy aria-hidden />}
        disabled={errors.length === 0}
        onClick={() => {
          copyText(
            errors.join('\n'),
            errors.length === 1 ? t('queue.theError') : t('queue.theErrors'),
          )
        }}
      >
        {t('queue.copyError')}
      </MenuItem>
    </>
  )
}

/** The priority ticked is the one all chosen jobs share. */
export function PriorityChoice({ jobs }: { jobs: readonly JobSummary[] }) {
  const shared = new Set(jobs.map((job) => job.priority))
  const [only] = shared
  return (
    <MenuChoice
      value={shared.size === 1 && only !== undefined ? only : null}
      options={priorities()}
      onChoose={(priority) => {
        prioritiseJobs(jobs, priority)
      }}
    />
  )
}
