import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { workerTools, type Engine } from '../../../src/core/index.ts'
import type { JobType } from '../../../src/shared/job.ts'
import { engineOn, launchWorker, makeClip, newHome } from './engine.ts'
import { temporaryFolder } from './temporary.ts'

/** A source with one clip, in an engine that works only when told. */
async function oneClip() {
  const home = await newHome()
  const engine = await engineOn(home)
  await engine.start({ launchWorker, tools: workerTools, dispatch: false })
  const folder = await temporaryFolder()
  await makeClip(join(folder, 'First.mp4'))
  await engine.sources.add({ locations: [folder], preset: 'remux' })
  const [source] = engine.sources.page(null, 1).sources
  if (!source) throw new Error('There is no source.')
  return { engine, folder, id: source.id, elsewhere: join(home, 'Elsewhere'), home }
}

const work = async (engine: Engine, ...types: JobType[]) => {
  for (const jobType of types) await engine.queue.processNextJob({ jobType })
}
const waiting = (engine: Engine) =>
  engine.page('waiting', null, 50).jobs.map(({ type, preset }) => `${type} ${preset ?? ''}`.trim())

it('what is in the queue keeps its preset and goes to the new place under its new name', async () => {
  const { engine, id, elsewhere } = await oneClip()
  await work(engine, 'scrape', 'download')
  expect(waiting(engine)).toEqual(['transform remux'])
  const destinations = [{ kind: 'folder' as const, path: elsewhere }]
  engine.sources.change(id, { preset: 'podcast-mp3', destinations, naming: '{title} at last' })
  await work(engine, 'transform')
  expect(waiting(engine)).toEqual(['publish remux'])
  await work(engine, 'publish')
  expect(await readdir(elsewhere)).toEqual(['First at last.mp4'])
})

it('what is finished stays so under another preset, unless it is to be made again', async () => {
  const { engine, id, folder } = await oneClip()
  await work(engine, 'scrape', 'download', 'transform', 'publish')
  expect(waiting(engine)).toEqual([])
  engine.sources.change(id, { preset: 'podcast-mp3' })
  await makeClip(join(folder, 'Second.mp4'), 2)
  engine.sources.check([id])
  await work(engine, 'scrape')
  expect(waiting(engine)).toEqual(['download'])
  await work(engine, 'download')
  expect(waiting(engine)).toEqual(['transform podcast-mp3'])
  engine.sources.change(id, { remake: true })
  engine.sources.check([id])
  await work(engine, 'scrape')
  expect(waiting(engine)).toEqual(['transform podcast-mp3', 'transform podcast-mp3'])
})

it('a source cannot become another one, but takes the place of one that was removed', async () => {
  const { engine, id, folder } = await oneClip()
  await engine.sources.add({ locations: [folder], preset: 'podcast-mp3' })
  const other = engine.sources.page(null, 1).sources[0]
  if (!other) throw new Error('There is no other source.')
  expect(() => engine.sources.change(id, { preset: 'podcast-mp3' })).toThrow(/already/)
  expect(engine.sources.get(id)?.preset).toBe('remux')
  engine.sources.remove(other.id)
  expect(engine.sources.change(id, { preset: 'podcast-mp3' }).preset).toBe('podcast-mp3')
  expect(() => engine.sources.change(id, { preset: 'no-such' })).toThrow()
})

it('what is not said stays as it is', async () => {
  const { engine, id } = await oneClip()
  engine.sources.change(id, {
    ...{ naming: '{date} {title}', bytesPerSecond: 500_000, priority: 7 },
    ...{ filter: { newest: 3 }, watch: { kind: 'interval', minutes: 60 } },
  })
  engine.sources.change(id, { naming: null })
  expect(engine.sources.get(id)).toMatchObject({
    ...{ naming: null, bytesPerSecond: 500_000, priority: 7, preset: 'remux' },
    ...{ filter: { newest: 3 }, watch: { kind: 'interval', minutes: 60 } },
  })
})

it('a name of its own holds for the download as well', async () => {
  const { engine, id, home } = await oneClip()
  engine.sources.change(id, { naming: 'Film {title}' })
  await work(engine, 'scrape', 'download')
  expect(await readdir(join(home, 'Library', 'Downloads'))).toContain('Film First.mp4')
})
