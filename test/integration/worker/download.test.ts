import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { clipBytes } from '../../fixtures/media.ts'
import { Gate, startServer, type FaultyServer, type Resource } from '../../fixtures/server.ts'
import { temporaryFolder } from '../core/temporary.ts'
import { download, leftBy, newPlace, nextIn, nothing, type Place } from './place.ts'
import { resize, smallDisk } from './small-disk.ts'

let clip: Buffer
let otherClip: Buffer
beforeAll(async () => {
  clip = await clipBytes()
  otherClip = await clipBytes({ size: '160x90', seconds: 1 })
})

const resumable = ['download.part', 'download.part.json']
const partOf = (place: Place) => join(place.job.workFolder, 'download.part')

/** Begins a download that breaks off when so many bytes of it are here. */
async function breakOff(server: FaultyServer, place: Place, resource: Resource, after: number) {
  const gate = new Gate()
  const url = server.put('/clip.mp4', { ...resource, faults: [{ kind: 'drop', after, gate }] })
  await download(place, url)
  await expect.poll(() => sizeOf(partOf(place))).toBe(after)
  gate.open()
  expect((await place.job.failure()).kind).toBe('transient')
  expect(await leftBy(place)).toEqual({ ...nothing, work: resumable })
  expect(await sizeOf(partOf(place))).toBe(after)
  return url
}

const sizeOf = (path: string) =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  )

/** A place where a first try broke off. */
async function brokenOff(resource: Omit<Resource, 'body'>) {
  const server = await startServer()
  const first = await newPlace()
  const url = await breakOff(server, first, { ...resource, body: clip }, 100_000)
  return { server, url, place: await nextIn(first) }
}

async function expectDownloaded(place: Place, content: Buffer) {
  const made = await readFile(await place.job.made())
  expect(made.equals(content)).toBe(true)
  expect(await leftBy(place)).toEqual({ ...nothing, library: ['A clip.mp4'] })
}

describe('a transfer that broke off', () => {
  it('goes on from there, and only if the file is the same', async () => {
    const { server, url, place } = await brokenOff({ etag: '"one"' })
    await download(place, url)
    await expectDownloaded(place, clip)
    expect(server.asked[1]?.headers).toMatchObject({ range: 'bytes=100000-', 'if-range': '"one"' })
  })

  it('goes on by date where there is no tag', async () => {
    const date = 'Mon, 02 Jun 2025 10:00:00 GMT'
    const { server, url, place } = await brokenOff({ headers: { 'last-modified': date } })
    await download(place, url)
    await expectDownloaded(place, clip)
    expect(server.asked[1]?.headers['if-range']).toBe(date)
  })

  it('begins anew where the file has changed', async () => {
    const { server, url, place } = await brokenOff({ etag: '"one"' })
    server.put('/clip.mp4', { body: otherClip, etag: '"two"' })
    await download(place, url)
    await expectDownloaded(place, otherClip)
  })

  it('begins anew where the server knows no parts', async () => {
    const { url, place } = await brokenOff({ etag: '"one"', ranges: false })
    await download(place, url)
    await expectDownloaded(place, clip)
  })

  it.each([{}, { etag: 'W/"weak"' }])(
    'begins anew where nothing proves that the file is the same (%o)',
    async (resource) => {
      const { server, url, place } = await brokenOff(resource)
      await download(place, url)
      await expectDownloaded(place, clip)
      expect(server.asked[1]?.headers.range).toBeUndefined()
    },
  )

  it('begins anew where what is here does not fit what is there', async () => {
    const { server, url, place } = await brokenOff({ etag: '"one"' })
    expect(otherClip.length).toBeLessThan(100_000)
    server.put('/clip.mp4', { body: otherClip, etag: '"one"' })
    await download(place, url)
    await expectDownloaded(place, otherClip)
    expect(server.asked.map(({ headers }) => headers.range)).toEqual([
      undefined,
      'bytes=100000-',
      undefined,
    ])
  })

  it('begins anew where another part was sent than asked for', async () => {
    const { server, url, place } = await brokenOff({ etag: '"one"' })
    server.put('/clip.mp4', { body: clip, etag: '"one"', faults: [{ kind: 'wrong-range' }] })
    await download(place, url)
    expect((await place.job.failure()).kind).toBe('transient')
    const next = await nextIn(place)
    await download(next, url)
    await expectDownloaded(next, clip)
  })

  it('keeps nothing of the old file where the changed one breaks off as well', async () => {
    const { server, url, place } = await brokenOff({ etag: '"one"' })
    await breakOff(server, place, { body: otherClip, etag: '"two"' }, 1_000)
    const next = await nextIn(place)
    await download(next, url)
    await expectDownloaded(next, otherClip)
  })

  it('goes on where it ended with the last byte, without another', async () => {
    const server = await startServer()
    const url = server.put('/clip.mp4', { body: clip, etag: '"one"' })
    const place = await newPlace()
    await mkdir(place.job.workFolder)
    await writeFile(partOf(place), clip)
    await writeFile(`${partOf(place)}.json`, JSON.stringify({ url, validator: '"one"' }))
    await download(place, url)
    await expectDownloaded(place, clip)
    expect(server.asked).toHaveLength(1)
  })

  it('is not mixed with what another address had', async () => {
    const { server, place } = await brokenOff({ etag: '"one"' })
    await download(place, server.put('/other.mp4', { body: otherClip, etag: '"one"' }))
    await expectDownloaded(place, otherClip)
  })
})

