import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { startServer } from '../../fixtures/server.ts'
import { startWorker } from '../../fixtures/worker.ts'
import { newPlace, nextIn, scrape } from './place.ts'

const rss = { type: 'application/rss+xml' }
const item = (n: number) =>
  `<item><title>Video ${n}</title><guid isPermaLink="false">${n}</guid>
    <pubDate>${new Date(Date.UTC(2025, 0, 1) + n * 60_000).toUTCString()}</pubDate>
    <enclosure url="/media/${n}.mp4" type="video/mp4" length="1000"/></item>`
const feed = (items: number) =>
  Buffer.from(
    `<?xml version="1.0"?><rss version="2.0"><channel><title>Show</title>
      <link>https://example.org</link><description>x</description>
      ${Array.from({ length: items }, (_, n) => item(n)).join('')}</channel></rss>`,
  )

it('a feed of 5,000 videos is read in 2 s, told in batches of 100', async () => {
  const server = await startServer()
  const worker = startWorker()
  const place = await newPlace({ worker })
  const url = server.put('/feed', { body: feed(5_000), ...rss })
  await scrape(place, server.put('/small', { body: feed(1), ...rss }))
  await place.job.found()
  const next = await newPlace({ home: place.home, worker })
  const began = performance.now()
  await scrape(next, url)
  const { videos } = await next.job.found()
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(videos).toHaveLength(5_000)
  expect(next.job.batches.every((batch) => batch.length <= 100)).toBe(true)
})

it('of a feed in any order the newest are taken that are wanted', async () => {
  const server = await startServer()
  const place = await newPlace()
  const location = server.put('/feed', { body: feed(50), ...rss })
  const filter = { newest: 2, title: 'video [0-3]' }
  await place.job.begin({ type: 'scrape', location, filter })
  const { videos, leftOut } = await place.job.found()
  expect(videos.map(({ title }) => title)).toEqual(['Video 39', 'Video 38'])
  expect(leftOut).toBe(48)
})

it('a feed that did not change is not sent again', async () => {
  const server = await startServer()
  const first = await newPlace()
  const url = server.put('/feed', { body: feed(3), etag: '"v1"', ...rss })
  await scrape(first, url)
  const { validators } = await first.job.found()
  expect(validators).toEqual({ etag: '"v1"', lastModified: null })
  const second = await nextIn(first)
  await second.job.begin({ type: 'scrape', location: url, validators })
  const { videos, unchanged } = await second.job.found()
  expect(server.asked.at(-1)?.headers['if-none-match']).toBe('"v1"')
  expect({ videos, unchanged }).toEqual({ videos: [], unchanged: true })

  server.put('/feed', { body: feed(4), etag: '"v2"', ...rss })
  const third = await nextIn(second)
  await third.job.begin({ type: 'scrape', location: url, validators })
  expect((await third.job.found()).videos).toHaveLength(4)
})

it('a feed that swells to gigabytes when unpacked is given up', async () => {
  const server = await startServer()
  const place = await newPlace()
  const start = Buffer.from('<?xml version="1.0"?><rss version="2.0"><channel><title>x')
  const body = gzipSync(Buffer.concat([start, Buffer.alloc(200_000_000, ' ')]), { level: 1 })
  await scrape(
    place,
    server.put('/feed', { body, headers: { 'content-encoding': 'gzip' }, ...rss }),
  )
  expect(await place.job.failure()).toMatchObject({
    kind: 'invalid-input',
    message: expect.stringMatching(/larger than 10 MB/) as string,
  })
})
