import { EventEmitter } from 'node:events'
import type { JobId } from '../../shared/job.ts'

interface QueueEvents {
  /** These jobs are new or changed. */
  jobs: [JobId[]]
  /** Counters or the pause state changed. */
  queue: []
  /** A source is new, changed or gone. */
  sources: []
  /** Anything may have changed: another process wrote. */
  reset: []
  /** There may be something to claim. */
  work: []
}

/** What the queue tells of itself, once it is written down. */
export class QueueNews extends EventEmitter<QueueEvents> {
  /**
   * These jobs changed.
   *
   * @param work whether there may be something to claim now
   * @returns false where none did
   */
  changed(ids: JobId[], work = false): boolean {
    if (ids.length === 0) return false
    this.emit('jobs', ids)
    this.emit('queue')
    if (work) this.emit('work')
    return true
  }

  /** Something that stood in the way of work is gone. */
  opened(): void {
    this.emit('queue')
    this.emit('work')
  }
}
