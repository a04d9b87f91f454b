import { clsx } from 'clsx'
import { t } from '../../../shared/language.ts'
import type { JobStatus } from '../../../shared/job.ts'
import { stageOrder, stages as looks } from '../lib/stages.ts'
import type { StagesOfVideo } from './queue-list.ts'

const tones: Record<JobStatus, string> = {
  queued: 'bg-soft text-muted',
  processing: 'bg-accent text-on-accent',
  retrying: 'bg-warning-soft text-warning',
  completed: 'bg-success-soft text-success',
  failed: 'bg-danger-fill text-on-accent',
  cancelled: 'bg-soft text-faint',
}

/** The stages of a video after it was found, as far as each of them is. */
export function VideoStrip({ stages, hidden }: { stages: StagesOfVideo; hidden: boolean }) {
  return (
    <span className={clsx('flex gap-0.5', hidden && 'invisible')}>
      {stageOrder.map((type) => {
        if (type === 'scrape') return null
        const state = stages[type]
        const Icon = looks[type].icon
        const text = state
          ? `${t(`common.stage.${type}`)}: ${t(`common.status.${state.status}`)}`
          : t(`common.stage.${type}`)
        return (
          <span
            key={type}
            title={text}
            className={clsx(
              'flex h-5 w-6 items-center justify-center rounded-sm',
              state ? tones[state.status] : 'border border-line text-faint',
            )}
          >
            <Icon className="size-3" role="img" aria-label={text} />
          </span>
        )
      })}
    </span>
  )
}
