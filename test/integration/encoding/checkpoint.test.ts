import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeClip, show } from '../../fixtures/media.ts'
import { isAlive, startWorker } from '../../fixtures/worker.ts'
import { leftBy, newPlace, nothing, transform } from '../worker/place.ts'

const encoding = { checkpointMinutes: 0, segmentSeconds: 2, segmentsAtOnce: 1 }
const isSegment = (name: string) => /^segment-\d+-\d+\.mp4$/.test(name)
const folderOf = (workFolder: string) => join(workFolder, 'segments')
const segmentsIn = async (workFolder: string) =>
  (await readdir(folderOf(workFolder)).catch(() => [])).filter(isSegment)

it('a worker that is killed costs one segment', async () => {
  const first = await newPlace({ worker: startWorker() })
  const clip = await makeClip(join(first.home, 'clip.mp4'), { seconds: 16, size: '640x360' })
  const worker = startWorker()
  const place = await newPlace({ home: first.home, worker })
  await transform(place, clip, { encoding })
  await expect
    .poll(async () => (await segmentsIn(place.job.workFolder)).length, { timeout: 60_000 })
    .toBeGreaterThanOrEqual(3)
  const running = place.job.children.at(-1) ?? 0
  worker.process.kill('SIGKILL')
  await worker.exit()
  // The pool ends what a dead worker leaves behind, by its recorded pid.
  if (await isAlive(running)) process.kill(-running, 'SIGKILL')
  await expect.poll(() => isAlive(running)).toBe(false)
  const kept = (await segmentsIn(place.job.workFolder)).length

  await transform(first, clip, { encoding })
  const made = await first.job.made()
  const log = await first.job.log()
  expect(log).toContain(`${kept} of 8 segments are there already`)
  const encoded = log.split('\n').filter((line) => line.includes('[segment]')).length
  // What was at work when it was killed was begun twice, nothing else was.
  expect(encoded).toBeLessThanOrEqual(8 + 1)
  const { seconds, streams } = await show(made)
  expect(seconds).toBeCloseTo(16, 1)
  expect(streams).toEqual(['video', 'audio'])
  expect(await leftBy(first)).toEqual({ ...nothing, library: ['A clip – YouTube 1080p.mp4'] })
})

it('a stop ends every segment at work, and what is finished stays for the next try', async () => {
  const place = await newPlace({ worker: startWorker() })
  const clip = await makeClip(join(place.home, 'clip.mp4'), { seconds: 30, size: '640x360' })
  await transform(place, clip, { encoding: { ...encoding, segmentsAtOnce: 2 } })
  await expect
    .poll(async () => (await segmentsIn(place.job.workFolder)).length, { timeout: 60_000 })
    .toBeGreaterThanOrEqual(1)
  place.job.tell('stop')
  expect((await place.job.failure()).kind).toBe('cancelled')
  for (const pid of place.job.children) expect(await isAlive(pid)).toBe(false)
  expect((await segmentsIn(place.job.workFolder)).length).toBeGreaterThanOrEqual(1)
  expect((await leftBy(place)).library).toEqual([])
})
