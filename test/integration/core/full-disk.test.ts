import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { toFailure } from '../../../src/shared/errors.ts'
import { smallDisk, usedOn } from '../worker/small-disk.ts'
import { engineOn, isDrained, startWorking, until } from './engine.ts'

const roomKib = 8_192

/** An engine whose data lie on a small disk of their own, and the way to fill and to free it. */
async function setUp() {
  const disk = await smallDisk(roomKib)
  const engine = await engineOn(disk)
  const filler = join(disk, 'filler')
  const folder = async (n: number) => {
    const path = join(disk, 'in', String(n))
    await mkdir(path, { recursive: true })
    return path
  }
  const fill = async () => {
    for (let kib = roomKib - (await usedOn(disk)); kib >= 4; kib = Math.floor(kib / 2)) {
      await writeFile(filler, Buffer.alloc(kib * 1_024), { flag: 'a' }).catch(() => undefined)
    }
  }
  return { engine, folder, fill, free: () => rm(filler) }
}

it('a full disk refuses a job with a sentence, loses none, and takes more once there is room', async () => {
  const { engine, folder, fill, free } = await setUp()
  const folders = await Promise.all(Array.from({ length: 400 }, (_, n) => folder(n)))
  await fill()
  let accepted = 0
  let refusal: unknown
  for (const location of folders) {
    try {
      await engine.addSources({ locations: [location] })
      accepted += 1
    } catch (error) {
      refusal = error
      break
    }
  }
  expect(toFailure(refusal)).toMatchObject({ kind: 'disk' })
  expect(toFailure(refusal).message).toContain('Free some space')
  expect(engine.queue.getStatistics().totalJobs).toBe(accepted)
  expect(engine.checkDatabase()).toEqual([])

  await free()
  await engine.addSources({ locations: folders.slice(accepted, accepted + 1) })
  expect(engine.queue.getStatistics().totalJobs).toBe(accepted + 1)
})

it('work that ends while the disk is full is written down once there is room', async () => {
  const { engine, folder, fill, free } = await setUp()
  engine.queue.pause()
  for (let n = 0; n < 20; n++) await engine.addSources({ locations: [await folder(n)] })
  await startWorking(engine)
  engine.queue.resume()
  await fill()
  // The first of them are under way; how they end cannot be written down before this.
  await free()
  await until(engine, () => isDrained(engine))
  const statistics = engine.queue.getStatistics()
  // Each of the folders is empty, which is a clear end of its job.
  expect(statistics).toMatchObject({ totalJobs: 20, failed: 20 })
  expect(engine.queue.getFailedJobs().every(({ attempts }) => attempts === 1)).toBe(true)
  expect(engine.checkDatabase()).toEqual([])
}, 120_000)
