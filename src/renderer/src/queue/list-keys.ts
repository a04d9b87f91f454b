import type { KeyboardEvent } from 'react'
import type { JobId, JobSummary } from '../../../shared/job.ts'
import { openVideo, select, showDetails, useUi } from '../app/ui-store.ts'
import { cancelJobs, moveToTop, retryJobs } from './job-actions.ts'
import { queue } from './live-queue.ts'
import { findJob } from './queue-list.ts'
import { moveByOne } from './reorder.ts'
import {
  extendTo,
  noSelection,
  selectAll,
  selectOnly,
  stepFrom,
  toggle,
  type Selection,
} from './selection.ts'

interface ListState {
  jobs: readonly JobSummary[]
  selection: Selection
  chosen: readonly JobSummary[]
  /** How many rows fit in view. */
  rowsInView: number
}

/** The keyboard of the list; returns whether the key was its own. */
export function handleListKey(event: KeyboardEvent, state: ListState): boolean {
  const { jobs, selection, chosen, rowsInView } = state
  const command = event.ctrlKey || event.metaKey
  const move = (rows: number): true => {
    go(state, stepFrom(selection, jobs, rows), event.shiftKey)
    return true
  }
  switch (event.key) {
    case 'ArrowDown':
      if (event.altKey) return moveByOne(chosen, 'down')
      return move(1)
    case 'ArrowUp':
      if (event.altKey) return moveByOne(chosen, 'up')
      return move(-1)
    case 'PageDown':
      return move(rowsInView)
    case 'PageUp':
      return move(-rowsInView)
    case 'Home':
      if (event.altKey) {
        moveToTop(chosen)
        return true
      }
      return move(-jobs.length)
    case 'End':
      return move(jobs.length)
    case ' ':
      if (selection.active !== null) select(toggle(selection, selection.active))
      return true
    case 'a':
      if (!command) return false
      chooseAll()
      return true
    case 'Enter':
      openActive(state)
      return true
    case 'Delete':
    case 'Backspace':
      cancelJobs(chosen)
      return true
    case 'r':
      if (command) return false
      retryJobs(chosen)
      return true
    case 'Escape':
      if (selection.ids.size === 0 || useUi.getState().details !== null) return false
      select(noSelection)
      return true
    default:
      return false
  }
}

/** The video where the list goes by video, else the job's details. */
function openActive({ jobs, selection }: ListState): void {
  const { byVideo } = queue.store.getState().list.query
  const job = selection.active === null ? undefined : findJob(jobs, selection.active)
  if (!job) return
  if (byVideo && job.videoId !== null) openVideo(job.videoId)
  else showDetails(job.id)
}

function go(
  { jobs, selection }: Omit<ListState, 'chosen' | 'rowsInView'>,
  id: JobId | null,
  extend: boolean,
): void {
  if (id === null) return
  select(extend ? extendTo(selection, jobs, id) : selectOnly(id))
}

/** All that the query finds, also what is not loaded. */
export function chooseAll(): void {
  const { jobs, next } = queue.store.getState().list
  if (jobs.length === 0) return
  select(selectAll(useUi.getState().selection, jobs))
  useUi.setState({ allMatching: next !== null })
}
