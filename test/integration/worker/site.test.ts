import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clipBytes, show, tools } from '../../fixtures/media.ts'
import { Gate, startServer } from '../../fixtures/server.ts'
import { putStream } from '../../fixtures/stream.ts'
import { isAlive, startWorker } from '../../fixtures/worker.ts'
import { leftBy, newPlace, nextIn, nothing, scrape } from './place.ts'

const page = (body: string, title = 'My page') =>
  Buffer.from(
    `<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`,
  )

const html = { type: 'text/html; charset=utf-8' }
const channel = (videos: number) =>
  page(
    Array.from({ length: videos }, (_, n) => `<video src="/media/${n}.mp4"></video>`).join('\n'),
    'A channel',
  )

describe('yt-dlp lists', () => {
  it('the video of a web page, known by its own address', async () => {
    const server = await startServer()
    const url = server.put('/watch', {
      body: page('<video src="/media/one.mp4"></video>'),
      ...html,
    })
    const place = await newPlace()
    await scrape(place, url)
    const { source, videos } = await place.job.found()
    expect(source).toMatchObject({ kind: 'page', title: 'My page (1)' })
    expect(videos).toHaveLength(1)
    expect(videos[0]).toMatchObject({
      site: new URL(url).host,
      siteId: '/media/one.mp4',
      location: `${server.origin}/media/one.mp4`,
      fetch: 'direct',
    })
  })

  it('a channel of 200 videos, told in batches while it goes on', async () => {
    const server = await startServer()
    const place = await newPlace({ worker: startWorker() })
    await scrape(place, server.put('/channel', { body: channel(200), ...html }))
    const { source, videos } = await place.job.found()
    expect(source).toMatchObject({ kind: 'channel', title: 'A channel' })
    expect(new Set(videos.map(({ siteId }) => siteId)).size).toBe(200)
    expect(place.job.batches.length).toBeGreaterThan(0)
    expect(await leftBy(place)).toEqual(nothing)
  })

  it('no more than the newest that are wanted', async () => {
    const server = await startServer()
    const place = await newPlace()
    const location = server.put('/channel', { body: channel(200), ...html })
    await place.job.begin({ type: 'scrape', location, filter: { newest: 3 } })
    const { videos } = await place.job.found()
    expect(videos.map(({ siteId }) => siteId)).toEqual([
      '/media/0.mp4',
      '/media/1.mp4',
      '/media/2.mp4',
    ])
  })

  it('nothing where it is not on the machine, and says how to get it', async () => {
    const server = await startServer()
    const place = await newPlace()
    const { ffmpeg, ffprobe } = await tools()
    const location = server.put('/channel', { body: channel(2), ...html })
    await place.job.begin({ type: 'scrape', location }, { ffmpeg, ffprobe })
    const { kind, message } = await place.job.failure()
    expect(kind).toBe('tool')
    expect(message).toMatch(/^Channels and web pages need yt-dlp/)
  })

  it('an address that looks like an option as an address', async () => {
    const server = await startServer()
    const place = await newPlace()
    const path = '/--exec=touch%20owned'
    await scrape(place, server.put(path, { body: page('<video src="/a.mp4"></video>'), ...html }))
    expect((await place.job.found()).videos).toHaveLength(1)
  })
})

