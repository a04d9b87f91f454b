import { useEffect } from 'react'
import { create } from 'zustand'
import type { JobId, JobSummary } from '../../../shared/job.ts'
import type { WaitReason } from '../../../shared/wait-reason.ts'
import { useApp } from '../app/app-store.ts'
import { call } from '../lib/bridge.ts'

const useWaits = create<{ waits: ReadonlyMap<JobId, WaitReason> }>(() => ({ waits: new Map() }))

/** Why a job has not begun, as far as it was asked; it is for the rows in view. */
export const useWait = (id: JobId): WaitReason | undefined =>
  useWaits((state) => state.waits.get(id))

/** While rows only pass by, nobody reads why they wait. Less than main leaves between two changes. */
const restMs = 100

/** Asks why these wait, once they rest and whenever the state of the queue changes. */
export function useAskWaits(jobs: readonly JobSummary[]): void {
  const overview = useApp((state) => state.overview)
  const ids = jobs
    .filter(({ status }) => status === 'queued')
    .map(({ id }) => id)
    .join()
  useEffect(() => {
    if (ids === '' || document.hidden) return
    let isWanted = true
    const timer = setTimeout(() => {
      // A row that does not say why it waits is no harm: its state it says all the same.
      call('job.waits', { ids: ids.split(',').map(Number) }).then(
        (found) => {
          if (isWanted) useWaits.setState(({ waits }) => ({ waits: merged(waits, found) }))
        },
        () => undefined,
      )
    }, restMs)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [ids, overview])
}

/** Reasons that did not change stay the same objects, and their rows as they are. */
function merged(
  known: ReadonlyMap<JobId, WaitReason>,
  found: readonly { id: JobId; wait: WaitReason }[],
): ReadonlyMap<JobId, WaitReason> {
  return new Map(
    found.map(({ id, wait }) => {
      const before = known.get(id)
      return [id, before && JSON.stringify(before) === JSON.stringify(wait) ? before : wait]
    }),
  )
}
