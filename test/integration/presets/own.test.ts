import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import type { Engine } from '../../../src/core/index.ts'
import {
  findPreset,
  presetProblems,
  readPreset,
  splitArguments,
} from '../../../src/shared/preset.ts'
import { makeClip, show } from '../../fixtures/media.ts'
import { engineOn, isDrained, newHome, startWorking, until } from '../core/engine.ts'
import { temporaryFolder } from '../core/temporary.ts'

const cli = fileURLToPath(new URL('../../../src/cli/index.ts', import.meta.url))
const spool = (home: string, ...argv: string[]) =>
  promisify(execFile)(process.execPath, [cli, ...argv], {
    env: { ...process.env, SPOOL_HOME: home, SPOOL_CACHE: join(home, 'cache') },
  })

const square = findPreset('square')

it('an edit changes nothing about what is queued, unless that is meant', async () => {
  const engine = await engineOn(await newHome())
  const made = engine.presets.save({ ...square, id: 'mine', name: 'Mine' })
  const size = (width: number) => ({
    ...made,
    output: {
      ...made.output,
      picture: { ...pictureOf(made), frame: { fit: 'crop', width, height: width } },
    },
  })
  engine.presets.save(size(64))
  const folder = await temporaryFolder()
  const clip = await makeClip(join(folder, 'one.mp4'), { seconds: 1 })
  await startWorking(engine)
  engine.queue.pause({ jobType: 'transform' })
  await engine.addSources({ locations: [clip], preset: 'mine' })
  await until(engine, () => stages(engine).includes('transform queued'))
  engine.presets.save(size(96))
  engine.queue.resume({ jobType: 'transform' })
  await until(engine, () => isDrained(engine))
  const [published = ''] = await readdir(engine.settings().publishFolder)
  expect((await show(join(engine.settings().publishFolder, published))).video?.width).toBe(64)
})

it('a source that is added again after an edit gets new renditions, and no others', async () => {
  const engine = await engineOn(await newHome())
  const made = engine.presets.save({ ...square, id: 'mine', name: 'Mine' })
  const save = (width: number, more = {}) =>
    engine.presets.save(
      {
        ...made,
        output: {
          ...made.output,
          picture: { ...pictureOf(made), frame: { fit: 'crop', width, height: width } },
        },
      },
      more,
    )
  save(64)
  const folder = await temporaryFolder()
  const clip = await makeClip(join(folder, 'one.mp4'), { seconds: 1 })
  await startWorking(engine)
  const addAndWait = async () => {
    await engine.addSources({ locations: [clip], preset: 'mine' })
    await until(engine, () => isDrained(engine))
    const { publishFolder } = engine.settings()
    const published = await readdir(publishFolder)
    const widths = await Promise.all(
      published.map(async (name) => (await show(join(publishFolder, name))).video?.width ?? 0),
    )
    return widths.sort((a, b) => a - b)
  }
  expect(await addAndWait()).toEqual([64])
  expect(await addAndWait()).toEqual([64])
  save(96)
  expect(await addAndWait()).toEqual([64, 96])
  expect(await addAndWait()).toEqual([64, 96])
  // What waits takes the newest state where that is meant, and is the same work from then on.
  save(128)
  engine.queue.pause({ jobType: 'transform' })
  await engine.addSources({ locations: [clip], preset: 'mine' })
  await until(engine, () => stages(engine).includes('transform queued'))
  save(160, { queuedToo: true })
  await engine.addSources({ locations: [clip], preset: 'mine' })
  await until(engine, () => stages(engine).filter((one) => one === 'scrape completed').length === 6)
  engine.queue.resume({ jobType: 'transform' })
  expect(await addAndWait()).toEqual([64, 96, 160])
})

it('several presets make several renditions of each video', async () => {
  const engine = await engineOn(await newHome())
  const folder = await temporaryFolder()
  const clip = await makeClip(join(folder, 'one.mp4'), { seconds: 1 })
  await startWorking(engine)
  const add = (presets: string[]) => {
    const [preset = '', ...morePresets] = presets
    return engine.addSources({ locations: [clip], preset, morePresets })
  }
  await add(['thumbnail', 'contact-sheet'])
  await until(engine, () => isDrained(engine))
  expect(await readdir(engine.settings().publishFolder)).toHaveLength(2)
  // The same source with one more: only that one is missing.
  await add(['thumbnail', 'contact-sheet', 'podcast-m4a', 'thumbnail'])
  await until(engine, () => isDrained(engine))
  expect(await readdir(engine.settings().publishFolder)).toHaveLength(3)
  expect(engine.sources.page(null, 9).sources).toMatchObject([
    { preset: 'thumbnail', morePresets: ['contact-sheet', 'podcast-m4a'] },
  ])
  // Added again without a word about further ones, it keeps them.
  await add(['thumbnail'])
  expect(engine.sources.page(null, 9).sources).toMatchObject([
    { preset: 'thumbnail', morePresets: ['contact-sheet', 'podcast-m4a'] },
  ])
  await expect(add(['thumbnail', 'nowhere'])).rejects.toThrow(/no preset “nowhere”/)
})

