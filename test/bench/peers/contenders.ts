import SqliteBackend from '@sidequest/sqlite-backend'
import SqliteDatabase from 'better-sqlite3'
import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { better, defineQueue } from 'plainjob'

/** A queue as it is measured. All of them sync every commit to the disk before they answer. */
interface Contender {
  /** Puts so many other jobs into the queue first; not measured. */
  prefill(jobs: number): Promise<void>
  enqueue(): unknown
  /** Absent where the queue has no call for many jobs. */
  enqueueMany?: (jobs: number) => unknown
  claimAndComplete(): unknown
  close(): unknown
}

const payload = { videoId: 123, preset: 'youtube-1080p', destination: '/videos/published' }
const quiet = { error: console.error, warn: ignore, info: ignore, debug: ignore }

function ignore(): void {
  // Nothing to say while it is measured.
}

/** Doubles the one row of a table until there are as many. */
function multiply(sqlite: SqliteDatabase.Database, table: string, jobs: number): void {
  if (jobs === 0) return
  const columns = sqlite
    .prepare<[], { name: string }>(`select name from pragma_table_info('${table}')`)
    .all()
    .map(({ name }) => `"${name}"`)
    .filter((name) => name !== '"id"')
    .join(', ')
  sqlite.exec(`
    with recursive number (n) as (select 2 union all select n + 1 from number where n < ${String(jobs)})
    insert into ${table} (${columns})
      select ${columns} from (select * from ${table} limit 1), number`)
}

export const contenders: Record<string, (file: string) => Promise<Contender>> = {
  plainjob: (file) => {
    const sqlite = new SqliteDatabase(file)
    const queue = defineQueue({ connection: better(sqlite), logger: quiet })
    sqlite.pragma('synchronous = full')
    return Promise.resolve({
      prefill: (jobs) => {
        queue.add('other', payload)
        multiply(sqlite, 'plainjob_jobs', jobs)
        return Promise.resolve()
      },
      enqueue: () => queue.add('download', payload),
      enqueueMany: (jobs) =>
        queue.addMany(
          'download',
          Array.from({ length: jobs }, () => payload),
        ),
      claimAndComplete: () => {
        const job = queue.getAndMarkJobAsProcessing('download')
        if (!job) throw new Error('plainjob has no job left.')
        queue.markJobAsDone(job.id)
      },
      close: () => {
        queue.close()
      },
    })
  },

  sidequest: async (file) => {
    const backend = new SqliteBackend(file)
    await backend.migrate()
    await backend.knex.raw('pragma journal_mode = wal')
    await backend.knex.raw('pragma synchronous = full')
    await backend.createNewQueue({ name: 'download' })
    const job = {
      script: 'job.js',
      class: 'Job',
      args: [payload],
      constructor_args: [],
      state: 'waiting' as const,
      attempt: 0,
    }
    return {
      prefill: async (jobs) => {
        await backend.createNewJob({ ...job, queue: 'other' })
        const sqlite = new SqliteDatabase(file)
        multiply(sqlite, 'sidequest_jobs', jobs)
        sqlite.close()
      },
      enqueue: () => backend.createNewJob({ ...job, queue: 'download' }),
      claimAndComplete: async () => {
        const [claimed] = await backend.claimPendingJob('download', 1)
        if (!claimed) throw new Error('sidequest has no job left.')
        await backend.updateJob({ id: claimed.id, state: 'completed', completed_at: new Date() })
      },
      close: () => backend.close(),
    }
  },

  bullmq: (url) => {
    const connection = new Redis(url, { maxRetriesPerRequest: null })
    const queue = new Queue('download', { connection })
    const other = new Queue('other', { connection })
    const worker = new Worker('download', null, { connection: connection.duplicate() })
    return Promise.resolve({
      prefill: async (jobs) => {
        for (let done = 0; done < jobs; done += 10_000) {
          const many = Math.min(10_000, jobs - done)
          await other.addBulk(Array.from({ length: many }, () => ({ name: 'job', data: payload })))
        }
      },
      enqueue: () => queue.add('job', payload),
      enqueueMany: (jobs) =>
        queue.addBulk(Array.from({ length: jobs }, () => ({ name: 'job', data: payload }))),
      claimAndComplete: async () => {
        const job = await worker.getNextJob('token')
        if (!job) throw new Error('BullMQ has no job left.')
        await job.moveToCompleted(null, 'token', false)
      },
      close: async () => {
        await worker.close()
        await queue.close()
        await other.close()
        connection.disconnect()
      },
    })
  },
}
