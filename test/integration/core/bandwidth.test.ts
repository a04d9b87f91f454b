import { expect, it } from 'vitest'
import { clipBytes } from '../../fixtures/media.ts'
import { startServer } from '../../fixtures/server.ts'
import { Throttle } from '../../../src/worker/network/throttle.ts'
import { engineOn, isDrained, newHome, startWorking, until } from './engine.ts'

const { signal } = new AbortController()

it('bytes come no faster than the limit, and a new limit counts at once', async () => {
  const throttle = new Throttle(100_000)
  const begun = performance.now()
  for (let n = 0; n < 10; n++) await throttle.take(5_000, signal)
  const elapsed = performance.now() - begun
  // 50 kB at 100 kB/s, of which a quarter of a second's worth may come at once.
  expect(elapsed).toBeGreaterThan(220)
  throttle.set(1)
  const waiting = throttle.take(1_000_000, signal)
  throttle.set(null)
  await waiting
})

it('who gives up does not wait', async () => {
  const throttle = new Throttle(1)
  const stop = new AbortController()
  const waiting = throttle.take(1_000, stop.signal)
  stop.abort(new Error('enough'))
  await expect(waiting).rejects.toThrow('enough')
})

it('a changed limit reaches a running download', async () => {
  const engine = await engineOn(await newHome())
  engine.changeSettings({ bandwidth: { bytesPerSecond: 2_048, windows: [] } })
  const server = await startServer()
  await engine.addSources({ locations: [server.put('/clip.mp4', { body: await clipBytes() })] })
  await startWorking(engine)
  const running = () =>
    engine
      .page('running', null, 10)
      .jobs.find(({ type, progress }) => type === 'download' && (progress?.fraction ?? 0) > 0)
  await until(engine, () => running() !== undefined)
  const job = running()
  // At 2 kB/s the rest would take minutes.
  engine.changeSettings({ bandwidth: { bytesPerSecond: null, windows: [] } })
  await until(engine, () => isDrained(engine))
  expect(job && engine.queue.getFailedJobs()).toEqual([])
  expect(server.asked.filter(({ path }) => path === '/clip.mp4').length).toBeLessThanOrEqual(2)
})

it('a source has a limit of its own', async () => {
  const home = await newHome()
  const engine = await engineOn(home)
  const server = await startServer()
  await engine.addSources({ locations: [server.put('/clip.mp4', { body: await clipBytes() })] })
  const [scrape] = engine.page('all', null, 1).jobs
  const sourceId = scrape?.sourceId
  if (sourceId == null) throw new Error('A scrape has a source.')
  expect(engine.sources.get(sourceId)?.bytesPerSecond).toBeNull()
  expect(engine.sources.change(sourceId, { bytesPerSecond: 2_048 }).bytesPerSecond).toBe(2_048)
  await startWorking(engine)
  await until(engine, () =>
    engine
      .page('running', null, 10)
      .jobs.some(({ type, progress }) => type === 'download' && (progress?.fraction ?? 0) > 0),
  )
  engine.sources.change(sourceId, { bytesPerSecond: null })
  await until(engine, () => isDrained(engine))
  expect(engine.overview().statistics.failed).toBe(0)
})
