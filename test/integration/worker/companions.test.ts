import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { clipBytes, show } from '../../fixtures/media.ts'
import { startServer } from '../../fixtures/server.ts'
import { filesIn } from '../../fixtures/worker.ts'
import { newPlace, type Place } from './place.ts'

const publishedAt = Date.UTC(2020, 4, 17, 12)

async function downloaded(place: Place, location: string, fetch: 'direct' | 'site') {
  await place.job.begin({
    ...{ type: 'download', location, title: 'A title', name: 'A name', fetch },
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
