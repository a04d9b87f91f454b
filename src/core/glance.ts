import { databaseFile } from './home.ts'
import { newestJobs } from './database/glance.ts'
import type { QueuePage } from '../shared/queue.ts'

/**
 * The newest jobs, read in a few milliseconds by what little that takes: for the window's first
 * picture, while the engine is still being read and opened. Null where that is not possible; the
 * engine then says why.
 */
export function glance(home: string, nativeBinding: string | undefined): QueuePage | null {
  try {
    return newestJobs({ file: databaseFile(home), nativeBinding })
  } catch {
    // No database yet, or one of an older Spool, or a damaged one.
    return null
  }
}
