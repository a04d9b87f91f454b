import { openDatabase } from '../../../src/core/database/index.ts'
import { JobQueue } from '../../../src/core/queue/job-queue.ts'
import { videoIdSchema } from '../../../src/shared/job.ts'

/** Spool's own queue under the calls that are compared. */
export async function openSpool(file: string) {
  const database = await openDatabase({ file })
  const queue = new JobQueue(database)
  const owner = database.processes.addOwner.get({ pid: 0, processStarted: 'bench', now: 0 })
  if (!owner) throw new Error('The database returned no row for a new owner.')
  const work = (videoId: number) =>
    ({ type: 'download', videoId: videoIdSchema.parse(videoId) }) as const
  return {
    enqueue: (videoId: number) => {
      queue.enqueue(work(videoId))
    },
    enqueueMany: (videoIds: readonly number[]) => {
      queue.enqueueAll(videoIds.map(work))
    },
    claimAndComplete: () => {
      const job = queue.claims.take(['download'], owner.id)
      if (!job) throw new Error('There is no job left.')
      queue.claims.complete(job, () => [])
    },
    close: () => {
      database.close()
    },
  }
}
