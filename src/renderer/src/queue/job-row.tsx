import { clsx } from 'clsx'
import {
  Ban,
  ChevronUp,
  ChevronsUp,
  CircleCheck,
  CircleX,
  Clock,
  Ellipsis,
  Info,
  RotateCw,
  X,
  type LucideIcon,
} from 'lucide-react'
import { memo, useState, type MouseEvent } from 'react'
import { formatMoment, formatPercent, formatRelative } from '../../../shared/format.ts'
import type { JobStatus, JobSummary } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import { canTransition } from '../../../shared/state.ts'
import { showDetails } from '../app/ui-store.ts'
import { useMinuteClock, useSecondClock } from '../lib/clock.ts'
import { stages } from '../lib/stages.ts'
import { Badge, type Tone } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { cancelJobs, retryJobs } from './job-actions.ts'
import type { StagesOfVideo } from './queue-list.ts'
import { Thumbnail } from './thumbnail.tsx'
import { VideoStrip } from './video-strip.tsx'
import { againIn, momentOf, sublineOf, tryOf } from './job-text.ts'

export const rowHeight = 52

interface JobRowProps {
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
}

/** Redrawn only when its own job changed: a list of thousands stays still around one that moves. */
export const JobRow = memo(function JobRow(props: JobRowProps) {
  const { job, index, selected, reachable, frozen, stages: strip, start } = props
  // Most rows are only scrolled past: their buttons are made when a pointer first comes by.
  const [wasPointedAt, setWasPointedAt] = useState(false)
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={selected}
      tabIndex={reachable ? 0 : -1}
      onPointerEnter={() => {
        setWasPointedAt(true)
      }}
      data-job-id={job.id}
      data-status={job.status}
      data-type={job.type}
      style={{ height: rowHeight, transform: `translateY(${start}px)` }}
      className={clsx(
        'group absolute inset-x-0 top-0 flex contain-strict items-center gap-3 border-b border-line px-4 outline-offset-[-2px]',
        selected ? 'bg-selected' : 'bg-surface hover:bg-hover',
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
            <span className="truncate font-medium" title={job.title}>
              {job.title}
            </span>
            <PriorityMark priority={job.priority} />
          </div>
          <Subline job={job} frozen={frozen} />
        </div>
      </div>
      <div
        role="gridcell"
        className={clsx(
          'flex shrink-0 items-center gap-3 max-[640px]:w-32',
          strip ? 'w-64' : 'w-44',
        )}
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
        className="relative flex w-28 shrink-0 justify-end text-sm text-faint tabular-nums"
      >
        <span className="group-focus-within:invisible group-hover:invisible">
          <Moment at={momentOf(job)} />
        </span>
        {(wasPointedAt || reachable) && <RowActions job={job} reachable={reachable} />}
      </div>
    </div>
  )
})

interface StageMarkProps {
  job: JobSummary
  frozen: boolean
  /** As wide as a thumbnail, so that titles below each other begin at the same place. */
  wide?: boolean
}

function StageMark({ job, frozen, wide = false }: StageMarkProps) {
  const stage = stages[job.type]
  return (
    <span
      className={clsx(
        'flex h-8 shrink-0 items-center justify-center rounded-md',
        wide ? 'w-14' : 'w-8',
        job.status === 'processing' && !frozen
          ? 'bg-accent-soft text-accent-text'
          : 'bg-soft text-muted',
      )}
      title={t(`common.stage.${job.type}`)}
    >
      <stage.icon className="size-4" role="img" aria-label={t(`common.stage.${job.type}`)} />
    </span>
  )
}

function Subline({ job, frozen }: { job: JobSummary; frozen: boolean }) {
  const text = sublineOf(job, frozen)
  const extra = tryOf(job)
  return (
    <div
      className={clsx(
        'flex text-sm whitespace-pre tabular-nums',
        job.status === 'failed' ? 'text-danger' : 'text-muted',
      )}
    >
      {job.status === 'retrying' && (
        <span className="shrink-0 text-warning">
          <Countdown dueAt={job.queuedAt} />
          {' · '}
        </span>
      )}
      <span className="truncate" title={job.error ? text : undefined}>
        {text}
      </span>
      {extra !== null && <span className="shrink-0 text-muted">{` · ${extra}`}</span>}
    </div>
  )
}

/** Counts down; mounted, and so ticking, only in rows that are in view. */
function Countdown({ dueAt }: { dueAt: number }) {
  return againIn(dueAt, useSecondClock())
}

function Moment({ at }: { at: number }) {
  const now = useMinuteClock()
  return (
    <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {formatRelative(at, now)}
    </time>
  )
}

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

const badges: Record<JobStatus, { tone: Tone; icon: LucideIcon }> = {
  queued: { tone: 'neutral', icon: Clock },
  processing: { tone: 'accent', icon: Clock },
  retrying: { tone: 'warning', icon: RotateCw },
  completed: { tone: 'success', icon: CircleCheck },
  failed: { tone: 'danger', icon: CircleX },
  cancelled: { tone: 'neutral', icon: Ban },
}

export function StatusBadge({ status }: { status: JobStatus }) {
  const { tone, icon: Icon } = badges[status]
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {t(`common.status.${status}`)}
    </Badge>
  )
}

export function PriorityMark({ priority }: { priority: number }) {
  if (priority === 0) return null
  const isUrgent = priority === 10
  const Icon = isUrgent ? ChevronsUp : ChevronUp
  const name = isUrgent ? t('queue.priorityUrgent') : t('queue.priorityOf', { priority })
  return (
    <span title={name} className="flex shrink-0">
      <Icon
        role="img"
        aria-label={name}
        className={clsx('size-4', isUrgent ? 'text-danger' : 'text-warning')}
      />
    </span>
  )
}

function RowActions({ job, reachable }: { job: JobSummary; reachable: boolean }) {
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
    <span className="absolute top-1/2 end-0 flex -translate-y-1/2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
      {canTransition(job.status, 'retry') && (
        <Button
          {...focusable}
          aria-label={t('queue.retry')}
          title={t('queue.retry')}
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
          title={t('queue.cancel')}
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
        title={t('queue.showDetails')}
        onClick={does(() => {
          showDetails(job.id)
        })}
      >
        <Info aria-hidden />
      </Button>
      <Button
        {...focusable}
        aria-label={t('queue.moreActions')}
        title={t('queue.moreActions')}
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
