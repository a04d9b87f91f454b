import { appendFile, copyFile, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openEngine, workerTools, type Engine } from '../../../src/core/index.ts'
import { sumOf } from '../../../src/shared/preview.ts'
import type { SourceSummary } from '../../../src/shared/source.ts'
import { Gate, startServer, type FaultyServer } from '../../fixtures/server.ts'
import { engineOn, isDrained, launchWorker, makeClip, newHome, until } from './engine.ts'
import { temporaryFolder } from './temporary.ts'

const rss = { type: 'application/rss+xml' }
const feed = (items: number) =>
  Buffer.from(
    `<?xml version="1.0"?><rss version="2.0"><channel><title>Show</title>
      <link>https://example.org</link><description>x</description>${Array.from(
        { length: items },
        (_, n) => `<item><title>Video ${n}</title><guid isPermaLink="false">${n}</guid>
          <pubDate>${new Date(Date.UTC(2025, 0, 1 + n)).toUTCString()}</pubDate>
          <enclosure url="/media/${n}.mp4" type="video/mp4" length="1000"/></item>`,
      ).join('')}</channel></rss>`,
  )

const only = (engine: Engine): SourceSummary => {
  const { sources } = engine.sources.page(null, 10)
  const [source, ...others] = sources
  if (!source || others.length > 0) throw new Error(`There are ${sources.length} sources.`)
  return source
}
const titles = (engine: Engine) =>
  engine
    .page('all', null, 200)
    .jobs.filter(({ type }) => type === 'download')
    .map(({ title }) => title)
const scrapes = (engine: Engine) =>
  engine.page('all', null, 200).jobs.filter(({ type }) => type === 'scrape')
const isLookedAt = (engine: Engine) => () =>
  engine.sources.page(null, 10).sources.every(({ health }) => health.state === 'fine')

/** An engine that only looks at sources: what follows waits. */
async function lookingEngine(): Promise<Engine> {
  const engine = await engineOn(await newHome())
  engine.changeSettings({ sources: { settleSeconds: 1 } })
  await engine.start({ launchWorker, tools: workerTools, dispatch: true })
  return engine
}

it('a folder goes by its name before it was looked at, an address by itself', async () => {
  const engine = await engineOn(await newHome())
  const folder = join(await temporaryFolder(), 'Holiday 2025')
  await mkdir(folder)
  await engine.sources.add({ locations: [folder, 'https://example.org/feed'] })
  expect(scrapes(engine).map(({ title }) => title)).toEqual([
    'https://example.org/feed',
    'Holiday 2025',
  ])
})

it('what is wanted of a source decides what is fetched, and can be changed', async () => {
  const server = await startServer()
  const engine = await lookingEngine()
  const location = server.put('/feed', { body: feed(10), ...rss })
  await engine.sources.add({ locations: [location], filter: { newest: 2 } })
  await until(engine, isLookedAt(engine))
  expect(titles(engine).sort()).toEqual(['Video 8', 'Video 9'])
  const source = only(engine)
  expect(source).toMatchObject({ title: 'Show', kind: 'feed', videos: 2, leftOut: 8 })
  engine.sources.change(source.id, { filter: { title: '^Video [0-2]$' } })
  engine.sources.check([source.id])
  await until(engine, () => only(engine).videos === 5)
  expect(titles(engine)).toEqual(expect.arrayContaining(['Video 0', 'Video 1', 'Video 2']))
})

it('a channel shows its videos in the list while it is still being read', async () => {
  const server = await startServer()
  const engine = await lookingEngine()
  const videos = Array.from({ length: 200 }, (_, n) => `<video src="/media/${n}.mp4"></video>`)
  const body = Buffer.from(`<html><head><title>Channel</title></head>${videos.join('\n')}</html>`)
  let seenWhileReading = 0
  engine.events.on('jobs', () => {
    const [scrape] = scrapes(engine)
    if (scrape?.status === 'processing')
      seenWhileReading = Math.max(seenWhileReading, count(engine))
  })
  await engine.sources.add({ locations: [server.put('/channel', { body, type: 'text/html' })] })
  await until(engine, isLookedAt(engine))
  expect(only(engine)).toMatchObject({ kind: 'channel', videos: 200 })
  expect(count(engine)).toBe(200)
  expect(seenWhileReading).toBeGreaterThan(0)
  expect(seenWhileReading).toBeLessThan(200)
})

