import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Engine } from '../../../src/core/index.ts'
import { encodingHandlers } from '../../../src/main/handlers/encoding.ts'
import { calls, type CallInput } from '../../../src/shared/contract.ts'
import type { Sample } from '../../../src/shared/sample.ts'
import { builtIn, makeClip, show } from '../../fixtures/media.ts'
import { engineOn, newHome, startWorking, until } from '../core/engine.ts'
import { temporaryFolder } from '../core/temporary.ts'

/** What the window can ask of an engine with real workers. */
async function windowOn(engine: Engine) {
  const heard = new EventTarget()
  const { 'encoding.sample': sample, 'encoding.releaseSample': release } = encodingHandlers(
    engine,
    () => {
      heard.dispatchEvent(new Event('progress'))
    },
  )
  await startWorking(engine)
  const call = calls['encoding.sample']
  return {
    sample: async (wish: CallInput<'encoding.sample'>) =>
      call.output.parse(await sample(call.input.parse(wish))),
    release: async () => {
      await release(undefined)
    },
    progress: () =>
      new Promise((resolve) => {
        heard.addEventListener('progress', resolve, { once: true })
      }),
  }
}

const pathOf = (engine: Engine, { number }: Sample, side: 'before' | 'after'): string =>
  engine.encoding.samplePath(`/sample/${String(number)}/${side}`) ?? ''

const clipIn = async (folder: string, seconds: number) =>
  makeClip(join(folder, 'clip.mp4'), { seconds, more: ['-g', '15'] })

it('of a file and a preset that is not stored plays before and after', async () => {
  const home = await newHome()
  const engine = await engineOn(home)
  const window = await windowOn(engine)
  const path = await clipIn(home, 6)
  const preset = { ...builtIn('archive-hevc'), name: 'Not stored' }
  const told = window.progress()
  const sample = await window.sample({ of: { preset, media: { path } }, from: 1, seconds: 2 })
  await told
  expect(sample).toMatchObject({ before: 'video', after: 'video', from: 1, notes: [] })
  expect(sample.bytes.after).toBeGreaterThan(0)
  // HEVC in Matroska is nothing for a browser: what is shown is a copy it plays.
  const after = await show(pathOf(engine, sample, 'after'))
  expect(after.video).toMatchObject({ codec_name: 'h264', width: 320, height: 180 })
  expect(after.seconds).toBeGreaterThan(1.8)
  expect((await show(pathOf(engine, sample, 'before'))).streams).toEqual(['video', 'audio'])

  const next = await window.sample({
    of: { preset: builtIn('gif'), media: { path } },
    from: null,
    seconds: 1,
  })
  expect(next).toMatchObject({ before: 'video', after: 'picture' })
  expect(pathOf(engine, sample, 'after')).toBe('')
  expect(await readdir(join(home, 'samples'))).toEqual([String(next.number)])
  await window.release()
  expect(pathOf(engine, next, 'after')).toBe('')
  expect(existsSync(join(home, 'samples'))).toBe(false)
}, 90_000)

it('of a job is made as the job is: with its own preset', async () => {
  const home = await newHome()
  const engine = await engineOn(home)
  const square = builtIn('square')
  engine.presets.save({ ...square, id: 'mine', name: 'Mine' })
  const window = await windowOn(engine)
  engine.queue.pause({ jobType: 'transform' })
  await engine.addSources({ locations: [await clipIn(await temporaryFolder(), 3)], preset: 'mine' })
  const transform = () =>
    engine.page('waiting', null, 10).jobs.find(({ type }) => type === 'transform')
  await until(engine, () => transform() !== undefined)
  const job = transform()
  if (!job?.videoId) throw new Error('There is no transform.')
  // What is queued keeps what it was queued with.
  engine.presets.save({ ...builtIn('gif'), id: 'mine', name: 'Mine' })
  const sample = await window.sample({ of: { job: job.id }, from: null, seconds: 1 })
  expect((await show(pathOf(engine, sample, 'after'))).video).toMatchObject({ width: 1080 })

  const { phrases } = await engine.encoding.plan({ video: job.videoId }, square)
  expect(phrases.length).toBeGreaterThan(2)
  const download = engine.page('done', null, 10).jobs.find(({ type }) => type === 'download')
  if (!download) throw new Error('There is no download.')
  await expect(window.sample({ of: { job: download.id }, from: null, seconds: 1 })).rejects.toThrow(
    'A sample is made of a transform. Choose one.',
  )
}, 90_000)

it('that is stopped, or ended by another, leaves nothing behind', async () => {
  const home = await newHome()
  const engine = await engineOn(home)
  const window = await windowOn(engine)
  const path = await clipIn(home, 8)
  const slow = builtIn('archive-av1')
  const of = { preset: slow, media: { path } }
  const told = window.progress()
  const stopped = window.sample({ of, from: null, seconds: 8 })
  const refusal = expect(stopped).rejects.toThrow('stopped')
  await told
  await window.release()
  await refusal
  expect(existsSync(join(home, 'samples'))).toBe(false)

  const toldAgain = window.progress()
  const replaced = expect(window.sample({ of, from: null, seconds: 8 })).rejects.toThrow('stopped')
  await toldAgain
  const next = await window.sample({
    of: { preset: builtIn('remux'), media: { path } },
    from: null,
    seconds: 1,
  })
  await replaced
  expect(await readdir(join(home, 'samples'))).toEqual([String(next.number)])
  await rm(pathOf(engine, next, 'after'))
  await Object.assign(engine, { closed: true }).close()
  expect(existsSync(join(home, 'samples'))).toBe(false)
}, 90_000)
