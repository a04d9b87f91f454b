import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import {
  Suspense,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import type { JobId, JobSummary, VideoId } from '../../../shared/job.ts'
import { isFrozen, useApp } from '../app/app-store.ts'
import { later } from '../lib/later.ts'
import { painted } from '../lib/painted.ts'
import { openVideo, select, showDetails, useUi } from '../app/ui-store.ts'
import type { JobMenuState } from './job-menu.tsx'
import { JobRow, rowHeight } from './job-row.tsx'
import { handleListKey } from './list-keys.ts'
import { queue, useQueue } from './live-queue.ts'
import { findJob, indexOfId, type StagesOfVideo } from './queue-list.ts'
import { isInWorkOrder } from './reorder.ts'
import { extendTo, prune, selectOnly, toggle } from './selection.ts'
import { useAskWaits } from './waits.ts'

const BulkBar = later(async () => (await import('./bulk-bar.tsx')).BulkBar)
const JobMenu = later(async () => (await import('./job-menu.tsx')).JobMenu)
const DragArea = later(async () => (await import('./draggable-row.tsx')).DragArea)
const DraggableRow = later(async () => (await import('./draggable-row.tsx')).DraggableRow)

/** Header, tabs and filters: of the window's height, what is not the list's. Else it is measured. */
const aboveList = 136

/** The jobs of the chosen filter as a grid: only the rows in view exist. */
export function JobList({ label, total }: { label: string; total: number }) {
  const jobs = useQueue((state) => state.list.jobs)
  const stages = useQueue((state) => state.list.stages)
  const query = useQueue((state) => state.list.query)
  const { byVideo } = query
  const canDrag = isInWorkOrder(query)
  const wanted = useUi((state) => state.selection)
  const frozen = useApp(isFrozen)
  const selection = useMemo(() => prune(wanted, jobs), [wanted, jobs])
  const chosen = useMemo(
    () => [...selection.ids].flatMap((id) => findJob(jobs, id) ?? []),
    [selection, jobs],
  )
  const activeIndex = selection.active === null ? 0 : indexOfId(jobs, selection.active)

  const [menu, setMenu] = useState<JobMenuState>({ open: false, at: new DOMRect() })

  // The first picture has the rows that are seen; those about them come after it.
  const [overscan, setOverscan] = useState(0)
  useEffect(() => {
    void painted.then(() => {
      setOverscan(8)
    })
  }, [])

  const scroller = useRef<HTMLDivElement>(null)
  // eslint-disable-next-line react-hooks/incompatible-library -- no compiler memoizes this window
  const virtualizer = useVirtualizer({
    count: jobs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    // Rows stand in the very first picture, before anything was measured.
    initialRect: { width: 0, height: window.innerHeight - aboveList },
    getItemKey: (index) => jobs[index]?.id ?? index,
    rangeExtractor: (range) => withRow(range, activeIndex),
  })
  const rows = virtualizer.getVirtualItems()
  const lastInView = virtualizer.range?.endIndex ?? 0
  const hasKeyboard = useRef(false)

  useEffect(() => {
    queue.reach(lastInView)
  }, [lastInView, jobs.length])

  useKeepPlace(scroller, jobs, query.sort === 'newest')
  useAskWaits(rows.flatMap(({ index }) => jobs[index] ?? []))

  // The keyboard stays with its row: when the row changes or leaves, focus and view follow.
  useLayoutEffect(() => {
    const grid = scroller.current
    const focused = document.activeElement
    if (!grid || !hasKeyboard.current || selection.active === null) return
    if (focused !== document.body && !grid.contains(focused)) return
    const row = grid.querySelector<HTMLElement>(`[data-job-id="${selection.active}"]`)
    if (!row || row.contains(focused)) return
    virtualizer.scrollToIndex(activeIndex, { align: 'auto' })
    row.focus({ preventScroll: true })
  }, [selection.active, activeIndex, virtualizer])

  const onClick = (event: MouseEvent): void => {
    const id = jobIdAt(event.target, jobs)
    if (id === null) return
    if (event.shiftKey) select(extendTo(selection, jobs, id))
    else if (event.ctrlKey || event.metaKey) select(toggle(selection, id))
    else select(selectOnly(id))
  }
  const chooseAt = (target: EventTarget): boolean => {
    const id = jobIdAt(target, jobs)
    if (id !== null && !selection.ids.has(id)) select(selectOnly(id))
    return id !== null
  }

  const openMenu = (event: MouseEvent): void => {
    event.preventDefault()
    setMenu({ open: true, at: new DOMRect(event.clientX, event.clientY) })
  }

  const Area = canDrag ? DragArea : Plain
  const Row = canDrag ? DraggableRow : JobRow
  return (
    <div className="relative min-h-0 grow">
      <Area jobs={jobs} chosen={chosen}>
        <div
          ref={scroller}
          role="grid"
          aria-label={label}
          aria-rowcount={Math.max(total, jobs.length)}
          aria-multiselectable
          className="@container h-full overflow-y-auto bg-surface"
          onClick={onClick}
          onContextMenu={(event) => {
            if (chooseAt(event.target)) openMenu(event)
          }}
          onDoubleClick={(event) => {
            const id = jobIdAt(event.target, jobs)
            const videoId = id === null ? null : (findJob(jobs, id)?.videoId ?? null)
            if (byVideo && videoId !== null) openVideo(videoId)
            else if (id !== null) showDetails(id)
          }}
          onFocus={() => {
            hasKeyboard.current = true
          }}
          onBlur={() => {
            hasKeyboard.current = false
          }}
          onKeyDown={(event) => {
            if (event.target instanceof HTMLButtonElement && isPress(event.key)) return
            const rowsInView = Math.max(
              1,
              Math.floor(event.currentTarget.clientHeight / rowHeight) - 1,
            )
            if (handleListKey(event, { jobs, selection, chosen, rowsInView }))
              event.preventDefault()
          }}
        >
          <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
            {rows.map(({ index, start }) => {
              const job = jobs[index]
              return (
                job && (
                  <Row
                    key={job.id}
                    job={job}
                    index={index}
                    start={start}
                    selected={selection.ids.has(job.id)}
                    reachable={index === activeIndex}
                    frozen={frozen}
                    stages={byVideo ? stagesOf(stages, job) : undefined}
                  />
                )
              )
            })}
          </div>
        </div>
      </Area>
      <Suspense fallback={null}>
        <JobMenu
          {...menu}
          jobs={chosen}
          onClose={() => {
            setMenu({ ...menu, open: false })
          }}
          onElsewhere={(event) => {
            const under = document.elementsFromPoint(event.clientX, event.clientY)
            if (under.some(chooseAt)) openMenu(event)
          }}
        />
      </Suspense>
      <Suspense fallback={null}>{chosen.length > 1 && <BulkBar jobs={chosen} />}</Suspense>
    </div>
  )
}

const Plain = ({ children }: { children: ReactNode }) => children

/** The row with the keyboard exists even when it is scrolled out of view. */
function withRow(range: Range, index: number): number[] {
  const visible = defaultRangeExtractor(range)
  if (index >= range.count || visible.includes(index)) return visible
  return [...visible, index].sort((a, b) => a - b)
}

const noStages: StagesOfVideo = {}
const stagesOf = (
  stages: ReadonlyMap<VideoId, StagesOfVideo>,
  { videoId }: JobSummary,
): StagesOfVideo => (videoId === null ? undefined : stages.get(videoId)) ?? noStages

const isPress = (key: string): boolean => key === 'Enter' || key === ' '

function jobIdAt(target: EventTarget, jobs: readonly JobSummary[]): JobId | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-job-id]') : null
  return row ? (findJob(jobs, Number(row.dataset.jobId))?.id ?? null) : null
}

/** Rows that come or go above what is in view do not move it. */
function useKeepPlace(
  scroller: RefObject<HTMLDivElement | null>,
  jobs: readonly JobSummary[],
  isNewestFirst: boolean,
): void {
  const previous = useRef(jobs)
  useLayoutEffect(() => {
    const before = previous.current
    previous.current = jobs
    const element = scroller.current
    if (!element || element.scrollTop === 0) return
    const top = Math.floor(element.scrollTop / rowHeight)
    const first = before[top]
    if (!first || (!isNewestFirst && !findJob(jobs, first.id))) return
    const shift = indexOfId(jobs, first.id) - top
    if (shift !== 0) element.scrollBy(0, shift * rowHeight)
  }, [scroller, jobs, isNewestFirst])
}
