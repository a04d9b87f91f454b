import type { JobId, JobSummary } from '../../../shared/job.ts'
import { findJob, indexOfId } from './queue-list.ts'

export interface Selection {
  readonly ids: ReadonlySet<JobId>
  /** Where a range begins. */
  readonly anchor: JobId | null
  /** The row that has, or would get, the keyboard. */
  readonly active: JobId | null
}

export const noSelection: Selection = { ids: new Set(), anchor: null, active: null }

export const selectOnly = (id: JobId): Selection => ({ ids: new Set([id]), anchor: id, active: id })

export function toggle(selection: Selection, id: JobId): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, anchor: id, active: id }
}

/** From the anchor to this job, both included. */
export function extendTo(selection: Selection, jobs: readonly JobSummary[], id: JobId): Selection {
  const anchor = selection.anchor ?? id
  const ends = [indexOfId(jobs, anchor), indexOfId(jobs, id)]
  return {
    ids: new Set(jobs.slice(Math.min(...ends), Math.max(...ends) + 1).map((job) => job.id)),
    anchor,
    active: id,
  }
}

export const selectAll = (selection: Selection, jobs: readonly JobSummary[]): Selection => ({
  ids: new Set(jobs.map((job) => job.id)),
  anchor: jobs[0]?.id ?? null,
  active: selection.active ?? jobs[0]?.id ?? null,
})

/** The job the given number of rows further, held within the list. */
export function stepFrom(
  selection: Selection,
  jobs: readonly JobSummary[],
  rows: number,
): JobId | null {
  if (selection.active === null) return jobs[0]?.id ?? null
  const target = indexOfId(jobs, selection.active) + rows
  return jobs[Math.min(jobs.length - 1, Math.max(0, target))]?.id ?? null
}

/** What is left of a selection in a list that changed; the keyboard goes to the nearest row. */
export function prune(selection: Selection, jobs: readonly JobSummary[]): Selection {
  const { active } = selection
  const gone = [...selection.ids].filter((id) => !findJob(jobs, id))
  const activeStays = active === null || findJob(jobs, active) !== undefined
  if (gone.length === 0 && activeStays) return selection
  const ids = new Set(selection.ids)
  for (const id of gone) ids.delete(id)
  const nearest =
    active === null ? undefined : jobs[Math.min(jobs.length - 1, indexOfId(jobs, active))]
  return { ids, anchor: selection.anchor, active: nearest?.id ?? null }
}