it('a feed of 5,000 comes in pieces that leave time for everything else', async () => {
  const server = await startServer()
  const engine = await lookingEngine()
  let most = 0
  engine.events.on('jobs', (ids) => {
    most = Math.max(most, ids.length)
  })
  await engine.sources.add({ locations: [server.put('/feed', { body: feed(5_000), ...rss })] })
  await until(engine, isLookedAt(engine))
  expect(only(engine)).toMatchObject({ kind: 'feed', videos: 5_000 })
  expect(count(engine)).toBe(5_000)
  expect(most).toBeLessThanOrEqual(101)
})

/** Downloads of these videos do not get anywhere. */
function stall(server: FaultyServer, videos: number): void {
  for (let n = 0; n < videos; n++) {
    const faults = Array.from({ length: 5 }, () => ({ kind: 'silence' as const, gate: new Gate() }))
    server.put(`/media/${n}.mp4`, { body: Buffer.of(), faults })
  }
}

const count = (engine: Engine) => engine.overview().statistics.totalJobs - 1

it('looks missed while Spool was closed are made up for by one', async () => {
  const home = await newHome()
  const server = await startServer()
  let now = Date.UTC(2026, 0, 1, 12)
  const open = () => openEngine({ home, now: () => now })
  const first = await open()
  const location = server.put('/feed', { body: feed(1), ...rss })
  await first.sources.add({ locations: [location], watch: { kind: 'interval', minutes: 60 } })
  await first.sources.add({
    locations: [server.put('/daily', { body: feed(1), ...rss })],
    watch: { kind: 'cron', expression: '0 7 * * *' },
  })
  await expect(
    first.sources.add({ locations: [location], watch: { kind: 'cron', expression: 'often' } }),
  ).rejects.toThrow(/is no schedule/)
  first.cancel(scrapes(first).map(({ id }) => id))
  await first.close()

  now += 100 * 3_600_000
  const engine = await open()
  onTestFinished(() => engine.close())
  engine.sources.checkDue()
  const waiting = scrapes(engine).filter(({ status }) => status === 'queued')
  expect(waiting).toHaveLength(2)
  const next = engine.sources.page(null, 10).sources.map(({ nextCheckAt }) => nextCheckAt ?? 0)
  expect(next.every((at) => at > now && at <= now + 24 * 3_600_000)).toBe(true)
  engine.sources.checkDue()
  expect(scrapes(engine).filter(({ status }) => status === 'queued')).toHaveLength(2)
  expect(engine.sources.nextDueAt()).toBe(Math.min(...next))
})

it('a look that nobody asked for is cheap, and leaves alone what failed', async () => {
  const server = await startServer()
  const engine = await lookingEngine()
  const location = server.put('/feed', { body: feed(1), etag: '"v1"', ...rss })
  await engine.sources.add({ locations: [location] })
  await until(engine, () => engine.overview().statistics.failed === 1)
  const { id } = only(engine)
  const look = async () => {
    const before = scrapes(engine).length
    engine.sources.checkUnasked(id)
    await until(engine, () => scrapes(engine).length > before && isLookedAt(engine)())
  }
  await look()
  expect(server.asked.filter(({ path }) => path === '/feed').at(-1)?.headers['if-none-match']).toBe(
    '"v1"',
  )
  server.put('/feed', { body: feed(2), etag: '"v2"', ...rss })
  await look()
  expect(only(engine).videos).toBe(2)
  await until(engine, () => engine.overview().statistics.failed === 2)
  const failed = engine.page('failed', null, 10).jobs.map(({ attempts }) => attempts)
  expect(failed).toEqual([1, 1])
})

it('a preview tells what would be added and what is there, and stores nothing', async () => {
  const server = await startServer()
  const engine = await lookingEngine()
  await engine.sources.add({ locations: [server.put('/feed', { body: feed(3), ...rss })] })
  await until(engine, () => isDrained(engine))
  const before = engine.overview()
  const location = server.put('/feed', { body: feed(10), ...rss })
  const preview = await engine.sources.preview(
    location,
    { filter: { title: '[0-7]$' } },
    new AbortController().signal,
  )
  expect(preview).toMatchObject({ kind: 'feed', title: 'Show', leftOut: 2, complete: true })
  const sums = {
    ...{ added: 5, known: 3, leftOut: 2, complete: true },
    ...{ bytes: 5_000, bytesUnknown: 0, seconds: 0, secondsUnknown: 5 },
  }
  expect(sumOf([preview])).toEqual(sums)
  // The same videos under a second address.
  expect(sumOf([preview, { ...preview, location: 'elsewhere', leftOut: 0 }])).toEqual(sums)
  expect(preview.videos.filter(({ known }) => known)).toHaveLength(3)
  expect(engine.overview()).toEqual(before)
  const nowhere = engine.sources.preview(`${server.origin}/no`, {}, new AbortController().signal)
  await expect(nowhere).rejects.toMatchObject({ kind: 'gone' })
})

