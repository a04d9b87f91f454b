import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { volumeOf } from '../../../src/core/disk/volume.ts'
import type { JobSummary, JobType } from '../../../src/shared/job.ts'
import { clipBytes } from '../../fixtures/media.ts'
import { Gate, startServer, type Resource } from '../../fixtures/server.ts'
import { resize, smallDisk } from '../worker/small-disk.ts'
import { engineOn, isDrained, newHome, startWorking, until } from './engine.ts'

/** An engine whose library is on a disk of its own. */
async function withDisk(kibibytes: number, reserveBytes = 0) {
  const disk = await smallDisk(kibibytes)
  const engine = await engineOn(await newHome())
  engine.changeSettings({
    libraryFolder: join(disk, 'Library'),
    disk: { reserveBytes },
    sites: { perSite: 9, spacingMs: 0 },
  })
  const job = (type: JobType): JobSummary | undefined =>
    engine.page('all', null, 50).jobs.find((one) => one.type === type)
  const waitsFor = (type: JobType) => {
    const found = job(type)
    return found ? engine.waitReason(found.id) : null
  }
  return { disk, engine, job, waitsFor }
}

/** A feed that does not say how large its video is. */
async function feedOf(resource: Omit<Resource, 'body'> = {}) {
  const server = await startServer()
  const body = await clipBytes()
  const url = server.put('/clip.mp4', { body, etag: '"one"', ...resource })
  const feed = `<rss version="2.0"><channel><title>Feed</title><item><title>Clip</title>
    <guid>1</guid><enclosure url="${url}" type="video/mp4"/></item></channel></rss>`
  const type = 'application/rss+xml'
  return { server, body, url, feedUrl: server.put('/feed.xml', { body: Buffer.from(feed), type }) }
}

describe('a job there is no room for', () => {
  it('waits before it begins, says how much is missing, and goes on by itself', async () => {
    const { disk, engine, job, waitsFor } = await withDisk(64)
    const { url, server } = await feedOf()
    await engine.addSources({ locations: [url] })
    await startWorking(engine)
    await until(engine, () => waitsFor('download')?.kind === 'disk')
    expect(waitsFor('download')).toMatchObject({ volume: disk })
    expect(job('download')).toMatchObject({ status: 'queued', attempts: 0 })
    const asked = server.asked.length
    resize(disk, 32_768)
    await until(engine, () => isDrained(engine))
    expect(engine.overview().statistics).toMatchObject({ failed: 0, completed: 4 })
    expect(server.asked.length).toBeGreaterThan(asked)
  })

  it('does not keep smaller ones waiting', async () => {
    const { engine, waitsFor, job } = await withDisk(256)
    const { url, server } = await feedOf({ headers: { 'content-length': '50000000' } })
    await engine.addSources({ locations: [url] })
    await startWorking(engine)
    await until(engine, () => waitsFor('download')?.kind === 'disk')
    const small = await clipBytes({ size: '160x90', seconds: 1 })
    await engine.addSources({ locations: [server.put('/small.mp4', { body: small })] })
    await until(engine, () => job('transform') !== undefined)
    expect(engine.overview().statistics.failed).toBe(0)
  })
})

it('a disk that runs full in the middle loses nothing: the rest is fetched when there is room', async () => {
  const { disk, engine, job, waitsFor } = await withDisk(64)
  const { server, feedUrl } = await feedOf()
  await engine.addSources({ locations: [feedUrl] })
  await startWorking(engine)
  await until(engine, () => waitsFor('download')?.kind === 'disk')
  expect(job('download')).toMatchObject({ status: 'queued', attempts: 0 })
  resize(disk, 32_768)
  await until(engine, () => isDrained(engine))
  expect(engine.overview().statistics).toMatchObject({ failed: 0, completed: 4 })
  expect(server.asked.at(-1)?.headers.range).toMatch(/^bytes=\d{4,}-$/)
})

it('a disk that runs full in the middle of a transform loses nothing: it is made when there is room', async () => {
  const { disk, engine, job, waitsFor } = await withDisk(640)
  // Small as it comes, and much larger in a frame of 1080×1920.
  const clip = join(engine.home, 'clip.mp4')
  await writeFile(clip, await clipBytes({ size: '160x90', seconds: 2 }))
  await engine.addSources({ locations: [clip], preset: 'vertical-blur' })
  await startWorking(engine)
  await until(engine, () => waitsFor('transform')?.kind === 'disk')
  expect(job('transform')).toMatchObject({ status: 'queued', attempts: 0 })
  const held = job('transform')
  const details = held ? await engine.details(held.id) : null
  expect(details?.log.join('\n')).toMatch(/No space left|disk is full/i)
  resize(disk, 32_768)
  await until(engine, () => isDrained(engine))
  expect(engine.overview().statistics).toMatchObject({ failed: 0, completed: 4 })
}, 120_000)

it('a nearly full disk holds what runs, and lets it go on when there is room again', async () => {
  const { disk, engine, job } = await withDisk(32_768, 8_000_000)
  const gate = new Gate()
  const { feedUrl, server } = await feedOf({ faults: [{ kind: 'hold', after: 50_000, gate }] })
  await engine.addSources({ locations: [feedUrl] })
  await startWorking(engine)
  await gate.reached
  const filler = join(disk, 'filler')
  await writeFile(filler, Buffer.alloc(30_000 * 1_024))
  await until(engine, () => job('download')?.progress?.phase === 'waiting-for-room')
  await gate.closed
  await rm(filler)
  await until(engine, () => isDrained(engine))
  expect(engine.overview().statistics).toMatchObject({ failed: 0, completed: 4 })
  expect(server.asked.at(-1)?.headers.range).toMatch(/^bytes=\d+-$/)
}, 60_000)

it('the disk of a folder that is not there yet is that of the one it will be in', async () => {
  const disk = await smallDisk(1_024)
  const volume = await volumeOf(join(disk, 'not', 'here', 'yet'))
  expect(volume).toMatchObject({ name: disk, totalBytes: 1_024 * 1_024 })
})