it('a server that never has the part that was asked for is not asked for ever', async () => {
  const server = await startServer()
  const faults = Array.from({ length: 50 }, () => ({ kind: 'status' as const, status: 416 }))
  const place = await newPlace()
  await download(place, server.put('/clip.mp4', { body: clip, faults }))
  expect((await place.job.failure()).kind).toBe('invalid-input')
  expect(server.asked.length).toBeLessThanOrEqual(2)
})

it('a video sent compressed is stored as it is meant', async () => {
  const server = await startServer()
  const body = gzipSync(clip)
  const place = await newPlace()
  await download(
    place,
    server.put('/clip.mp4', { body, etag: '"z"', headers: { 'content-encoding': 'gzip' } }),
  )
  await expectDownloaded(place, clip)
})

describe('a server that asks to wait', () => {
  it.each([429, 503])('so many seconds (%i) is heard', async (status) => {
    const server = await startServer()
    const faults = [{ kind: 'status' as const, status, headers: { 'retry-after': '7' } }]
    const place = await newPlace()
    await download(place, server.put('/clip.mp4', { body: clip, faults }))
    expect(await place.job.failure()).toMatchObject({
      kind: status === 429 ? 'rate-limited' : 'transient',
      retryAfterMs: 7_000,
    })
    expect(await leftBy(place)).toEqual(nothing)
  })

  it('until a date is heard', async () => {
    const server = await startServer()
    const headers = { 'retry-after': new Date(Date.now() + 60_000).toUTCString() }
    const faults = [{ kind: 'status' as const, status: 429, headers }]
    const place = await newPlace()
    await download(place, server.put('/clip.mp4', { body: clip, faults }))
    const { retryAfterMs = 0 } = await place.job.failure()
    expect(retryAfterMs).toBeGreaterThan(50_000)
    expect(retryAfterMs).toBeLessThanOrEqual(60_000)
  })
})

