import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Engine } from '../../../src/core/index.ts'
import type { JobSummary } from '../../../src/shared/job.ts'
import { findPreset, type Preset } from '../../../src/shared/preset.ts'
import { makeClip, show } from '../../fixtures/media.ts'
import { engineOn, isDrained, newHome, startWorking, until } from '../core/engine.ts'
import { temporaryFolder } from '../core/temporary.ts'

const square = findPreset('square')

/** A small square of its own, so that each rendition is known by its size. */
function own(engine: Engine, id: string, width: number, extraArguments: string[] = []): string {
  const { output } = square ?? {}
  if (!square || output?.kind !== 'video') throw new Error('There is no square.')
  const picture: (Preset['output'] & { kind: 'video' })['picture'] = {
    ...output.picture,
    frame: { fit: 'crop', width, height: width, x: 0.5, y: 0.5, follow: false },
  }
  engine.presets.save({ ...square, id, name: id, output: { ...output, picture }, extraArguments })
  return id
}

async function working(seconds: number) {
  const engine = await engineOn(await newHome())
  engine.changeSettings({ concurrency: { ...engine.settings().concurrency, transform: 1 } })
  const clip = await makeClip(join(await temporaryFolder(), 'one.mp4'), { seconds })
  const transforms = (): JobSummary[] =>
    engine.page('all', null, 50).jobs.filter(({ type }) => type === 'transform')
  const logOf = async (id: JobSummary['id']) => (await engine.details(id))?.log.join('\n') ?? ''
  const widths = async () => {
    const folder = join(engine.settings().libraryFolder, 'Renditions')
    const names = await readdir(folder)
    const shown = await Promise.all(names.map((name) => show(join(folder, name))))
    return shown.map(({ video }) => video?.width ?? 0).sort((a, b) => a - b)
  }
  return { engine, clip, transforms, logOf, widths }
}

it('makes several renditions of one decode, each a job of its own', async () => {
  const { engine, clip, transforms, logOf, widths } = await working(2)
  const morePresets = [own(engine, 'small', 96), own(engine, 'smaller', 64), 'thumbnail']
  await engine.addSources({ locations: [clip], preset: own(engine, 'large', 128), morePresets })
  await startWorking(engine)
  await until(engine, () => isDrained(engine))
  expect(transforms().map(({ status }) => status)).toEqual(new Array<string>(4).fill('completed'))
  const logs = await Promise.all(transforms().map(({ id }) => logOf(id)))
  // One FFmpeg wrote all three; the thumbnail is no encode and was made by itself.
  const encodes = logs.join('\n').match(/ -progress .*rendition\.part/g) ?? []
  expect(encodes.filter((command) => command.includes('libx264'))).toHaveLength(1)
  expect(logs.filter((log) => log.includes('Made in one run with job'))).toHaveLength(2)
  expect((await widths()).filter((width) => width <= 128)).toEqual([64, 96, 128])
})

it('makes each by itself where one of them cannot be made', async () => {
  const { engine, clip, transforms, widths } = await working(1)
  // The encoder takes no such profile, which shows only once it is opened.
  const bad = own(engine, 'bad', 96, ['-profile:v', 'nonsense'])
  const morePresets = [bad, own(engine, 'fine', 64)]
  await engine.addSources({ locations: [clip], preset: own(engine, 'first', 128), morePresets })
  await startWorking(engine)
  await until(engine, () => transforms().length === 3 && isDrained(engine))
  const states = transforms().map(({ preset, status }) => `${preset ?? ''} ${status}`)
  expect(states.sort()).toEqual(['bad failed', 'fine completed', 'first completed'])
  expect(await widths()).toEqual([64, 128])
})

it('goes on without one that is cancelled meanwhile, which leaves nothing', async () => {
  const { engine, clip, transforms, widths } = await working(8)
  const morePresets = [own(engine, 'small', 96)]
  await engine.addSources({ locations: [clip], preset: own(engine, 'large', 720), morePresets })
  await startWorking(engine)
  const running = () => transforms().filter(({ progress }) => progress?.phase === 'encoding')
  await until(engine, () => running().length === 2)
  const small = running().find(({ preset }) => preset === 'small')
  expect(engine.cancel(small ? [small.id] : [])).toBe(1)
  await until(engine, () => isDrained(engine))
  expect(
    transforms()
      .map(({ status }) => status)
      .sort(),
  ).toEqual(['cancelled', 'completed'])
  expect(await widths()).toEqual([720])
})
