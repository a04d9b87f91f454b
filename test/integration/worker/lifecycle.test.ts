import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { clipBytes, makeClip, tools } from '../../fixtures/media.ts'
import { Gate, startServer } from '../../fixtures/server.ts'
import { isAlive, startWorker, stateOf, TestJob } from '../../fixtures/worker.ts'
import { download, leftBy, newPlace, nothing, scrape, transform } from './place.ts'
import { smallDisk } from './small-disk.ts'

/** A job whose FFmpeg is at work on something long. */
async function encoding(worker = startWorker()) {
  const place = await newPlace({ worker })
  await transform(place, await makeClip(join(place.home, 'long.mp4'), { seconds: 60 }))
  await place.job.until(({ phase, fraction }) => phase === 'encoding' && (fraction ?? 0) > 0)
  const ffmpeg = await place.job.runningChild()
  return { place, worker, ffmpeg }
}

it('a worker that loses its parent ends with all that it started', async () => {
  const { worker, ffmpeg } = await encoding()
  worker.process.disconnect()
  await worker.exit()
  await expect.poll(() => isAlive(ffmpeg)).toBe(false)
})

it('a worker that loses its parent while frozen ends with all that it started', async () => {
  const { place, worker, ffmpeg } = await encoding()
  place.job.tell('freeze')
  await expect.poll(() => stateOf(ffmpeg)).toBe('T')
  worker.process.disconnect()
  await worker.exit()
  await expect.poll(() => isAlive(ffmpeg)).toBe(false)
})

it('a worker that is told nonsense ends and leaves no FFmpeg behind', async () => {
  const { worker, ffmpeg } = await encoding()
  worker.process.send({ kind: 'nonsense' })
  await worker.exit()
  await expect.poll(() => isAlive(ffmpeg)).toBe(false)
})

it('a second order is refused, and the first goes on', async () => {
  const server = await startServer()
  const gate = new Gate()
  const body = await clipBytes()
  const worker = startWorker()
  const first = await newPlace({ worker })
  const second = await newPlace({ worker })
  await download(
    first,
    server.put('/clip.mp4', { body, faults: [{ kind: 'hold', after: 10, gate }] }),
  )
  await gate.reached
  await scrape(second, second.home)
  expect((await second.job.failure()).kind).toBe('bug')
  gate.open()
  expect(await first.job.made()).toBe(join(first.library, 'A clip.mp4'))
})

it('stop, freeze and thaw without a job do no harm', async () => {
  const worker = startWorker()
  for (const kind of ['freeze', 'thaw', 'stop'] as const) worker.tell({ kind })
  const place = await newPlace({ worker })
  await writeFile(join(place.home, 'clip.mp4'), 'x')
  await scrape(place, join(place.home, 'clip.mp4'))
  expect((await place.job.found()).videos).toHaveLength(1)
  worker.tell({ kind: 'stop' })
  const next = await newPlace({ worker })
  await writeFile(join(next.home, 'clip.mp4'), 'x')
  await scrape(next, join(next.home, 'clip.mp4'))
  expect((await next.job.found()).videos).toHaveLength(1)
})

it('a job answers even where its log cannot be written', async () => {
  const disk = await smallDisk(64)
  await writeFile(join(disk, 'full'), Buffer.alloc(65_536)).catch(() => undefined)
  const worker = startWorker()
  const place = await newPlace({ home: disk, worker })
  await download(place, join(disk, 'clip.mp4'))
  expect((await place.job.failure()).kind).toMatch(/disk|gone/)
  expect(worker.process.exitCode).toBeNull()
})

it('a log folder that cannot be made is no reason to fail', async () => {
  const place = await newPlace()
  await writeFile(join(place.home, 'file'), '')
  await makeClip(join(place.home, 'clip.mp4'))
  const job = new TestJob(place.home, startWorker(), join(place.home, 'file', 'job.log'))
  await job.begin({ type: 'scrape', location: join(place.home, 'clip.mp4') })
  expect((await job.found()).videos).toHaveLength(1)
})

it('a work folder that cannot be made fails the job', async () => {
  const place = await newPlace()
  await writeFile(place.job.workFolder, 'mine')
  await download(place, await makeClip(join(place.home, 'clip.mp4')))
  expect((await place.job.failure()).kind).toBe('invalid-input')
  expect(await readFile(place.job.workFolder, 'utf8')).toBe('mine')
})

it('a missing FFprobe says what to do', async () => {
  const place = await newPlace()
  await makeClip(join(place.home, 'clip.mp4'))
  const broken = { ...(await tools()), ffprobe: join(place.home, 'ffprobe') }
  await place.job.begin(
    {
      type: 'download',
      location: join(place.home, 'clip.mp4'),
      title: 'A clip',
      targetFolder: place.library,
    },
    broken,
  )
  expect(await place.job.failure()).toMatchObject({
    kind: 'tool',
    message: 'ffprobe could not be started. Run “spool doctor” to see what is missing.',
  })
  expect(await leftBy(place)).toEqual(nothing)
})

it('a secret in an address reaches neither the log nor the failure', async () => {
  const server = await startServer()
  server.put('/clip.mp4?token=hush', {
    body: Buffer.of(),
    faults: [{ kind: 'status', status: 404 }],
  })
  for (const begin of [scrape, download]) {
    const place = await newPlace()
    await begin(place, `${server.origin}/clip.mp4?token=hush`)
    expect(JSON.stringify(await place.job.failure())).not.toMatch(/hush/)
    expect(await place.job.log()).not.toMatch(/hush/)
  }
})
