import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { VideoDetails } from '../../../src/shared/video-details.ts'
import { clipBytes, show } from '../../fixtures/media.ts'
import { startServer } from '../../fixtures/server.ts'
import { filesIn } from '../../fixtures/worker.ts'
import { newPlace, type Place } from './place.ts'

const publishedAt = Date.UTC(2020, 4, 17, 12)

async function downloaded(
  place: Place,
  location: string,
  fetch: 'direct' | 'site',
  known?: VideoDetails,
) {
  await place.job.begin({
    ...{ type: 'download', location, title: 'A title', name: 'A name', fetch, known },
    ...{ targetFolder: place.library, publishedAt, companions: true },
  })
  return place.job.made()
}

it('a page leaves its picture, its subtitles and what it tells beside the video', async () => {
  const server = await startServer()
  server.put('/one.mp4', { body: await clipBytes() })
  server.put('/en.vtt', {
    body: Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n'),
    type: 'text/vtt',
  })
  const page = `<!doctype html><html><head><title>A page</title>
    <meta property="og:description" content="What it is about"></head><body>
    <video src="/one.mp4"><track kind="subtitles" src="/en.vtt" srclang="en"></video></body></html>`
  const url = server.put('/watch', { body: Buffer.from(page), type: 'text/html' })
  const place = await newPlace()
  const path = await downloaded(place, url, 'site')
  expect(path).toBe(join(place.library, 'A name.mp4'))
  expect(await filesIn(place.library)).toEqual([
    'A name.en.vtt',
    'A name.info.json',
    'A name.jpg',
    'A name.mp4',
  ])
  expect(await readFile(join(place.library, 'A name.en.vtt'), 'utf8')).toContain('Hello')
  expect((await stat(path)).mtimeMs).toBe(publishedAt)
  const { details, companions } = await place.job.result('download')
  expect(details?.description).toBe('What it is about')
  expect(companions?.map(({ kind }) => kind).sort()).toEqual(['metadata', 'subtitles', 'thumbnail'])
})

it('a video without a picture of its own gets one out of it', async () => {
  const server = await startServer()
  const place = await newPlace()
  const path = await downloaded(
    place,
    server.put('/one.mp4', { body: await clipBytes() }),
    'direct',
  )
  const thumbnail = join(place.library, 'A name.jpg')
  expect(await show(thumbnail)).toMatchObject({ streams: ['video'] })
  expect((await stat(path)).mtimeMs).toBe(publishedAt)
})

const told: VideoDetails = {
  ...{ description: 'Words', uploader: 'Ana', tags: [], licence: null, language: null },
  chapters: [],
}

it("a feed's own picture is kept, and its chapters are read", async () => {
  const server = await startServer()
  const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(20)])
  const chapters = [
    { startTime: 0, title: 'Hello' },
    { startTime: 1.5, title: 'A picture only', toc: false },
    { startTime: 2, title: 'Bye', endTime: 3 },
  ]
  const place = await newPlace()
  const location = server.put('/one.mp4', { body: await clipBytes() })
  await downloaded(place, location, 'direct', {
    ...told,
    pictureUrl: server.put('/picture', { body: png }),
    chaptersUrl: server.put('/one.json', { body: Buffer.from(JSON.stringify({ chapters })) }),
  })
  expect(await filesIn(place.library)).toEqual(['A name.mp4', 'A name.png'])
  expect(await readFile(join(place.library, 'A name.png'))).toEqual(png)
  expect((await place.job.result('download')).details).toMatchObject({
    description: 'Words',
    chapters: [
      { title: 'Hello', startSeconds: 0, endSeconds: 2 },
      { title: 'Bye', startSeconds: 2, endSeconds: 3 },
    ],
  })
})

it('where its picture cannot be had, or is none, a frame stands in', async () => {
  const server = await startServer()
  const location = server.put('/one.mp4', { body: await clipBytes() })
  for (const pictureUrl of [
    `${server.origin}/nowhere.jpg`,
    server.put('/page.jpg', { body: Buffer.from('<!doctype html>'), type: 'image/jpeg' }),
    'http://127.0.0.9:9/elsewhere.jpg',
    'file:///etc/hostname',
  ]) {
    const place = await newPlace()
    await downloaded(place, location, 'direct', {
      ...told,
      ...{ pictureUrl, chaptersUrl: `${server.origin}/nowhere.json` },
    })
    expect(await filesIn(place.library)).toEqual(['A name.jpg', 'A name.mp4'])
    expect(await show(join(place.library, 'A name.jpg'))).toMatchObject({ streams: ['video'] })
  }
})

it('subtitles that cannot be had cost nothing but a line in the log', async () => {
  const server = await startServer()
  server.put('/one.mp4', { body: await clipBytes() })
  const page = `<!doctype html><title>A page</title>
    <video src="/one.mp4"><track kind="subtitles" src="/gone.vtt" srclang="en"></video>`
  const url = server.put('/watch', { body: Buffer.from(page), type: 'text/html' })
  const place = await newPlace()
  await downloaded(place, url, 'site')
  expect(await filesIn(place.library)).toEqual(['A name.info.json', 'A name.jpg', 'A name.mp4'])
  expect(await place.job.log()).toContain('subtitles')
})
