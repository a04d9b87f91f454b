import { writeFile, access } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../src/core/database/index.ts'
import { countsOfSource, statisticsByDay, statisticsOf } from '../../../src/core/engine/figures.ts'
import { pruneHistory } from '../../../src/core/engine/history.ts'
import { JobQueue } from '../../../src/core/queue/job-queue.ts'
import { jobTypes, sourceIdSchema, type JobId } from '../../../src/shared/job.ts'
import { temporaryFolder } from './temporary.ts'

const day = 86_400_000
const begin = Date.UTC(2026, 0, 1, 12)

async function setUp() {
  const folder = await temporaryFolder()
  const file = join(folder, 'spool.db')
  const database = await openDatabase({ file })
  onTestFinished(() => {
    database.close()
  })
  const clock = { now: begin }
  const queue = new JobQueue(database, () => clock.now)
  const owner = database.processes.addOwner.get({ pid: 1, processStarted: 'x', now: 0 })
  const logFile = (id: JobId) => join(folder, `${id}.log`)
  let made = 0
  const scrape = async (end: 'completed' | 'failed' | 'queued'): Promise<JobId> => {
    const source = database.library.addSource.get({
      ...{ location: `http://x/${++made}`, title: null, preset: 'p', morePresets: '[]' },
      ...{ destinations: '[]', now: clock.now },
    })
    const { job } = queue.enqueue({ type: 'scrape', sourceId: source?.id ?? null })
    await writeFile(logFile(job.id), 'log')
    const claim = end === 'queued' ? null : queue.claims.take(jobTypes, owner?.id ?? 0)
    if (claim && end === 'completed') {
      queue.claims.complete(claim, () => [])
    } else if (claim) queue.claims.fail(claim, { kind: 'gone', message: 'Gone.', details: {} })
    return job.id
  }
  const prune = (maxAgeMs: number, maxJobs: number, signal?: AbortSignal) =>
    pruneHistory(database, {
      ...{ maxAgeMs, maxJobs, now: clock.now, logFile },
      ...(signal ? { signal } : {}),
    })
  return { database, file, queue, clock, scrape, prune, logFile }
}

it('prunes finished jobs by age, with their logs, and keeps the figures', async () => {
  const { database, queue, clock, scrape, prune, logFile } = await setUp()
  const old = await scrape('completed')
  const failed = await scrape('failed')
  clock.now += 10 * day
  const young = await scrape('completed')
  const before = statisticsOf(database)

  expect(await prune(5 * day, 1_000)).toBe(1)
  expect(queue.get(old)).toBeNull()
  await expect(access(logFile(old))).rejects.toThrow()
  expect(queue.get(failed)?.status).toBe('failed')
  expect(queue.get(young)?.status).toBe('completed')
  expect(statisticsOf(database)).toEqual(before)
  expect(database.check()).toEqual([])
})

it('prunes finished jobs by count, the oldest first', async () => {
  const { queue, clock, scrape, prune } = await setUp()
  const ids: JobId[] = []
  for (let i = 0; i < 5; i++) {
    clock.now += 1_000
    ids.push(await scrape('completed'))
  }
  const waiting = await scrape('queued')
  expect(await prune(365 * day, 2)).toBe(3)
  expect(ids.map((id) => queue.get(id) !== null)).toEqual([false, false, false, true, true])
  expect(queue.get(waiting)?.status).toBe('queued')
})

it('stops pruning when it is told to, and goes on another time', async () => {
  const { database, clock, scrape, prune } = await setUp()
  for (let i = 0; i < 3; i++) await scrape('completed')
  clock.now += 10 * day
  expect(await prune(day, 1_000, AbortSignal.abort())).toBe(0)
  expect(await prune(day, 1_000)).toBe(3)
  expect(database.check()).toEqual([])
})

it('counts by day and by source, exactly', async () => {
  const { database, clock, scrape } = await setUp()
  await scrape('completed')
  await scrape('failed')
  clock.now += day
  await scrape('completed')
  await scrape('queued')
  expect(statisticsByDay(database, '2026-01-01')).toEqual([
    { day: '2026-01-01', type: 'scrape', completed: 1, failed: 1 },
    { day: '2026-01-02', type: 'scrape', completed: 1, failed: 0 },
  ])
  expect(statisticsByDay(database, '2026-01-02')).toHaveLength(1)
  const source = sourceIdSchema.parse(1)
  expect(countsOfSource(database, source)).toEqual({ completed: 1 })
  expect(database.check()).toEqual([])
})

it('notices a counter that is off', async () => {
  const { database, file, scrape } = await setUp()
  await scrape('completed')
  const other = new Sqlite(file)
  other.exec("update job_count set jobs = 7 where type = 'scrape' and status = 'completed'")
  other.close()
  expect(database.check()).toEqual(['The counter of jobs scrape completed is off.'])
})
