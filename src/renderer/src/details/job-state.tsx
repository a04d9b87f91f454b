import { formatPercent } from '../../../shared/format.ts'
import type { JobDetails } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import type { WaitReason } from '../../../shared/wait-reason.ts'
import { describeWait } from '../../../shared/waiting.ts'
import { isFrozen, useApp } from '../app/app-store.ts'
import { useSecondClock } from '../lib/clock.ts'
import { StatusBadge } from '../queue/job-marks.tsx'
import { paceOf, phaseOf, tryOf } from '../queue/job-text.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'

/** Where the job stands: its state, and how far it is while it runs. */
export function JobState({ job }: { job: JobDetails }) {
  return job.status === 'processing' ? <Running job={job} /> : <Standing job={job} />
}

function Running({ job }: { job: JobDetails }) {
  const frozen = useApp(isFrozen)
  const fraction = job.progress?.fraction ?? null
  return (
    <div className="flex min-w-0 grow flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-2 tabular-nums">
        <span className="font-medium">{phaseOf(job, frozen)}</span>
        {fraction !== null && <span>{formatPercent(fraction)}</span>}
      </div>
      <ProgressBar
        fraction={fraction}
        label={t('details.progressOf', { title: job.title })}
        held={frozen}
      />
      <p className="text-sm text-muted tabular-nums">
        {[...paceOf(job, frozen), tryOf(job) ?? []].flat().join(' · ')}
      </p>
    </div>
  )
}

function Standing({ job }: { job: JobDetails }) {
  const extra = tryOf(job)
  return (
    <div className="flex items-center gap-2 text-sm text-muted tabular-nums">
      <StatusBadge status={job.status} />
      {job.wait && <Wait reason={job.wait} />}
      {extra}
    </div>
  )
}

/** Why it has not begun; times count down. */
function Wait({ reason }: { reason: WaitReason }) {
  return <span>{describeWait(reason, useSecondClock())}</span>
}
