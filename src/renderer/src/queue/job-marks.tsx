import { clsx } from 'clsx'
import {
  Ban,
  ChevronUp,
  ChevronsUp,
  CircleCheck,
  CircleX,
  Clock,
  RotateCw,
  type LucideIcon,
} from 'lucide-react'
import type { JobStatus, JobSummary } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import { stages } from '../lib/stages.ts'
import { Badge, type Tone } from '../ui/badge.tsx'

interface StageMarkProps {
  job: JobSummary
  frozen: boolean
  /** As wide as a thumbnail, so that titles below each other begin at the same place. */
  wide?: boolean
}

export function StageMark({ job, frozen, wide = false }: StageMarkProps) {
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
