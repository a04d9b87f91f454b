import { useStore } from 'zustand'
import { call } from '../lib/bridge.ts'
import { createQueue, type QueueState } from './queue-store.ts'

/** The one list of the window. */
export const queue = createQueue({
  readPage: (input) => call('queue.find', input),
  schedule: (flush) => requestAnimationFrame(flush),
})

/** Begins to follow the queue. While the window is hidden nothing is done; then it is read anew. */
export function followQueue(): void {
  let missedChanges = false
  window.spool.on('jobs.changed', (payload) => {
    if (document.hidden) missedChanges = true
    else queue.changed(payload)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || !missedChanges) return
    missedChanges = false
    queue.reload()
  })
  queue.reload()
}

export const useQueue = <T>(select: (state: QueueState) => T): T => useStore(queue.store, select)