describe('a stream', () => {
  it('is found as one video, named by its folder', async () => {
    const server = await startServer()
    const place = await newPlace()
    await scrape(place, await putStream(server, '/holiday'))
    const { source, videos } = await place.job.found()
    expect(source).toMatchObject({ kind: 'stream', title: 'holiday' })
    expect(videos).toMatchObject([{ title: 'holiday', fetch: 'site', bytes: null }])
  })

  it('is brought by yt-dlp, whole and checked, and nothing else is left', async () => {
    const server = await startServer()
    const place = await newPlace()
    const location = await putStream(server, '/holiday')
    await begin(place, location)
    const path = await place.job.made()
    expect(path).toBe(`${place.library}/Holiday.mp4`)
    expect((await show(path)).seconds).toBeCloseTo(2, 0)
    expect(place.job.progress.some(({ fraction }) => fraction !== null && fraction > 0)).toBe(true)
    expect(await leftBy(place)).toEqual({ ...nothing, library: ['Holiday.mp4'] })
  })

  it('that is frozen lets go of yt-dlp and goes on where it was', async () => {
    const server = await startServer()
    const gate = new Gate()
    const location = await putStream(server, '/holiday', {
      seconds: 3,
      faults: { 'master2.ts': [{ kind: 'hold', after: 1_000, gate }] },
    })
    const place = await newPlace({ worker: startWorker() })
    await begin(place, location)
    await gate.reached
    place.job.tell('freeze')
    await expect.poll(() => Promise.all(place.job.children.map(isAlive))).not.toContain(true)
    place.job.tell('thaw')
    const path = await place.job.made()
    expect((await show(path)).seconds).toBeCloseTo(3, 0)
    const asked = (name: string) =>
      server.asked.filter((request) => request.path.endsWith(name)).length
    expect([asked('master0.ts'), asked('master2.ts')]).toEqual([1, 2])
  })

  it('whose pieces are missing is a failure, and no file comes of it', async () => {
    const server = await startServer()
    const location = await putStream(server, '/holiday', {
      faults: {
        'master1.ts': Array.from({ length: 20 }, () => ({ kind: 'status' as const, status: 404 })),
      },
    })
    const place = await newPlace()
    await begin(place, location)
    expect((await place.job.failure()).kind).toBe('transient')
    expect((await leftBy(place)).library).toEqual([])
  })

  it('goes on after a stop with what an earlier try has', async () => {
    const server = await startServer()
    const gate = new Gate()
    const location = await putStream(server, '/holiday', {
      faults: { 'master1.ts': [{ kind: 'hold', after: 1_000, gate }] },
    })
    const first = await newPlace({ worker: startWorker() })
    await begin(first, location)
    await gate.reached
    first.job.tell('stop')
    expect((await first.job.failure()).kind).toBe('cancelled')
    const second = await nextIn(first)
    await begin(second, location)
    expect((await show(await second.job.made())).seconds).toBeCloseTo(2, 0)
    expect(server.asked.filter(({ path }) => path.endsWith('master0.ts'))).toHaveLength(1)
  })
})

it('a stream whose state is in doubt after a crash begins anew, and is whole', async () => {
  const server = await startServer()
  const gate = new Gate()
  const location = await putStream(server, '/holiday', {
    faults: { 'master1.ts': [{ kind: 'hold', after: 1_000, gate }] },
  })
  const first = await newPlace({ worker: startWorker() })
  await begin(first, location)
  await gate.reached
  first.job.tell('stop')
  await first.job.failure()
  // As a run leaves it that was ended between adding a piece and noting it.
  const part = join(first.job.workFolder, 'site', 'media.mp4.part')
  await copyFile(part, `${part}-Frag0`)
  const second = await nextIn(first)
  await begin(second, location)
  expect((await show(await second.job.made())).seconds).toBeCloseTo(2, 0)
  expect(server.asked.filter(({ path }) => path.endsWith('master0.ts'))).toHaveLength(2)
})

it('a plain video brought by yt-dlp goes on where it broke off', async () => {
  const server = await startServer()
  const clip = await clipBytes()
  const gate = new Gate()
  const location = server.put('/media/clip.mp4', {
    body: clip,
    etag: '"1"',
    faults: [
      { kind: 'status', status: 200, headers: { 'content-type': 'video/mp4' } },
      { kind: 'hold', after: Math.floor(clip.length / 2), gate },
    ],
  })
  const first = await newPlace({ worker: startWorker() })
  await begin(first, location)
  await first.job.until(({ fraction }) => fraction !== null && fraction > 0.05)
  first.job.tell('stop')
  await first.job.failure()
  const second = await nextIn(first)
  await begin(second, location)
  expect((await show(await second.job.made())).streams).toEqual(['video', 'audio'])
  expect(server.asked.at(-1)?.headers.range).toMatch(/^bytes=[1-9]/)
})

const begin = (place: Awaited<ReturnType<typeof newPlace>>, location: string) =>
  place.job.begin({
    type: 'download',
    location,
    title: 'Holiday',
    targetFolder: place.library,
    fetch: 'site',
  })
