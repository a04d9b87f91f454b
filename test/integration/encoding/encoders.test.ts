import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { launchChildProcess } from '../../../src/core/index.ts'
import { WorkerPool } from '../../../src/core/workers/pool.ts'
import { hardwareSlots } from '../../../src/shared/abilities.ts'
import { jobIdSchema } from '../../../src/shared/job.ts'
import { presetSchema, type Preset, type PresetInput } from '../../../src/shared/preset.ts'
import { defaultEncoding } from '../../../src/shared/settings/encoding.ts'
import type { ToolPaths } from '../../../src/shared/tools.ts'
import { transform } from '../../../src/worker/transform/index.ts'
import { makeClip, show, tools } from '../../fixtures/media.ts'
import { stageContext, type TestContext } from '../../fixtures/stage-context.ts'
import { testNetwork } from '../../fixtures/worker.ts'
import { writeTool } from '../../unit/tools/fake-tool.ts'
import { temporaryFolder } from '../core/temporary.ts'

const workerScript = fileURLToPath(new URL('../../../src/worker/index.ts', import.meta.url))

type PictureInput = Extract<PresetInput['output'], { kind: 'video' }>['picture']

const presetWith = (picture: Partial<PictureInput>): Preset =>
  presetSchema.parse({
    id: 'test',
    name: 'Test',
    output: {
      kind: 'video',
      container: 'mp4',
      picture: {
        codec: 'h264',
        copy: 'never',
        quality: { by: 'crf', crf: 23 },
        frame: { fit: 'source' },
        ...picture,
      },
      sound: null,
    },
  })

/**
 * The real FFmpeg behind a front that has NVENC: with `works` its encodes are done by x264 after
 * all, else it fails as a driver does that is gone, once it has told that it is there.
 */
async function withNvenc(home: string, works: boolean): Promise<ToolPaths> {
  const real = await tools()
  const ffmpeg = await writeTool(
    home,
    'ffmpeg',
    `const { spawnSync } = require('child_process')
let argv = process.argv.slice(2)
const at = argv.indexOf('h264_nvenc')
const isTrial = argv.includes('color=black:size=256x256:rate=30')
if (at >= 0 && isTrial) process.exit(0)
if (at >= 0 && !${String(works)}) {
  console.error('[error] OpenEncodeSessionEx failed: out of memory (10)')
  process.exit(187)
}
if (at >= 0) {
  const end = argv.indexOf('-strict_gop')
  argv = [...argv.slice(0, at), 'libx264', ...argv.slice(end + 2)]
}
const { status, stdout } = spawnSync(${JSON.stringify(real.ffmpeg)}, argv,
  { stdio: ['ignore', argv.includes('-encoders') ? 'pipe' : 'inherit', 'inherit', 3] })
if (argv.includes('-encoders')) process.stdout.write(stdout.toString().replace(/_nvenc/g, '_other') + ' V....D h264_nvenc  NVENC\\n')
process.exitCode = status`,
  )
  return { ...real, ffmpeg }
}

async function transformed(
  context: TestContext,
  inputPath: string,
  preset: Preset,
  hardware = true,
) {
  const result = await transform(
    {
      type: 'transform',
      inputPath,
      title: 'Clip',
      preset,
      targetFolder: join(context.workFolder, '..', 'made'),
      encoding: { ...defaultEncoding, hardware },
    },
    context,
  )
  return { ...result, shown: await show(result.file.path) }
}

const clipIn = (home: string, options: Parameters<typeof makeClip>[1] = {}) =>
  makeClip(join(home, 'clip.mp4'), { seconds: 2, sound: false, ...options })

const encodesWith = ({ commands }: TestContext, encoder: string) =>
  commands.filter(
    ({ argv }) => argv.includes(encoder) && argv.some((word) => word.endsWith('.part')),
  ).length

