import type { DraggableSyntheticListeners } from '@dnd-kit/core'
import { clsx } from 'clsx'
import { memo, useState } from 'react'
import { formatMoment, formatPercent, formatRelative } from '../../../shared/format.ts'
import type { JobSummary } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import { useMinuteClock } from '../lib/clock.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { PriorityMark, StageMark, StatusBadge } from './job-marks.tsx'
import { Subline } from './job-subline.tsx'
import { momentOf } from './job-text.ts'
import type { StagesOfVideo } from './queue-list.ts'
import { RowActions } from './row-actions.tsx'
import { Thumbnail } from './thumbnail.tsx'
import { VideoStrip } from './video-strip.tsx'

export const rowHeight = 52

export interface JobRowProps {
  job: JobSummary
  index: number
  selected: boolean
  /** Whether the row is the list's one tab stop. */
  reachable: boolean
  frozen: boolean
  /** Where the list goes by video: how far its stages are. */
  stages: StagesOfVideo | undefined
  /** Distance from the top of the list, in pixels. */
  start: number
  /** Where rows can be dragged to another place. */
  drag?: RowDrag
}

interface RowDrag {
  listeners: DraggableSyntheticListeners
  attach: (row: HTMLElement | null) => void
  isDragging: boolean
  /** Where what is dragged would go, were it let go here. */
  target: 'before' | 'after' | null
}

/** Redrawn only when its own job changed: a list of thousands stays still around one that moves. */
export const JobRow = memo(function JobRow(props: JobRowProps) {
  const { job, index, selected, reachable, frozen, stages: strip, start, drag } = props
  // Most rows are only scrolled past, also under a pointer that rests: what a pointer is for is made
  // when one first moves there.
  const [wasPointedAt, setWasPointedAt] = useState(false)
  const hasActions = wasPointedAt || reachable
  return (
    <div
      ref={drag?.attach}
      {...drag?.listeners}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={selected}
      tabIndex={reachable ? 0 : -1}
      onPointerMove={
        wasPointedAt
          ? undefined
          : () => {
              setWasPointedAt(true)
            }
      }
      data-job-id={job.id}
      data-status={job.status}
      data-type={job.type}
      style={{ height: rowHeight, transform: `translateY(${start}px)` }}
      className={clsx(
        'group absolute inset-x-0 top-0 flex contain-strict items-center gap-3 border-b border-line px-4 outline-offset-[-2px]',
        selected ? 'bg-selected' : 'bg-surface hover:bg-hover',
        drag?.isDragging === true && 'opacity-50',
        drag?.target === 'before' && 'shadow-[inset_0_2px_0_var(--color-accent)]',
        drag?.target === 'after' && 'shadow-[inset_0_-2px_0_var(--color-accent)]',
      )}
    >
      <div role="gridcell" className="flex min-w-0 grow items-center gap-3">
        {strip ? (
          <Thumbnail videoId={job.videoId}>
            <StageMark job={job} frozen={frozen} wide />
          </Thumbnail>
        ) : (
          <StageMark job={job} frozen={frozen} />
        )}
        <div className="min-w-0 grow">
          <div className="flex items-center gap-1.5">
            <span dir="auto" className="truncate font-medium" title={job.title}>
              {job.title}
            </span>
            <PriorityMark priority={job.priority} />
          </div>
          <Subline job={job} frozen={frozen} />
        </div>
      </div>
      <div
        role="gridcell"
        className={clsx('flex shrink-0 items-center gap-3', strip ? 'w-64' : 'w-44 @max-2xl:w-28')}
      >
        {strip && <VideoStrip stages={strip} hidden={job.videoId === null} />}
        {job.status === 'processing' ? (
          <RunningCell job={job} frozen={frozen} />
        ) : (
          <StatusBadge status={job.status} />
        )}
      </div>
      <div
        role="gridcell"
        className="relative flex w-28 shrink-0 @max-2xl:w-24 justify-end bg-inherit text-sm text-faint tabular-nums"
      >
        <span className={clsx(hasActions && 'group-focus-within:invisible group-hover:invisible')}>
          <Moment at={momentOf(job)} exact={wasPointedAt} />
        </span>
        {hasActions && <RowActions job={job} reachable={reachable} />}
      </div>
    </div>
  )
})

function RunningCell({ job, frozen }: { job: JobSummary; frozen: boolean }) {
  const fraction = job.progress?.fraction ?? null
  return (
    <div className="flex min-w-0 grow items-center gap-3">
      <ProgressBar
        fraction={fraction}
        label={t('queue.progressOf', { title: job.title })}
        held={frozen}
      />
      {fraction !== null && (
        <span className="w-9 shrink-0 text-end text-sm tabular-nums">
          {formatPercent(fraction)}
        </span>
      )}
    </div>
  )
}

/** `exact`: to the second, for a pointer that stays; dates cost too much to be written for no one. */
function Moment({ at, exact }: { at: number; exact: boolean }) {
  const now = useMinuteClock()
  return (
    <time
      dir="auto"
      dateTime={new Date(at).toISOString()}
      title={exact ? formatMoment(at) : undefined}
    >
      {formatRelative(at, now)}
    </time>
  )
}
