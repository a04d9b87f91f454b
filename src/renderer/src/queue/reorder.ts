import type { JobId, JobSummary } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import type { QueueQuery } from '../../../shared/queue.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { toast } from '../ui/toast.ts'
import { waiting } from './job-actions.ts'
import { queue } from './live-queue.ts'
import { indexOfId } from './queue-list.ts'

/** Whether the list shows what waits in the order it will be worked on: only that can be changed. */
export const isInWorkOrder = ({ sort, group, byVideo }: QueueQuery): boolean =>
  sort === 'urgency' && group === 'waiting' && !byVideo

type Side = 'before' | 'after'

/** Puts these beside another, in the order they have now. */
export function moveBeside(chosen: readonly JobSummary[], id: JobId, side: Side): void {
  const { jobs } = queue.store.getState().list
  const ids = waiting(chosen)
    .map((job) => job.id)
    .sort((a, b) => indexOfId(jobs, a) - indexOfId(jobs, b))
  if (ids.length === 0) return
  attempt(async () => {
    const { changed } = await call('job.move', { ids, beside: { id, side } })
    if (changed === 0) toast({ title: t('queue.notMoved') })
  })
}

/** One row up or down. @returns whether the list is one that can be put in order */
export function moveByOne(chosen: readonly JobSummary[], direction: 'up' | 'down'): boolean {
  const { jobs, query } = queue.store.getState().list
  if (!isInWorkOrder(query)) return false
  const places = chosen.map(({ id }) => indexOfId(jobs, id))
  const beside = direction === 'up' ? jobs[Math.min(...places) - 1] : jobs[Math.max(...places) + 1]
  if (beside) moveBeside(chosen, beside.id, direction === 'up' ? 'before' : 'after')
  return true
}
