import type { JobId, JobStatus, JobSummary, JobType, VideoId } from '../../../shared/job.ts'
import type { FoundPage, QueueFilter, QueueQuery } from '../../../shared/queue.ts'

/** The part of the queue the window knows: its beginning, in the order of its query. */
export interface QueueList {
  readonly query: QueueQuery
  /** In the order of the query; ids fall where that is the newest first. */
  readonly jobs: readonly JobSummary[]
  /** Where the next page begins; null when everything is loaded. */
  readonly next: string | null
  /** Newest first: every matching job with an id of at least this is in the list. */
  readonly floor: number
  /** How far each video on it is, stage by stage; only where it goes by video. */
  readonly stages: ReadonlyMap<VideoId, StagesOfVideo>
}

/** The latest job of each stage. */
export type StagesOfVideo = Partial<Record<JobType, { id: JobId; status: JobStatus }>>

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

/** Whether a job belongs into the list; why it failed is not known here, but to the list itself. */
function matches(query: QueueQuery, job: JobSummary, isKnown: boolean): boolean {
  return (
    matchesFilter(query.group, job.status) &&
    (query.type === null || query.type === job.type) &&
    (query.sourceId === null || query.sourceId === job.sourceId) &&
    (query.preset === null || query.preset === job.preset) &&
    (query.cause === null || (isKnown && job.status === 'failed')) &&
    job.title.toLowerCase().includes(query.text.toLowerCase())
  )
}

export const emptyList = (query: QueueQuery): QueueList => ({
  query,
  jobs: [],
  next: null,
  floor: Infinity,
  stages: new Map(),
})

/** Continues the list by the page that was asked for with its `next`. */
export function appendPage(list: QueueList, page: FoundPage): QueueList {
  const known = new Set(list.jobs.map(({ id }) => id))
  const fresh = page.jobs.filter(({ id }) => !known.has(id))
  return {
    query: list.query,
    jobs: onePerVideo(list.query, [...list.jobs, ...fresh]),
    next: page.next,
    // A page looks at a run of jobs, whether it finds some in it or not.
    floor: floorOf(list, page.next),
    stages: withStages(list.stages, page.stages),
  }
}

function floorOf({ query, floor }: QueueList, next: string | null): number {
  if (query.sort !== 'newest') return Infinity
  return next === null ? 0 : Math.min(floor, Number(next))
}

/**
 * Whether a change moves rows of a list that is not simply the newest first: where they go is not
 * known here, and it has to be read again.
 */
export function movesRows(list: QueueList, changed: Iterable<JobSummary>): boolean {
  if (list.query.sort === 'newest') return false
  for (const job of changed) {
    const known = findJob(list.jobs, job.id)
    if (known ? placeOf(known) !== placeOf(job) : matches(list.query, job, false)) return true
  }
  return false
}

/** What any order goes by. */
const placeOf = ({ status, priority, queuedAt, title }: JobSummary): string =>
  JSON.stringify([filterOf[status], priority, queuedAt, title])

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
    if (matches(list.query, change, true)) kept.push(change)
  }

  const inserted = [...latest.values()].filter(
    (job) => job.id >= list.floor && matches(list.query, job, false),
  )
  const stages = list.query.byVideo ? withStages(list.stages, stagesOf(changed)) : list.stages
  if (!touched && inserted.length === 0 && stages === list.stages) return list
  return { ...list, jobs: onePerVideo(list.query, mergeById(kept, inserted)), stages }
}

/** The first, and so the newest, job of each video. */
function onePerVideo(query: QueueQuery, jobs: JobSummary[]): JobSummary[] {
  if (!query.byVideo) return jobs
  const seen = new Set<VideoId>()
  return jobs.filter(({ videoId }) => {
    if (videoId === null) return true
    if (seen.has(videoId)) return false
    seen.add(videoId)
    return true
  })
}

const stagesOf = (jobs: Iterable<JobSummary>): FoundPage['stages'] =>
  [...jobs].flatMap(({ videoId, id, type, status }) =>
    videoId === null ? [] : [{ videoId, id, type, status }],
  )

/** The same map where nothing in it changed. */
function withStages(
  known: ReadonlyMap<VideoId, StagesOfVideo>,
  states: FoundPage['stages'],
): ReadonlyMap<VideoId, StagesOfVideo> {
  if (states.length === 0) return known
  const next = new Map(known)
  let changed = false
  for (const { videoId, type, id, status } of states) {
    const stages = next.get(videoId) ?? {}
    const present = stages[type]
    if (present && (present.id > id || (present.id === id && present.status === status))) continue
    next.set(videoId, { ...stages, [type]: { id, status } })
    changed = true
  }
  return changed ? next : known
}

function mergeById(jobs: JobSummary[], inserted: JobSummary[]): JobSummary[] {
  if (inserted.length === 0) return jobs
  return [...jobs, ...inserted].sort((a, b) => b.id - a.id)
}

/**
 * Where the job with this id is. One that is not there would be, newest first, at the first index
 * whose id is not above its own.
 */
export function indexOfId(jobs: readonly JobSummary[], id: number): number {
  const near = nearestIndex(jobs, id)
  if (jobs[near]?.id === id) return near
  // In another order it may be anywhere.
  const exact = jobs.findIndex((job) => job.id === id)
  return exact === -1 ? near : exact
}

function nearestIndex(jobs: readonly JobSummary[], id: number): number {
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
