import { execFile } from 'node:child_process'
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { Errands, launchChildProcess } from '../../../src/core/index.ts'
import { hardwareFor } from '../../../src/shared/abilities.ts'
import { abilitiesOf, distrustAbilities } from '../../../src/worker/transform/abilities/index.ts'
import { tools } from '../../fixtures/media.ts'
import { stageContext, type TestContext } from '../../fixtures/stage-context.ts'
import { testNetwork } from '../../fixtures/worker.ts'
import { writeTool } from '../../unit/tools/fake-tool.ts'
import { temporaryFolder } from '../core/temporary.ts'

const workerScript = fileURLToPath(new URL('../../../src/worker/index.ts', import.meta.url))

const encodesOf = ({ commands }: TestContext) =>
  commands.flatMap(({ argv }) => {
    const at = argv.indexOf('-c:v')
    return at < 0 ? [] : [argv[at + 1]]
  })

/** An FFmpeg that lists these encoders and makes pictures with some of them. */
async function machineWith(
  encoders: readonly string[],
  working: readonly string[],
  hanging: readonly string[] = [],
): Promise<TestContext> {
  const home = await temporaryFolder()
  const list = ['Encoders:', ' V..... = Video', ' ------']
  const listed = [...list, ...encoders.map((name) => ` V....D ${name}          A name`)]
  const ffmpeg = await writeTool(
    home,
    'ffmpeg',
    `const argv = process.argv.slice(2)
const has = (word) => argv.includes(word)
if (has('-version')) console.log('ffmpeg version 7.1 Copyright')
else if (has('-encoders')) console.log(${JSON.stringify(listed.join('\n'))})
else if (has('-filters')) console.log(' ... scale  V->V  Scale the input video.')
else {
  const encoder = argv[argv.indexOf('-c:v') + 1]
  if (${JSON.stringify(hanging)}.includes(encoder)) setInterval(() => {}, 1000)
  else if (!${JSON.stringify(working)}.includes(encoder)) process.exitCode = 187
}`,
  )
  return stageContext(home, { ...(await tools()), ffmpeg })
}

describe('what a machine can do', () => {
  it('is what its FFmpeg lists', async () => {
    const { ffmpeg } = await tools()
    const { version, encoders, filters } = await abilitiesOf(
      await stageContext(await temporaryFolder()),
    )
    const { stdout } = await promisify(execFile)(ffmpeg, ['-version'])
    expect(stdout).toContain(`ffmpeg version ${version} `)
    expect(encoders).toEqual(expect.arrayContaining(['libx264', 'libx265', 'aac', 'libmp3lame']))
    expect(filters).toEqual(expect.arrayContaining(['scale', 'ebur128', 'overlay', 'split']))
    expect([...encoders, ...filters]).not.toContain('=')
  })

  it('is remembered, also by the next worker, until the program changes', async () => {
    const context = await machineWith(['libx264', 'h264_nvenc'], ['h264_nvenc'])
    const first = await abilitiesOf(context)
    expect(encodesOf(context)).toEqual(['h264_nvenc'])
    expect(await abilitiesOf(context)).toEqual(first)
    expect(encodesOf(context)).toHaveLength(1)

    const errands = new Errands({
      launchWorker: launchChildProcess(workerScript),
      tools: () => Promise.resolve(context.tools),
      network: () => testNetwork,
      cacheFolder: context.cacheFolder,
    })
    const [file] = await readdir(context.cacheFolder)
    const path = join(context.cacheFolder, file ?? '')
    const marked = (await readFile(path, 'utf8')).replace('"h264_nvenc"', '"h264_marked"')
    await writeFile(path, marked)
    const ask = (fresh: boolean) => errands.run<'abilities'>({ type: 'abilities', fresh })
    expect(JSON.stringify(await ask(false))).toContain('h264_marked')
    expect((await ask(true)).abilities).toEqual(first)

    await utimes(context.tools.ffmpeg, 1_000, 1_000)
    await abilitiesOf(context)
    expect(encodesOf(context)).toHaveLength(2)
    await distrustAbilities(context)
    await abilitiesOf(context)
    expect(encodesOf(context)).toHaveLength(3)
  })

  it('is looked at again where what is remembered makes no sense', async () => {
    const context = await machineWith(['h264_qsv'], ['h264_qsv'])
    await abilitiesOf(context)
    const [file] = await readdir(context.cacheFolder)
    await writeFile(join(context.cacheFolder, file ?? ''), '{"format":1,')
    const other = await stageContext(await temporaryFolder(), context.tools)
    const errands = new Errands({
      launchWorker: launchChildProcess(workerScript),
      tools: () => Promise.resolve(other.tools),
      network: () => testNetwork,
      cacheFolder: context.cacheFolder,
    })
    const { abilities } = await errands.run<'abilities'>({ type: 'abilities', fresh: false })
    expect(abilities.hardware).toHaveLength(1)
  })

  it('is told in one sentence where FFmpeg is none', async () => {
    const home = await temporaryFolder()
    const ffmpeg = await writeTool(home, 'ffmpeg', `console.log('hello')`)
    const context = await stageContext(home, { ...(await tools()), ffmpeg })
    await expect(abilitiesOf(context)).rejects.toMatchObject({ kind: 'tool' })
  })
})

describe('hardware encoders', () => {
  it('are those that make pictures, best first', async () => {
    const listed = ['libx264', 'hevc_amf', 'h264_amf', 'h264_nvenc', 'av1_nvenc', 'h264_qsv']
    const context = await machineWith(listed, ['h264_amf', 'h264_nvenc', 'hevc_amf', 'libx264'])
    const abilities = await abilitiesOf(context)
    expect(abilities.hardware.map(({ encoder }) => encoder)).toEqual([
      ...['h264_nvenc', 'h264_amf', 'hevc_amf'],
    ])
    expect(hardwareFor(abilities, 'h264')?.family).toBe('nvenc')
    expect(hardwareFor(abilities, 'hevc')?.family).toBe('amf')
    expect(hardwareFor(abilities, 'av1')).toBeUndefined()
    expect(encodesOf(context)).not.toContain('libx264')
  })

  it('of the real FFmpeg are tried for real', async () => {
    const context = await stageContext(await temporaryFolder())
    const { encoders, hardware } = await abilitiesOf(context, { fresh: true })
    const hardwareNames = encoders.filter((name) => /_(nvenc|qsv|amf|v4l2m2m)$/.test(name))
    expect(encodesOf(context)).toEqual(
      expect.arrayContaining(hardwareNames.filter((name) => /^(h264|hevc|av1)_/.test(name))),
    )
    for (const { encoder } of hardware) expect(encoders).toContain(encoder)
  })

  it('are looked for no longer when the work is stopped', async () => {
    const context = await machineWith(['h264_nvenc'], [], ['h264_nvenc'])
    const looking = abilitiesOf(context)
    await expect.poll(() => encodesOf(context)).toEqual(['h264_nvenc'])
    context.stop.abort(new Error('stopped'))
    await expect(looking).rejects.toThrow('stopped')
  })
})
