import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Engine, QueueService } from '../../../src/core/index.ts'
import { openDatabase } from '../../../src/core/database/index.ts'
import { databaseFile } from '../../../src/core/home.ts'
import type { VideoId } from '../../../src/shared/job.ts'
import { engineOn, launchWorker, makeClip, newHome } from './engine.ts'
import { newVideo } from './library.ts'
import { requireTools } from '../../../src/core/index.ts'

/**
 * Every usage example of the specification, in its order, against a real engine with real workers.
 * It works on nothing by itself, as a library user's would.
 */
async function setUp(): Promise<{ engine: Engine; service: QueueService; video: NewVideo }> {
  const home = await newHome()
  const engine = await engineOn(home)
  await engine.start({ launchWorker, tools: requireTools, dispatch: false })
  const library = await openDatabase({ file: databaseFile(home) })
  const clip = await makeClip(join(home, 'clip.mp4'))
  let made = 0
  const video: NewVideo = (location = clip) => newVideo(library, ++made, location)
  return { engine, service: engine.queue, video }
}
type NewVideo = (location?: string) => VideoId

it('Enqueue a Job', async () => {
  const { service, video } = await setUp()
  const videoId = video()
  const download = service.enqueueJob({ videoId, jobType: 'download', priority: 0 })
  expect(download).toMatchObject({ type: 'download', status: 'queued', priority: 0, attempts: 0 })
  const urgent = service.enqueueJob({ videoId, jobType: 'transform', priority: 10 })
  expect(urgent).toMatchObject({ type: 'transform', status: 'queued', priority: 10 })
})

it('Process Jobs', async () => {
  const { service, video } = await setUp()
  const [first, second, third] = [video(), video(), video()]
  for (const videoId of [first, second, third]) service.enqueueJob({ videoId, jobType: 'download' })

  expect(await service.processNextJob()).toMatchObject({ videoId: first, status: 'completed' })
  // The next stage of the first is queued behind what was there before.
  const batch = await service.processBatch({ batchSize: 5, jobType: 'download' })
  expect(batch.map(({ videoId, status }) => [videoId, status])).toEqual([
    [second, 'completed'],
    [third, 'completed'],
  ])
  expect(await service.processNextJob({ jobType: 'download' })).toBeNull()
  expect(await service.processNextJob({ jobType: 'transform' })).toMatchObject({
    ...{ videoId: first, type: 'transform', status: 'completed' },
  })
})

it('Monitor Queue', async () => {
  const { service, video } = await setUp()
  service.enqueueJob({ videoId: video('/nowhere/gone.mp4'), jobType: 'download', priority: 10 })
  service.enqueueJob({ videoId: video(), jobType: 'download' })
  service.enqueueJob({ videoId: video(), jobType: 'download', priority: 5 })
  await service.processNextJob()

  expect(service.getPendingJobs({ limit: 10 }).map(({ priority }) => priority)).toEqual([5, 0])
  expect(service.getProcessingJobs()).toEqual([])
  expect(service.getFailedJobs()).toMatchObject([{ status: 'failed', failure: { kind: 'gone' } }])
  // It failed for good on its first attempt of three.
  expect(service.getFailedJobs({ maxAttemptsReached: true })).toEqual([])
  expect(service.getFailedJobs({ maxAttemptsReached: false })).toHaveLength(1)
  const stats = service.getStatistics()
  expect(stats).toMatchObject({ queueLength: 2, successRate: 0, averageProcessingTime: null })
})

it('Retry Failed Jobs', async () => {
  const { service, video } = await setUp()
  // Nobody listens there: passing trouble, tried again after 1 s · 2^(attempts−1).
  const videoId = video('http://127.0.0.1:9/clip.mp4')
  const job = service.enqueueJob({ videoId, jobType: 'download', maxAttempts: 2 })
  const before = Date.now()
  expect(await service.processNextJob()).toMatchObject({ status: 'retrying', attempts: 1 })
  const retrying = service.getStatistics()
  expect(retrying).toMatchObject({ retrying: 1, queued: 0, failed: 0 })
  expect(service.processRetryingJobs()).toEqual([])

  await expect
    .poll(() => service.processRetryingJobs(), { timeout: 30_000, interval: 50 })
    .toMatchObject([{ id: job.id, status: 'queued' }])
  expect(Date.now() - before).toBeGreaterThanOrEqual(1_000)
  expect(await service.processNextJob()).toMatchObject({ status: 'failed', attempts: 2 })
  expect(service.getFailedJobs({ maxAttemptsReached: true })).toHaveLength(1)

  expect(service.retryJob(job.id)).toMatchObject({ status: 'queued', attempts: 0, maxAttempts: 2 })
  expect(service.retryJob(job.id)).toBeNull()
})