describe('a running download', () => {
  it('lets the connection go when frozen, and goes on from there when thawed', async () => {
    const server = await startServer()
    const gate = new Gate()
    const faults = [{ kind: 'hold' as const, after: 100_000, gate }]
    const url = server.put('/clip.mp4', { body: clip, etag: '"one"', faults })
    const place = await newPlace()
    await download(place, url)
    await place.job.until(({ fraction }) => fraction !== null && fraction > 0)
    place.job.tell('freeze')
    await gate.closed
    expect(server.asked).toHaveLength(1)
    place.job.tell('thaw')
    await expectDownloaded(place, clip)
    expect(server.asked[1]?.headers.range).toMatch(/^bytes=\d+-$/)
    expect(server.asked[1]?.headers['if-range']).toBe('"one"')
  })

  it('frozen before it begins asks for nothing until thawed', async () => {
    const server = await startServer()
    const place = await newPlace()
    await download(place, server.put('/clip.mp4', { body: clip }))
    place.job.tell('freeze')
    place.job.tell('thaw')
    await expectDownloaded(place, clip)
  })

  it('lets the connection go when stopped, and keeps what is here', async () => {
    const server = await startServer()
    const gate = new Gate()
    const faults = [{ kind: 'hold' as const, after: 100_000, gate }]
    const place = await newPlace()
    await download(place, server.put('/clip.mp4', { body: clip, etag: '"one"', faults }))
    await place.job.until(({ fraction }) => fraction !== null && fraction > 0)
    place.job.tell('stop')
    expect((await place.job.failure()).kind).toBe('cancelled')
    await gate.closed
    expect(await leftBy(place)).toEqual({ ...nothing, work: resumable })
  })

  it('stopped while nobody answers ends at once', async () => {
    const server = await startServer()
    const gate = new Gate()
    const faults = [{ kind: 'silence' as const, gate }]
    const place = await newPlace()
    await download(place, server.put('/clip.mp4', { body: clip, faults }))
    await gate.reached
    place.job.tell('stop')
    expect((await place.job.failure()).kind).toBe('cancelled')
    await gate.closed
    expect(await leftBy(place)).toEqual(nothing)
  })

  it('that is refused half-way lets the connection go', async () => {
    const server = await startServer()
    const gate = new Gate()
    const faults = [{ kind: 'hold' as const, after: 10, gate }]
    const place = await newPlace()
    await download(place, server.put('/clip.mp4', { body: clip, type: 'text/html', faults }))
    expect((await place.job.failure()).kind).toBe('invalid-input')
    await gate.closed
  })

  it('tells how far it is, never back and never beyond the end', async () => {
    const server = await startServer()
    const place = await newPlace()
    await download(place, server.put('/clip.mp4', { body: clip }))
    await place.job.made()
    const { progress } = place.job
    const fractions = progress.flatMap(({ fraction }) => (fraction === null ? [] : [fraction]))
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect(Math.max(...fractions)).toBeLessThanOrEqual(1)
    expect(progress.at(-1)?.phase).toBe('verifying')
  })
})

it('a full disk stops a download, and room lets it go on', async () => {
  const disk = await smallDisk(64)
  const server = await startServer()
  const url = server.put('/clip.mp4', { body: clip, etag: '"one"' })
  const place = await newPlace({ home: disk })
  await download(place, url)
  expect(await place.job.failure()).toMatchObject({
    kind: 'disk',
    message: 'The disk is full. Free some space, then retry.',
  })
  expect(await leftBy(place)).toEqual({ ...nothing, work: resumable })
  resize(disk, 4_096)
  const next = await nextIn(place)
  await download(next, url)
  await expectDownloaded(next, clip)
  expect(server.asked[1]?.headers.range).toMatch(/^bytes=\d{4,}-$/)
})

it('a local file is a second name for the same bytes, and copied where it cannot be', async () => {
  const near = await newPlace()
  const path = join(near.home, 'clip.mp4')
  await writeFile(path, clip)
  await download(near, path)
  expect((await stat(await near.job.made())).ino).toBe((await stat(path)).ino)

  const far = await newPlace({ home: await smallDisk(1_024) })
  await download(far, path)
  await expectDownloaded(far, clip)
})

it('a full disk stops the copy of a local file and keeps nothing of it', async () => {
  const path = join(await temporaryFolder(), 'clip.mp4')
  await writeFile(path, clip)
  const place = await newPlace({ home: await smallDisk(64) })
  await download(place, path)
  expect((await place.job.failure()).kind).toBe('disk')
  expect(await leftBy(place)).toEqual(nothing)
})
