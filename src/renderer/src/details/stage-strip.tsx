import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import type { JobStatus, JobType } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import { stageOrder, stages } from '../lib/stages.ts'

type Place = 'past' | 'present' | 'future'

const looks: Record<Place, string> = {
  past: 'bg-success-soft text-success',
  present: 'bg-accent text-on-accent',
  future: 'bg-soft text-faint',
}

/** The way of a video through Spool, with the stage of this job marked. */
export function StageStrip({ type, status }: { type: JobType; status: JobStatus }) {
  const present = stageOrder.indexOf(type)
  return (
    <ol aria-label={t('details.stages')} className="flex items-start">
      {stageOrder.map((stage, index) => {
        const place = placeOf(index, present, status)
        const { icon: Icon } = stages[stage]
        return (
          <li
            key={stage}
            aria-current={index === present ? 'step' : undefined}
            className={clsx(
              'relative flex flex-1 flex-col items-center gap-1 text-sm',
              index > 0 &&
                'before:absolute before:top-3.5 before:end-[calc(50%+1.25rem)] before:start-[calc(-50%+1.25rem)] before:h-px before:bg-line-strong',
              index === present ? 'font-semibold' : 'text-muted',
            )}
          >
            <span
              className={clsx(
                'flex size-7 items-center justify-center rounded-full',
                index === present && status === 'failed'
                  ? 'bg-danger-fill text-on-accent'
                  : looks[place],
              )}
            >
              {place === 'past' ? (
                <Check className="size-4" aria-label={t('details.stageDone')} role="img" />
              ) : (
                <Icon className="size-4" aria-hidden />
              )}
            </span>
            {t(`common.stage.${stage}`)}
            {index === present && (
              <span className="sr-only">{`: ${t(`common.status.${status}`)}`}</span>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function placeOf(index: number, present: number, status: JobStatus): Place {
  if (index < present || (index === present && status === 'completed')) return 'past'
  return index === present ? 'present' : 'future'
}