it('Pause/Resume Queue', async () => {
  const { service, video } = await setUp()
  service.enqueueJob({ videoId: video(), jobType: 'download' })
  service.pause()
  expect(service.isPaused()).toBe(true)
  expect(await service.processNextJob()).toBeNull()
  expect(await service.processBatch({ batchSize: 5 })).toEqual([])
  service.resume()
  expect(service.isPaused()).toBe(false)
  expect(await service.processNextJob()).toMatchObject({ status: 'completed' })
})

it('pauses one type or one source by itself', async () => {
  const { engine, service, video } = await setUp()
  service.enqueueJob({ videoId: video(), jobType: 'download' })
  service.pause({ jobType: 'download' })
  expect(service.isPaused({ jobType: 'download' })).toBe(true)
  expect(service.isPaused()).toBe(false)
  expect(await service.processNextJob()).toBeNull()
  service.resume({ jobType: 'download' })
  expect(await service.processNextJob({ jobType: 'download' })).not.toBeNull()

  const [added] = await engine.addSources({ locations: [engine.home] })
  const sourceId = added?.outcome === 'added' ? engine.summaries([added.jobId])[0]?.sourceId : null
  if (sourceId == null) throw new Error('The source was not added.')
  service.pause({ sourceId })
  expect(await service.processNextJob({ jobType: 'scrape' })).toBeNull()
  service.resume({ sourceId })
  expect(await service.processNextJob({ jobType: 'scrape' })).not.toBeNull()
})

it('Batch Processing goes on where a job fails', async () => {
  const { service, video } = await setUp()
  service.enqueueJob({ videoId: video('/nowhere/gone.mp4'), jobType: 'download' })
  service.enqueueJob({ videoId: video(), jobType: 'download' })
  const jobs = await service.processBatch({ batchSize: 5, jobType: 'download' })
  expect(jobs.map(({ status }) => status)).toEqual(['failed', 'completed'])
})

it('Queue Statistics', async () => {
  const { service, video } = await setUp()
  service.enqueueJob({ videoId: video('/nowhere/gone.mp4'), jobType: 'download' })
  service.enqueueJob({ videoId: video(), jobType: 'download' })
  await service.processBatch({ batchSize: 2, jobType: 'download' })
  const all = service.getStatistics()
  expect(all).toMatchObject({ totalJobs: 3, queued: 1, processing: 0, completed: 1, failed: 1 })
  expect(all).toMatchObject({ retrying: 0, successRate: 50, queueLength: 1 })
  expect(all.averageProcessingTime).toBeGreaterThan(0)
  expect(all.averageWaitTime).toBeGreaterThanOrEqual(0)
  const transforms = service.getStatistics({ jobType: 'transform' })
  expect(transforms).toMatchObject({ totalJobs: 1, queued: 1, completed: 0, successRate: null })
})

it('GitHub Actions Integration', async () => {
  const { service, video } = await setUp()
  const job = service.enqueueJob({
    ...{ videoId: video(), jobType: 'download', githubWorkflowRunId: '12345678' },
  })
  expect(job.githubWorkflowRunId).toBe('12345678')
  // A run works on it, so nobody here does.
  expect(await service.processNextJob()).toBeNull()
  expect(service.updateJobFromWorkflow(job.id, 'processing')).toMatchObject({
    status: 'processing',
  })
  const updated = service.updateJobFromWorkflow(job.id, 'completed')
  expect(updated).toMatchObject({ id: job.id, status: 'completed' })
  expect(service.getStatistics()).toMatchObject({ completed: 1, queued: 0 })
})