it('a list of addresses adds each once, and none of this machine', async () => {
  const engine = await engineOn(await newHome())
  const list = join(await temporaryFolder(), 'list.txt')
  const lines = ['# mine', 'https://a.example/1', 'and https://b.example/2 too', '/etc/passwd']
  await writeFile(list, [...lines, 'file:///etc/passwd', 'https://a.example/1'].join('\r\n'))
  const locations = [list, 'https://a.example/1', join(list, 'none.txt')]
  const added = await engine.sources.addDropped({ locations })
  expect(added.map(({ outcome, location }) => [outcome, location])).toEqual([
    ['rejected', join(list, 'none.txt')],
    ['added', 'https://a.example/1'],
    ['added', 'https://b.example/2'],
  ])
})

it('a removed source is gone with what was left to do, and comes back when added again', async () => {
  const server = await startServer()
  const engine = await lookingEngine()
  const location = server.put('/feed', { body: feed(3), ...rss })
  stall(server, 3)
  await engine.sources.add({ locations: [location], watch: { kind: 'interval', minutes: 5 } })
  await until(engine, isLookedAt(engine))
  const { id } = only(engine)
  expect(engine.sources.remove(id)).toBe(true)
  expect(engine.sources.page(null, 10).sources).toEqual([])
  expect(engine.overview().statistics).toMatchObject({ queued: 0, processing: 0, cancelled: 3 })
  expect([engine.sources.nextDueAt(), engine.sources.remove(id)]).toEqual([null, false])
  await engine.sources.add({ locations: [location] })
  await until(engine, isLookedAt(engine))
  expect(only(engine)).toMatchObject({ id, watch: null, videos: 3 })
  expect(engine.overview().statistics.cancelled).toBe(0)
})

it('a watched folder gives a file when it has stopped growing, and once', async () => {
  const folder = join(await temporaryFolder(), 'inbox')
  const clip = await makeClip(join(folder, '..', 'clip.mp4'))
  await mkdir(folder, { recursive: true })
  const engine = await lookingEngine()
  await engine.sources.add({ locations: [folder], watch: { kind: 'folder' } })
  await until(engine, isLookedAt(engine))

  const growing = join(folder, 'growing.mp4')
  const beats = setInterval(() => void appendFile(growing, Buffer.alloc(1_000)), 100)
  onTestFinished(() => {
    clearInterval(beats)
  })
  await copyFile(clip, join(folder, 'whole.mp4'))
  await until(engine, () => only(engine).videos === 1)
  expect(titles(engine)).toEqual(['whole'])

  clearInterval(beats)
  await copyFile(clip, growing)
  await appendFile(growing, 'the end')
  await until(engine, () => only(engine).videos === 2)
  expect(titles(engine)).toContain('growing')

  await rename(join(folder, 'whole.mp4'), join(folder, 'renamed.mp4'))
  const before = scrapes(engine).length
  await until(engine, () => scrapes(engine).length > before && isLookedAt(engine)())
  expect(only(engine).videos).toBe(2)
  expect(titles(engine)).toHaveLength(2)
})

it('the same file found in two folders is one video', async () => {
  const folder = await temporaryFolder()
  const clip = await makeClip(join(folder, 'a', 'one.mp4'))
  await mkdir(join(folder, 'b'))
  await copyFile(clip, join(folder, 'b', 'another name.mp4'))
  const engine = await lookingEngine()
  await engine.sources.add({ locations: [join(folder, 'a'), join(folder, 'b')] })
  await until(engine, isLookedAt(engine))
  expect(engine.sources.page(null, 10).sources.map(({ videos }) => videos)).toEqual([1, 1])
  expect(titles(engine)).toHaveLength(1)
})
