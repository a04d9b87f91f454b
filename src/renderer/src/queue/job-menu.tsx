import { Menu } from '@base-ui/react/menu'
import { ArrowUpToLine, ChevronRight, Copy, Info, RotateCw, SignalHigh, X } from 'lucide-react'
import type { MouseEvent } from 'react'
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

export interface JobMenuState {
  open: boolean
  /** Where it hangs, also while it goes. */
  at: DOMRect
}

interface JobMenuProps extends JobMenuState {
  /** What it acts on: the chosen rows. */
  jobs: readonly JobSummary[]
  onClose: () => void
  /** The right button was pressed beside the menu: what it covers the window with got it. */
  onElsewhere: (event: MouseEvent) => void
}

export function JobMenu({ jobs, open, at, onClose, onElsewhere }: JobMenuProps) {
  const layer = useLayer()
  return (
    <div className="contents" onContextMenu={onElsewhere}>
      <Menu.Root
        open={open}
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose()
        }}
      >
        <Menu.Portal container={layer}>
          <Menu.Positioner
            anchor={{ getBoundingClientRect: () => at }}
            align="start"
            className="z-40 outline-none"
          >
            <Menu.Popup
              className={menuPopup}
              onContextMenu={(event) => {
                event.stopPropagation()
              }}
            >
              <JobMenuItems jobs={jobs} />
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </div>
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
      <Menu.SubmenuRoot>
        <Menu.SubmenuTrigger className={menuItem} disabled={prioritisable(jobs).length === 0}>
          <SignalHigh aria-hidden />
          <span className="grow">{t('queue.priority')}</span>
          <ChevronRight aria-hidden />
        </Menu.SubmenuTrigger>
        <Menu.Portal>
          <Menu.Positioner className="z-40 outline-none" alignOffset={-4}>
            <Menu.Popup className={menuPopup}>
              <PriorityChoice jobs={jobs} />
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.SubmenuRoot>
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
