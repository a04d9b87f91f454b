import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { systemCode } from '../../shared/errors.ts'
import { jobIdSchema } from '../../shared/job.ts'
import type { Settings } from '../../shared/settings.ts'
import { isActive } from '../../shared/state.ts'
import { isPassing, lastBackupAt, type Database } from '../database/index.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import { pruneHistory } from './history.ts'
import { databaseFile } from '../home.ts'
import { logFile } from './home.ts'

interface UpkeepOptions {
  home: string
  database: Database
  settings: () => Settings
  now: () => number
}

const dayMs = 86_400_000

/** Once per start, beside the work: old history goes, and once a day there is a backup. */
export async function keepUp(
  { database, home, now, settings }: UpkeepOptions,
  signal: AbortSignal,
): Promise<void> {
  const { days, jobs } = settings().history
  try {
    // The work begins first.
    await setImmediate()
    await pruneHistory(database, {
      maxAgeMs: days * dayMs,
      maxJobs: jobs,
      now: now(),
      logFile: (id) => logFile(home, id),
      signal,
    })
    const last = await lastBackupAt(databaseFile(home))
    if (last === null || now() - last > dayMs) await database.backUp(now(), signal)
  } catch (error) {
    // Stopped, a full disk, a locked file: the next start does it. Anything else is a bug.
    if (!signal.aborted && !isPassing(error)) throw error
  }
}

/** Removes work folders no job will come back to; only those named as ours are. */
export async function sweep(root: string, queue: JobQueue): Promise<void> {
  for (const name of await namesIn(root)) {
    const id = jobIdSchema.safeParse(Number(name))
    const job = id.success ? queue.get(id.data) : null
    if (!id.success || (job && isActive(job.status))) continue
    await rm(join(root, name), { recursive: true, force: true })
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}
