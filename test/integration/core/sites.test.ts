import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../src/core/database/index.ts'
import { JobQueue } from '../../../src/core/queue/job-queue.ts'
import type { ClaimedJob } from '../../../src/core/queue/job-row.ts'
import type { FailureCause } from '../../../src/shared/causes.ts'
import type { Failure } from '../../../src/shared/errors.ts'
import { clipBytes } from '../../fixtures/media.ts'
import { startServer } from '../../fixtures/server.ts'
import { engineOn, isDrained, newHome, startWorking, until } from './engine.ts'
import { temporaryFolder } from './temporary.ts'

const slowDown = (retryAfterMs?: number, cause: FailureCause = 'rate-limited'): Failure => ({
  kind: 'rate-limited',
  message: 'Slow down.',
  details: { cause },
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
})

async function setUp(sites = { perSite: 9, spacingMs: 0 }, file?: string) {
  const path = file ?? join(await temporaryFolder(), 'spool.db')
  const database = await openDatabase({ file: path })
  onTestFinished(() => {
    database.close()
  })
  const clock = { now: 1_000_000 }
  const queue = new JobQueue(
    database,
    () => clock.now,
    () => sites,
  )
  const owner = database.processes.addOwner.get({ pid: 1, processStarted: 'x', now: 0 })
  let made = 0
  const add = (host: string, priority = 0) => {
    const video = database.library.addVideo.get({
      ...{ site: host, siteId: String(++made), title: 'v', location: `https://${host}/${made}` },
      ...({
        durationSeconds: null,
        publishedAt: null,
        bytes: null,
        now: 0,
        fetch: 'direct',
      } as const),
    })
    if (!video) throw new Error('no row')
    return queue.enqueue({ type: 'download', videoId: video.id, priority }).job.id
  }
  const claim = (gently = true) => queue.claims.take(['download'], owner?.id ?? 0, gently)
  const claimed = (): ClaimedJob => {
    const job = claim()
    if (!job) throw new Error('There was nothing to claim.')
    return job
  }
  return { database, queue, clock, add, claim, claimed, path }
}

describe('a site that asks to slow down', () => {
  it('is left alone as a whole, while others go on', async () => {
    const { queue, clock, add, claim, claimed } = await setUp()
    const first = add('www.a.example', 9)
    const second = add('a.example', 9)
    const other = add('b.example')
    queue.claims.fail(claimed(), slowDown(90_000))
    expect(queue.sites.held()).toEqual([
      { site: 'a.example', until: clock.now + 90_000, cause: 'rate-limited' },
    ])
    expect(claimed().id).toBe(other)
    expect(claim()).toBeNull()
    expect(queue.nextDueAt()).toBe(clock.now + 90_000)
    clock.now += 90_000
    queue.promoteRetrying()
    expect([claimed().id, claimed().id]).toEqual([second, first])
  })

  it('costs neither the job nor the others an attempt', async () => {
    const { queue, clock, add, claimed } = await setUp()
    const id = add('a.example')
    for (let time = 0; time < 5; time++) {
      queue.claims.fail(claimed(), slowDown(1_000))
      expect(queue.get(id)).toMatchObject({ status: 'retrying', attempts: 0 })
      clock.now += 1_000
      queue.promoteRetrying()
    }
    expect(queue.get(id)).toMatchObject({ status: 'queued', attempts: 0 })
  })

  it('is left alone for longer each time, until it answers', async () => {
    const { queue, clock, add, claimed } = await setUp()
    for (let n = 0; n < 9; n++) add('a.example')
    const waits: number[] = []
    const refuse = (cause?: FailureCause) => {
      queue.claims.fail(claimed(), slowDown(undefined, cause))
      waits.push((queue.sites.held()[0]?.until ?? 0) - clock.now)
      clock.now += waits.at(-1) ?? 0
    }
    for (let n = 0; n < 3; n++) refuse()
    queue.claims.complete(claimed(), () => [])
    refuse()
    queue.claims.complete(claimed(), () => [])
    refuse('bot-check')
    expect(waits).toEqual([60_000, 120_000, 240_000, 60_000, 900_000])
  })

  it('counts as one refusal where several were under way', async () => {
    const { queue, clock, add, claimed } = await setUp()
    for (let n = 0; n < 3; n++) add('a.example')
    const running = [claimed(), claimed(), claimed()]
    for (const job of running) queue.claims.fail(job, slowDown())
    expect(queue.sites.held()[0]?.until).toBe(clock.now + 60_000)
  })

  it('is left alone after a restart as well', async () => {
    const first = await setUp()
    first.add('a.example')
    first.add('a.example')
    first.queue.claims.fail(first.claimed(), slowDown(90_000))
    const second = await setUp(undefined, first.path)
    expect(second.claim()).toBeNull()
    expect(second.queue.nextDueAt()).toBe(second.clock.now + 90_000)
  })

  it('is asked again when a person says so', async () => {
    const { queue, add, claim, claimed } = await setUp()
    add('a.example')
    const second = add('a.example')
    queue.claims.fail(claimed(), slowDown(90_000))
    expect(claim()).toBeNull()
    expect(queue.sites.release('a.example')).toBe(true)
    expect(claimed().id).toBe(second)
    expect(queue.sites.release('a.example')).toBe(false)
  })

  it('holds nothing after the late failure of a cancelled job', async () => {
    const { queue, add, claimed } = await setUp()
    const id = add('a.example')
    const job = claimed()
    queue.cancel([id])
    expect(queue.claims.fail(job, slowDown(90_000))).toBe(false)
    expect(queue.sites.held()).toEqual([])
  })

  it('with trouble of its own is left alone as long as it says, for an attempt', async () => {
    const { queue, clock, add, claimed } = await setUp()
    const id = add('a.example')
    const trouble: Failure = { kind: 'transient', message: 'x', details: {}, retryAfterMs: 7_000 }
    queue.claims.fail(claimed(), trouble)
    expect(queue.get(id)).toMatchObject({ status: 'retrying', attempts: 1 })
    expect(queue.sites.held()[0]?.until).toBe(clock.now + 7_000)
  })
})