it('a removed preset cannot be chosen, and comes back', async () => {
  const engine = await engineOn(await newHome())
  engine.presets.save({ ...square, id: 'mine', name: 'Mine' })
  engine.presets.remove('mine')
  const add = () => engine.addSources({ locations: ['/nowhere.mp4'], preset: 'mine' })
  await expect(add()).rejects.toThrow(/no preset/)
  engine.presets.restore('mine')
  expect(await add()).toMatchObject([{ outcome: 'rejected' }])
})

const stages = (engine: Engine) =>
  engine.page('all', null, 20).jobs.map(({ type, status }) => `${type} ${status}`)

function pictureOf({ output }: ReturnType<typeof readPreset>) {
  if (output.kind !== 'video') throw new Error('This is no preset for videos.')
  return output.picture
}

it('what comes with Spool is not changed, and a name that is taken becomes another id', async () => {
  const engine = await engineOn(await newHome())
  expect(() => engine.presets.save(square)).toThrow(/comes with Spool/)
  const copy = engine.presets.duplicate('square', { name: 'Square copy' })
  expect(copy).toMatchObject({ id: 'square-copy', name: 'Square copy', version: 1 })
  expect(engine.presets.import(engine.presets.export(copy.id)).id).toBe('square-copy-2')
  expect(() => engine.presets.import('<html>')).toThrow(/no preset of Spool/)
  expect(() => engine.presets.import('{"format":99}')).toThrow(/newer Spool/)
})

it('a preset of the first format is brought up to date', () => {
  const old = {
    ...{ id: 'old', version: 3, name: 'Old', description: '', container: 'mp4' },
    video: {
      ...{ codec: 'h264', crf: 21, speed: 'fast', maxFrameRate: 30 },
      frame: { fit: 'within', width: 1280, height: 720 },
    },
    audio: { codec: 'aac', kilobitsPerSecond: 128, sampleRate: 48_000, channels: 2 },
  }
  const { output } = readPreset(old)
  expect(output).toMatchObject({ picture: { quality: { by: 'crf', crf: 21 }, speed: 'fast' } })
})

it('what is wrong with a preset is said in sentences', () => {
  const of = (change: object) => presetProblems({ ...square, ...change }).map(({ text }) => text)
  expect(of({ name: '' })).toEqual(['Name is missing.'])
  expect(of({ edits: { speed: 99 } })).toEqual(['Playing speed: at most 8.'])
  for (const list of [
    ['-i', '/etc/passwd'],
    ['-f', 'tee'],
    ['-filter_complex', 'movie=/etc/passwd'],
    ['-x264-params', 'stats=/tmp/x'],
    ['/tmp/second.mp4'],
    ['-attach', '/etc/passwd'],
    ['-tune'],
  ]) {
    expect(of({ extraArguments: list })).toHaveLength(1)
  }
  expect(of({ extraArguments: ['-tune', 'film', '-metadata', 'comment=a b'] })).toEqual([])
  expect(splitArguments(`-tune film -metadata 'title=a "b"' ""`)).toEqual([
    ...['-tune', 'film', '-metadata', 'title=a "b"', ''],
  ])
  expect(splitArguments(`-tune 'film`)).toBeNull()
})

it('the command line plans in words', async () => {
  const home = await temporaryFolder()
  const clip = await makeClip(join(home, 'it’s a clip.mp4'), { seconds: 1 })
  const { stdout: words } = await spool(home, 'plan', clip, '--preset', 'remux')
  expect(words).toMatch(/Picture is copied: MP4 takes H\.264 as it is\./)
  expect(words).toMatch(/It gets about .* large\.\n {2}It takes about .*\./)
  const { stdout: json } = await spool(home, '--json', 'plan', clip, '--preset', 'archive-av1')
  expect(JSON.parse(json)).toMatchObject({ picture: 'encode', sound: ['copy'], container: 'mkv' })
}, 90_000)

it('the command line lists, exports, imports and removes presets', async () => {
  const home = await temporaryFolder()
  const file = join(home, 'square.json')
  await spool(home, 'presets', 'export', 'square', file)
  const mine = { ...(JSON.parse(await readFile(file, 'utf8')) as object), id: 'mine', name: 'Mine' }
  await mkdir(home, { recursive: true })
  await writeFile(file, JSON.stringify(mine))
  await spool(home, 'presets', 'import', file)
  expect((await spool(home, 'presets', 'list')).stdout).toMatch(/^mine +own: Mine\./m)
  await spool(home, 'presets', 'remove', 'mine')
  expect((await spool(home, 'presets', 'list')).stdout).not.toMatch(/^mine/m)
}, 90_000)
