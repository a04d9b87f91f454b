import { clsx } from 'clsx'
import type { JobSummary } from '../../../shared/job.ts'
import type { WaitReason } from '../../../shared/wait-reason.ts'
import { describeWait } from '../../../shared/waiting.ts'
import { useSecondClock } from '../lib/clock.ts'
import { againIn, sublineOf, tryOf } from './job-text.ts'
import { useWait } from './waits.ts'

/** What a row says under its title: what is done, why it waits, or what went wrong. */
export function Subline({ job, frozen }: { job: JobSummary; frozen: boolean }) {
  const wait = useWait(job.id)
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
        {job.status === 'queued' && wait && wait.kind !== 'next' && (
          <>
            {' · '}
            {'until' in wait ? <TimedWait reason={wait} /> : describeWait(wait, 0)}
          </>
        )}
      </span>
      {extra !== null && <span className="shrink-0 text-muted">{` · ${extra}`}</span>}
    </div>
  )
}

/** Counts down; mounted, and so ticking, only in rows that are in view. */
function Countdown({ dueAt }: { dueAt: number }) {
  return againIn(dueAt, useSecondClock())
}

function TimedWait({ reason }: { reason: WaitReason }) {
  return describeWait(reason, useSecondClock())
}
