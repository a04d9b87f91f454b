import type { JobId, JobStatus, JobSummary } from '../../../shared/job.ts'
import type { QueueFilter, QueuePage } from '../../../shared/queue.ts'

/** The part of the queue the window knows: one run of ids from the newest down to a floor. */
export interface QueueList {
  readonly filter: QueueFilter
  /** Newest first: ids fall. */
  readonly jobs: readonly JobSummary[]
  /** Where the next page begins; null when everything is loaded. */
  readonly next: string | null
  /** Every matching job with an id of at least this is in the list. */
  readonly floor: number
}

const filterOf: Record<JobStatus, Exclude<QueueFilter, 'all'>> = {
  processing: 'running',
  queued: 'waiting',
  retrying: 'waiting',
  failed: 'failed',
  completed: 'done',
  cancelled: 'done',
}

export const matchesFilter = (filter: QueueFilter, status: JobStatus): boolean =>
  filter === 'all' || filterOf[status] === filter

export const emptyList = (filter: QueueFilter): QueueList => ({
  filter,
  jobs: [],
  next: null,
  floor: Infinity,
})

/** Continues the list by the page that was asked for with its `next`. */
export function appendPage(list: QueueList, page: QueuePage): QueueList {
  const fresh = page.jobs.filter((job) => job.id < list.floor)
  return {
    filter: list.filter,
    jobs: [...list.jobs, ...fresh],
    next: page.next,
    floor: page.next === null ? 0 : (page.jobs.at(-1)?.id ?? list.floor),
  }
}

/**
 * Brings changed jobs in: known ones are replaced in place or dropped when they left the filter,
 * new ones inserted where their id belongs, unless they lie below what is loaded. Untouched jobs
 * keep their identity; the list itself does when nothing in it changed.
 */
export function applyChanges(list: QueueList, changed: Iterable<JobSummary>): QueueList {
  const latest = new Map<JobId, JobSummary>()
  for (const job of changed) latest.set(job.id, job)

  let touched = false
  const kept: JobSummary[] = []
  for (const job of list.jobs) {
    const change = latest.get(job.id)
    if (!change) {
      kept.push(job)
      continue
    }
    touched = true
    latest.delete(job.id)
    if (matchesFilter(list.filter, change.status)) kept.push(change)
  }

  const inserted = [...latest.values()].filter(
    (job) => job.id >= list.floor && matchesFilter(list.filter, job.status),
  )
  if (!touched && inserted.length === 0) return list
  return { ...list, jobs: mergeById(kept, inserted) }
}

function mergeById(jobs: JobSummary[], inserted: JobSummary[]): JobSummary[] {
  if (inserted.length === 0) return jobs
  return [...jobs, ...inserted].sort((a, b) => b.id - a.id)
}

/** Where the job with this id is, or would be: the first index whose id is not above it. */
export function indexOfId(jobs: readonly JobSummary[], id: number): number {
  let low = 0
  let high = jobs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((jobs[middle]?.id ?? 0) > id) low = middle + 1
    else high = middle
  }
  return low
}

export function findJob(jobs: readonly JobSummary[], id: number): JobSummary | undefined {
  const job = jobs[indexOfId(jobs, id)]
  return job?.id === id ? job : undefined
}
