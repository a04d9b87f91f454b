import { useMemo, useState, type MouseEvent, type ReactNode } from 'react'
import type { JobId, JobSummary } from '../../../shared/job.ts'
import { later } from '../lib/later.ts'
import { LaterPart } from '../lib/later-part.tsx'
import { openVideo, select, showDetails, useUi } from '../app/ui-store.ts'
import { JobGrid } from './job-grid.tsx'
import type { JobMenuState } from './job-menu.tsx'
import { rowHeight } from './job-row.tsx'
import { handleListKey } from './list-keys.ts'
import { useQueue } from './live-queue.ts'
import { findJob } from './queue-list.ts'
import { isInWorkOrder } from './reorder.ts'
import { extendTo, prune, selectOnly, toggle } from './selection.ts'

const BulkBar = later(async () => (await import('./bulk-bar.tsx')).BulkBar)
const JobMenu = later(async () => (await import('./job-menu.tsx')).JobMenu)
const DragArea = later(async () => (await import('./draggable-row.tsx')).DragArea)

/** The jobs of the chosen filter, and what can be done with those that are chosen. */
export function JobList({ label, total }: { label: string; total: number }) {
  const jobs = useQueue((state) => state.list.jobs)
  const query = useQueue((state) => state.list.query)
  const canDrag = isInWorkOrder(query)
  const wanted = useUi((state) => state.selection)
  const selection = useMemo(() => prune(wanted, jobs), [wanted, jobs])
  const chosen = useMemo(
    () => [...selection.ids].flatMap((id) => findJob(jobs, id) ?? []),
    [selection, jobs],
  )
  const [menu, setMenu] = useState<JobMenuState>({ open: false, at: new DOMRect() })

  const onClick = (event: MouseEvent): void => {
    const id = jobIdAt(event, jobs)
    if (id === null) return
    if (event.shiftKey) select(extendTo(selection, jobs, id))
    else if (event.ctrlKey || event.metaKey) select(toggle(selection, id))
    else select(selectOnly(id))
  }
  const onDoubleClick = (event: MouseEvent): void => {
    const id = jobIdAt(event, jobs)
    const videoId = id === null ? null : (findJob(jobs, id)?.videoId ?? null)
    if (query.byVideo && videoId !== null) openVideo(videoId)
    else if (id !== null) showDetails(id)
  }
  const openMenu = (event: MouseEvent): void => {
    const id = jobIdAt(event, jobs)
    if (id === null) return
    if (!selection.ids.has(id)) select(selectOnly(id))
    event.preventDefault()
    setMenu({ open: true, at: new DOMRect(event.clientX, event.clientY) })
  }

  const Area = canDrag ? DragArea : Plain
  return (
    <div className="relative min-h-0 grow">
      <Area jobs={jobs} chosen={chosen}>
        <JobGrid
          label={label}
          total={total}
          jobs={jobs}
          selection={selection}
          canDrag={canDrag}
          onClick={onClick}
          onContextMenu={openMenu}
          onDoubleClick={onDoubleClick}
          onKeyDown={(event) => {
            if (event.target instanceof HTMLButtonElement && isPress(event.key)) return
            const rowsInView = Math.max(
              1,
              Math.floor(event.currentTarget.clientHeight / rowHeight) - 1,
            )
            if (handleListKey(event, { jobs, selection, chosen, rowsInView }))
              event.preventDefault()
          }}
        />
      </Area>
      <LaterPart>
        <JobMenu
          {...menu}
          jobs={chosen}
          onClose={() => {
            setMenu({ ...menu, open: false })
          }}
          onElsewhere={openMenu}
        />
      </LaterPart>
      <LaterPart>{chosen.length > 1 && <BulkBar jobs={chosen} />}</LaterPart>
    </div>
  )
}

const Plain = ({ children }: { children: ReactNode }) => children

const isPress = (key: string): boolean => key === 'Enter' || key === ' '

/** The job of the row that was pressed, also where something that takes no part lies over it. */
function jobIdAt(
  { target, clientX, clientY }: MouseEvent,
  jobs: readonly JobSummary[],
): JobId | null {
  for (const element of [target, ...document.elementsFromPoint(clientX, clientY)]) {
    const row = element instanceof Element && element.closest<HTMLElement>('[data-job-id]')
    if (row) return findJob(jobs, Number(row.dataset.jobId))?.id ?? null
  }
  return null
}