describe('hardware', () => {
  it('encodes where a preset allows it and it is there', async () => {
    const home = await temporaryFolder()
    const context = await stageContext(home, await withNvenc(home, true))
    const { notes, shown } = await transformed(
      context,
      await clipIn(home),
      presetWith({ hardware: true }),
    )
    expect(encodesWith(context, 'h264_nvenc')).toBe(1)
    expect(encodesWith(context, 'libx264')).toBe(0)
    expect(notes).toBeUndefined()
    expect(shown.video).toMatchObject({ codec_name: 'h264', color_space: 'bt709' })
  })

  it('that fails gives way to the processor, which is noted, and is looked at again', async () => {
    const home = await temporaryFolder()
    const context = await stageContext(home, await withNvenc(home, false))
    const input = await clipIn(home)
    const preset = presetWith({ hardware: true })
    const { notes, shown } = await transformed(context, input, preset)
    expect(notes).toEqual(['Encoded by the processor, as NVENC failed.'])
    expect(encodesWith(context, 'h264_nvenc')).toBe(1)
    expect(encodesWith(context, 'libx264')).toBe(1)
    expect(shown.seconds).toBeCloseTo(2, 1)
    const trials = () =>
      context.commands.filter(({ argv }) => argv.includes('color=black:size=256x256:rate=30'))
        .length
    const before = trials()
    await transformed(context, input, preset)
    expect(trials()).toBe(before * 2)
  })

  it('is left alone where the settings or its slots say so', async () => {
    const home = await temporaryFolder()
    const context = await stageContext(home, await withNvenc(home, true))
    const input = await clipIn(home)
    const off = await transformed(context, input, presetWith({ hardware: true }), false)
    expect(off.notes?.[0]).toMatch(/switched off in the settings/)
    const busy = { ...context, hardwareSlot: () => Promise.resolve(false) }
    const full = await transformed(busy, input, presetWith({ hardware: true }))
    expect(full.notes?.[0]).toBe('Encoded by the processor: NVENC has no room for one more.')
    expect(encodesWith(context, 'h264_nvenc')).toBe(0)
  })

  it('is given room by the pool, and what a job held is free when it ends', async () => {
    const home = await temporaryFolder()
    const pool = new WorkerPool(launchChildProcess(workerScript), {
      started: () => undefined,
      ended: () => undefined,
      end: () => undefined,
    })
    onTestFinished(() => {
      pool.close()
    })
    const paths = await withNvenc(home, true)
    const inputPath = await clipIn(home, { seconds: 1 })
    for (let id = 1; id <= hardwareSlots.nvenc + 1; id++) {
      const { outcome } = pool.run(
        {
          jobId: jobIdSchema.parse(id),
          attempt: 1,
          workFolder: join(home, `work-${id}`),
          logPath: join(home, `job-${id}.log`),
          cacheFolder: join(home, 'cache'),
          tools: paths,
          network: testNetwork,
          stage: {
            type: 'transform',
            inputPath,
            title: `Clip ${id}`,
            preset: presetWith({ hardware: true }),
            targetFolder: join(home, 'made'),
            encoding: defaultEncoding,
          },
        },
        { onProgress: () => undefined, onFound: () => undefined },
      )
      const ended = await outcome
      expect(ended).toMatchObject({ kind: 'succeeded', result: { type: 'transform' } })
      expect(JSON.stringify(ended)).not.toContain('Encoded by the processor')
    }
  })

  it('is no way around a source that cannot be read', async () => {
    const home = await temporaryFolder()
    const context = await stageContext(home, await withNvenc(home, true))
    const missing = transformed(context, join(home, 'none.mp4'), presetWith({ hardware: true }))
    await expect(missing).rejects.toMatchObject({ kind: 'gone' })
  })
})

describe('a rendition that gets larger than its source', () => {
  it('is given up early, with a sentence', async () => {
    const home = await temporaryFolder()
    const context = await stageContext(home)
    const input = await clipIn(home, { seconds: 20, more: ['-crf', '48'] })
    const wasteful = { quality: { by: 'crf', crf: 2 }, giveUpIfLarger: true } as const
    await expect(transformed(context, input, presetWith(wasteful))).rejects.toMatchObject({
      kind: 'invalid-input',
      message: expect.stringMatching(
        /^This video would get larger than the .+ it has already/,
      ) as string,
    })
    await transformed(
      context,
      await clipIn(home),
      presetWith({ ...wasteful, giveUpIfLarger: false }),
    )
  })
})

/**
 * The real FFmpeg behind a front that can measure VMAF: what libvmaf would say is worked out from
 * SSIM, which the real one does measure.
 */
async function withVmaf(home: string): Promise<ToolPaths> {
  const real = await tools()
  const ffmpeg = await writeTool(
    home,
    'ffmpeg',
    `const { spawnSync } = require('child_process')
const argv = process.argv.slice(2).map((word) => word.replace(/libvmaf=[^[]*/, 'ssim').replaceAll(/scale=1920:-2:flags=bicubic/g, 'null'))
const measures = process.argv.some((word) => word.includes('libvmaf='))
const lists = argv.includes('-filters')
const { status, stdout, stderr } = spawnSync(${JSON.stringify(real.ffmpeg)}, argv,
  { stdio: ['ignore', lists ? 'pipe' : 'inherit', measures ? 'pipe' : 'inherit', measures ? 'ignore' : 3] })
if (lists) process.stdout.write(stdout.toString() + ' ... libvmaf           VV->V      Calculate the VMAF\\n')
if (measures) {
  const text = stderr.toString()
  const ssim = Number((/ All:([0-9.]+)/.exec(text) || [])[1])
  console.error(text + '\\n[Parsed_libvmaf_6 @ 0x1] [info] VMAF score: ' + (100 - (1 - ssim) * 600).toFixed(6))
}
process.exitCode = status`,
  )
  return { ...real, ffmpeg }
}

describe('a quality by VMAF', () => {
  const wanting = (score: number) =>
    presetWith({ quality: { by: 'vmaf', score }, speed: 'ultrafast' })
  const crfOf = ({ commands }: TestContext) => {
    const argv = commands.findLast(({ argv: one }) => one.includes('-crf'))?.argv
    return Number(argv?.[argv.indexOf('-crf') + 1])
  }

  it('is reached with as few bits as it takes', { timeout: 120_000 }, async () => {
    const home = await temporaryFolder()
    const context = await stageContext(home, await withVmaf(home))
    const input = await clipIn(home, { seconds: 1, more: ['-crf', '1'] })
    const good = await transformed(context, input, wanting(96))
    const goodCrf = crfOf(context)
    const fair = await transformed(context, input, wanting(80))
    expect(crfOf(context)).toBeGreaterThan(goodCrf)
    expect(fair.file.bytes).toBeLessThan(good.file.bytes)
    expect(good.notes).toBeUndefined()
    const tries = context.commands.filter(({ argv }) =>
      argv.some((word) => word.includes('libvmaf')),
    )
    expect(tries.length).toBeLessThanOrEqual(14)
  })

  it('is said to be out of reach where FFmpeg cannot measure it', async () => {
    const home = await temporaryFolder()
    const context = await stageContext(home)
    const { notes } = await transformed(context, await clipIn(home), wanting(95))
    expect(notes).toEqual([
      'This FFmpeg cannot measure VMAF: the usual quality was taken instead of 95.',
    ])
    expect(crfOf(context)).toBe(20)
  })
})