describe('a site', () => {
  it('is asked by no more jobs at a time than the settings say', async () => {
    const { queue, add, claim, claimed } = await setUp({ perSite: 2, spacingMs: 0 })
    for (let n = 0; n < 3; n++) add('a.example', 5)
    const other = add('b.example')
    const running = claimed()
    claimed()
    expect(claimed().id).toBe(other)
    expect(claim()).toBeNull()
    expect(claim(false)).not.toBeNull()
    queue.claims.complete(running, () => [])
    expect(claim()).toBeNull()
  })

  it('is not asked sooner after the last time than the settings say', async () => {
    const { queue, clock, add, claim, claimed } = await setUp({ perSite: 9, spacingMs: 2_000 })
    add('a.example')
    add('a.example')
    claimed()
    expect(claim()).toBeNull()
    expect(queue.nextDueAt()).toBe(clock.now + 2_000)
    clock.now += 2_000
    claimed()
    clock.now += 2_000
    expect(queue.nextDueAt()).toBeNull()
  })

  it('keeps the rest going at no cost, however much of it waits', async () => {
    const { database, queue, add, claimed } = await setUp()
    database.transaction(() => {
      for (let n = 0; n < 2_000; n++) add('a.example', 9)
    })
    const others = ['b.example', 'c.example', 'b.example'].map((host) => add(host))
    queue.claims.fail(claimed(), slowDown(90_000))
    const plan = database.sites.headElsewhere.explain()
    expect(plan).not.toMatch(/SCAN job/)
    expect(plan).toMatch(/job_to_claim_by_site \(type=\? AND site>\?\)/)
    expect(plan).toMatch(/job_to_claim_by_site \(type=\? AND site=\?\)/)
    expect([claimed().id, claimed().id, claimed().id]).toEqual(others)
  })
})

it('a server that answers 429 is waited for, and then everything arrives', async () => {
  const home = await newHome()
  const engine = await engineOn(home)
  engine.changeSettings({ sites: { perSite: 1, spacingMs: 0 } })
  const server = await startServer()
  const body = await clipBytes()
  const refused = { kind: 'status' as const, status: 429, headers: { 'retry-after': '1' } }
  const urls = [1, 2, 3].map((n) => server.put(`/${n}.mp4`, { body: Buffer.concat([body]) }))
  server.put('/1.mp4', { body, faults: [refused] })
  await engine.addSources({ locations: urls })
  await startWorking(engine)
  await until(engine, () => engine.sites.held().length > 0)
  const asked = server.asked.length
  const waiting = engine.page('waiting', null, 10).jobs.find(({ attempts }) => attempts === 0)
  expect(waiting && engine.waitReason(waiting.id)).toMatchObject({ kind: /site-held|backoff/ })
  await until(engine, () => isDrained(engine))
  expect(engine.overview().statistics.failed).toBe(0)
  expect(server.asked.length).toBeGreaterThan(asked)
})
