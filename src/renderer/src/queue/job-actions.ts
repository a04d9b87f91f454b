import type { JobId, JobSummary } from '../../../shared/job.ts'
import { t } from '../../../shared/language.ts'
import { canTransition } from '../../../shared/state.ts'
import { ask, useUi, type Question } from '../app/ui-store.ts'
import { attempt } from '../lib/attempt.ts'
import { call } from '../lib/bridge.ts'
import { toast } from '../ui/toast.ts'
import { actOnAll } from './act-on-all.ts'

export const priorities = () => [
  { value: 0, name: t('queue.priorityNormal') },
  { value: 6, name: t('queue.priorityHigh') },
  { value: 10, name: t('queue.priorityUrgent') },
]

export const cancellable = (jobs: readonly JobSummary[]): JobSummary[] =>
  jobs.filter((job) => canTransition(job.status, 'cancel'))

export const retryable = (jobs: readonly JobSummary[]): JobSummary[] =>
  jobs.filter((job) => canTransition(job.status, 'retry'))

/** Priority says what is claimed next: it matters to jobs that still wait. */
export const prioritisable = (jobs: readonly JobSummary[]): JobSummary[] =>
  jobs.filter((job) => job.status === 'queued' || job.status === 'retrying')

const idsOf = (jobs: readonly JobSummary[]): JobId[] => jobs.map((job) => job.id)

/** Cancels what can be cancelled; asks first when work is lost or it is more than one. */
export function cancelJobs(jobs: readonly JobSummary[]): void {
  const chosen = cancellable(jobs)
  const [first] = chosen
  if (!first) return
  attempt(async () => {
    if (chosen.length > 1 || first.status === 'processing') {
      if (!(await ask(cancelQuestion(chosen, first)))) return
    }
    const ids = idsOf(chosen)
    await call('job.cancel', { ids })
    toast({
      title: t('queue.cancelled', { count: ids.length }),
      action: {
        name: t('common.undo'),
        run: () => {
          attempt(() => call('job.retry', { ids }))
        },
      },
    })
  })
}

function cancelQuestion(
  chosen: readonly JobSummary[],
  first: JobSummary,
): Omit<Question, 'answer'> {
  if (chosen.length === 1) {
    return {
      title: t('queue.cancelOneTitle'),
      text: t('queue.cancelOneText', { title: first.title }),
      action: t('queue.cancelOneAction'),
    }
  }
  const isRunning = chosen.some((job) => job.status === 'processing')
  const count = chosen.length
  return {
    title: t('queue.cancelManyTitle', { count }),
    text: isRunning ? t('queue.cancelManyRunning') : t('queue.cancelManyWaiting'),
    action: t('queue.cancelManyAction', { count }),
  }
}

export function retryJobs(jobs: readonly JobSummary[]): void {
  const ids = idsOf(retryable(jobs))
  if (ids.length === 0) return
  attempt(async () => {
    await call('job.retry', { ids })
    toast({ title: t('queue.retrying', { count: ids.length }) })
  })
}

export function prioritiseJobs(jobs: readonly JobSummary[], priority: number): void {
  const ids = idsOf(prioritisable(jobs))
  if (ids.length === 0 && !useUi.getState().allMatching) return
  if (useUi.getState().allMatching) actOnAll({ kind: 'prioritise', priority })
  else attempt(() => call('job.prioritise', { ids, priority }))
}

/** What has not begun and waits for nothing but its turn. */
export const waiting = (jobs: readonly JobSummary[]): JobSummary[] =>
  jobs.filter((job) => job.status === 'queued')

export function moveToTop(jobs: readonly JobSummary[]): void {
  const ids = idsOf(waiting(jobs))
  if (ids.length === 0) return
  attempt(async () => {
    const { changed } = await call('job.top', { ids })
    toast({ title: t('queue.movedToTop', { count: changed }) })
  })
}

export function copyText(text: string, what: string): void {
  attempt(async () => {
    await navigator.clipboard.writeText(text)
    toast({ title: t('common.copied', { what }) })
  })
}
