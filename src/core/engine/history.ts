import { rm } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import type { JobId } from '../../shared/job.ts'
import type { Database } from '../database/index.ts'

interface PruneOptions {
  /** Finished jobs older than this go, in milliseconds. */
  maxAgeMs: number
  /** So many of the newest finished jobs stay at most. */
  maxJobs: number
  now: number
  logFile: (id: JobId) => string
  /** Stops it after the batch at hand. */
  signal?: AbortSignal
}

/** So many at once, so that nobody waits for it. */
const batch = 200

/**
 * Removes completed and cancelled jobs that are too old or too many, with their history and logs.
 * Their files stay, and they stay counted. Failed jobs stay until somebody acts.
 *
 * @returns how many jobs went
 */
export async function pruneHistory(
  { jobs }: Database,
  { maxAgeMs, maxJobs, now, logFile, signal }: PruneOptions,
): Promise<number> {
  const tooMany = jobs.finishedBefore.get({ keep: maxJobs })?.finished_at ?? 0
  const before = Math.max(now - maxAgeMs, tooMany + 1)
  let pruned = 0
  while (!signal?.aborted) {
    const gone = jobs.prune.all({ before, limit: batch })
    if (gone.length === 0) break
    pruned += gone.length
    for (const { id } of gone) await rm(logFile(id), { force: true })
    await setImmediate()
  }
  return pruned
}
