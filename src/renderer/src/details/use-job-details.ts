import { useEffect, useState } from 'react'
import type { JobDetails, JobId } from '../../../shared/job.ts'
import { call, sentenceOf } from '../lib/bridge.ts'

type Details = { job: JobDetails | null; failure: string | null } | null

/** How often a job that moves is read again, in milliseconds. */
const everyMs = 500

/** One job in full, read again when it changes; null until it was read once. */
export function useJobDetails(id: JobId): Details {
  const [details, setDetails] = useState<Details>(null)
  useEffect(() => {
    let open = true
    let reading = false
    let stale = false
    let waits = false
    let timer: number | undefined

    const read = async (): Promise<void> => {
      reading = true
      stale = false
      try {
        const job = await call('job.details', { id })
        waits = job?.wait != null
        if (open) setDetails({ job, failure: null })
      } catch (error) {
        if (open) setDetails((shown) => ({ job: shown?.job ?? null, failure: sentenceOf(error) }))
      }
      if (open) timer = window.setTimeout(settle, everyMs)
    }
    const settle = (): void => {
      reading = false
      readIfStale()
    }
    const readIfStale = (): void => {
      if (stale && !reading && !document.hidden) void read()
    }
    const stopListening = window.spool.on('jobs.changed', ({ jobs, more }) => {
      if (!more && !jobs.some((job) => job.id === id)) return
      stale = true
      readIfStale()
    })
    // Whether a waiting job may begin hangs on the others and on the pause.
    const stopWaiting = window.spool.on('queue.changed', () => {
      if (!waits) return
      stale = true
      readIfStale()
    })
    document.addEventListener('visibilitychange', readIfStale)
    void read()
    return () => {
      open = false
      clearTimeout(timer)
      stopListening()
      stopWaiting()
      document.removeEventListener('visibilitychange', readIfStale)
    }
  }, [id])
  return details
}
