import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ComponentProps,
  type RefObject,
} from 'react'
import type { JobSummary, VideoId } from '../../../shared/job.ts'
import { isFrozen, useApp } from '../app/app-store.ts'
import { later } from '../lib/later.ts'
import { painted } from '../lib/painted.ts'
import { JobRow, rowHeight } from './job-row.tsx'
import { queue, useQueue } from './live-queue.ts'
import { findJob, indexOfId, type StagesOfVideo } from './queue-list.ts'
import type { Selection } from './selection.ts'
import { useAskWaits } from './waits.ts'

const DraggableRow = later(async () => (await import('./draggable-row.tsx')).DraggableRow)

/** Header, tabs and filters: of the window's height, what is not the list's. Else it is measured. */
const aboveList = 136

type Handlers = 'onClick' | 'onContextMenu' | 'onDoubleClick' | 'onKeyDown'

interface JobGridProps extends Pick<ComponentProps<'div'>, Handlers> {
  label: string
  /** How many there are, of which the first are known. */
  total: number
  jobs: readonly JobSummary[]
  selection: Selection
  canDrag: boolean
}

/** The rows in view: no other exists. It alone is drawn anew while the list scrolls. */
export function JobGrid({ label, total, jobs, selection, canDrag, ...handlers }: JobGridProps) {
  const stages = useQueue((state) => state.list.stages)
  const { byVideo, sort } = useQueue((state) => state.list.query)
  const frozen = useApp(isFrozen)
  const activeIndex = selection.active === null ? 0 : indexOfId(jobs, selection.active)

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
    // Rows about those in view are drawn between two pictures, not before the next of them may be.
    useFlushSync: false,
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

  useKeepPlace(scroller, jobs, sort === 'newest')
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

  const Row = canDrag ? DraggableRow : JobRow
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={Math.max(total, jobs.length)}
      aria-multiselectable
      className="@container h-full overflow-y-auto bg-surface"
      {...handlers}
      onFocus={() => {
        hasKeyboard.current = true
      }}
      onBlur={() => {
        hasKeyboard.current = false
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
        {virtualizer.isScrolling && <Passing />}
      </div>
    </div>
  )
}

/**
 * Over rows that pass under a pointer that rests: none of them is pointed at. It goes as soon as the
 * pointer does anything; the row beneath a press gets the keyboard, as by any other press.
 */
const Passing = () => (
  <div
    role="presentation"
    className="absolute inset-0"
    onPointerMove={({ currentTarget }) => {
      currentTarget.hidden = true
    }}
    onMouseDown={(event) => {
      event.preventDefault()
      event.currentTarget.hidden = true
      const beneath = document.elementFromPoint(event.clientX, event.clientY)
      beneath?.closest<HTMLElement>('[role=row]')?.focus({ preventScroll: true })
    }}
  />
)

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
