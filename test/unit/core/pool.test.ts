import { expect, it } from 'vitest'
import { WorkerPool, type ProcessRegistry } from '../../../src/core/workers/pool.ts'
import type { WorkerProcess } from '../../../src/core/workers/worker-process.ts'
import { jobIdSchema } from '../../../src/shared/job.ts'
import type { WorkerCommand, WorkOrder } from '../../../src/shared/worker-protocol.ts'

const nobody: ProcessRegistry = {
  started: () => undefined,
  ended: () => undefined,
  end: () => undefined,
}
const hooks = { onProgress: () => undefined, onFound: () => undefined }

const order = (id: number): WorkOrder => ({
  jobId: jobIdSchema.parse(id),
  attempt: 1,
  workFolder: '/work',
  logPath: '/log',
  cacheFolder: '/cache',
  tools: { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' },
  network: { allowLocal: false, localHosts: [] },
  stage: {
    type: 'scrape',
    location: '/videos',
    filter: {},
  },
})

/** A worker that does nothing but remember what it is told. */
function quietWorker() {
  const told: WorkerCommand['kind'][] = []
  let say: (message: unknown) => void = () => undefined
  const process: WorkerProcess = {
    pid: undefined,
    send: ({ kind }) => void told.push(kind),
    onMessage: (listener) => {
      say = listener
    },
    onExit: () => undefined,
    kill: () => void told.push('stop'),
  }
  return {
    process,
    told,
    say: (message: unknown) => {
      say(message)
    },
  }
}

it('what is said of a job that is over does not reach the next one on its worker', async () => {
  const worker = quietWorker()
  const pool = new WorkerPool(() => worker.process, nobody)
  const first = pool.run(order(1), hooks)
  worker.say({ kind: 'ready' })
  await expect.poll(() => worker.told).toEqual(['run'])
  worker.say({
    kind: 'succeeded',
    jobId: 1,
    result: { type: 'scrape', source: { kind: 'folder', title: 'Videos' }, videos: [] },
  })
  expect((await first.outcome).kind).toBe('succeeded')

  const second = pool.run(order(2), hooks)
  await expect.poll(() => worker.told).toEqual(['run', 'run'])
  first.stop()
  first.freeze()
  first.limit(1)
  await Promise.resolve()
  expect(worker.told).toEqual(['run', 'run'])
  second.stop()
  expect(worker.told).toEqual(['run', 'run', 'stop'])
  worker.say({
    kind: 'failed',
    jobId: 2,
    failure: { kind: 'cancelled', message: 'Stopped.', details: {} },
  })
  await second.outcome
  pool.close()
})
