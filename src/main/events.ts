import type { EventName, EventPayload } from '../shared/contract.ts'
import type { JobId } from '../shared/job.ts'
import type { Engine } from '../core/index.ts'
import { coalesce } from './coalesce.ts'

/** Above this many changed jobs the window is told to read its list again. */
const maxJobs = 500

/** The window as the events see it. */
export interface Listener {
  isSeen(): boolean
  send<K extends EventName>(name: K, payload: EventPayload<K>): void
}

/**
 * Passes the engine's changes on to the window, coalesced. A window nobody sees is sent nothing;
 * what it missed follows in one go when `catchUp` is called.
 */
export function pushEvents(
  engine: Pick<Engine, 'events' | 'overview' | 'summaries'>,
  window: Listener,
  ended: AbortSignal,
) {
  const changed = new Set<JobId>()
  let overflowed = false
  let queueChanged = false
  let sourcesChanged = false

  const sendJobs = coalesce(() => {
    if (!window.isSeen() || (changed.size === 0 && !overflowed)) return
    const ids = overflowed ? [] : [...changed]
    const payload = { jobs: engine.summaries(ids), more: overflowed }
    changed.clear()
    overflowed = false
    window.send('jobs.changed', payload)
  }, ended)

  const sendQueue = coalesce(() => {
    if (!window.isSeen() || !queueChanged) return
    queueChanged = false
    window.send('queue.changed', engine.overview())
  }, ended)

  const sendSources = coalesce(() => {
    if (!window.isSeen() || !sourcesChanged) return
    sourcesChanged = false
    window.send('sources.changed', {})
  }, ended)

  engine.events.on('jobs', (ids) => {
    for (const id of ids) {
      if (changed.size === maxJobs && !changed.has(id)) overflowed = true
      else changed.add(id)
    }
    if (window.isSeen()) sendJobs()
  })
  engine.events.on('queue', () => {
    queueChanged = true
    if (window.isSeen()) sendQueue()
  })
  engine.events.on('sources', () => {
    sourcesChanged = true
    if (window.isSeen()) sendSources()
  })
  engine.events.on('reset', () => {
    overflowed = true
    queueChanged = true
    sourcesChanged = true
    if (window.isSeen()) catchUp()
  })

  function catchUp() {
    sendJobs()
    sendQueue()
    sendSources()
  }
  return { catchUp }
}
