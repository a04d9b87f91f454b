import SqliteDatabase from 'better-sqlite3'
import type { QueuePage } from '../../shared/queue.ts'
import { listedJobs, summaryOf, type ListedJob } from './listed.ts'
import type { OpenOptions } from './open.ts'

/** More than the tallest window shows at first. */
const rows = 50

/** The newest jobs of a database that is only read, as it is. */
export function newestJobs({ file, nativeBinding }: OpenOptions): QueuePage {
  const sqlite = new SqliteDatabase(file, {
    readonly: true,
    fileMustExist: true,
    ...(nativeBinding === undefined ? {} : { nativeBinding }),
  })
  try {
    const newest = sqlite.prepare<[], ListedJob>(
      `${listedJobs} order by job.id desc limit ${rows + 1}`,
    )
    const found = newest.all()
    const shown = found.slice(0, rows)
    const last = shown.at(-1)
    return {
      // What a running job last said is not known here, nor what its destination is called.
      jobs: shown.map((row) => ({ ...summaryOf(row, null), progress: null, place: null })),
      next: found.length > rows && last ? String(last.id) : null,
    }
  } finally {
    sqlite.close()
  }
}
