import { execFile } from 'node:child_process'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { errandAnswerSchema } from '../../../src/shared/errand.ts'
import { sampled as excerptOf } from '../../../src/worker/transform/sample.ts'
import { builtIn, makeClip, show } from '../../fixtures/media.ts'
import { temporaryFolder } from '../core/temporary.ts'

const cli = fileURLToPath(new URL('../../../src/cli/index.ts', import.meta.url))

async function spool(home: string, ...argv: string[]): Promise<{ code: number; answer: unknown }> {
  const environment = { ...process.env, SPOOL_HOME: home, SPOOL_CACHE: join(home, 'cache') }
  const run = promisify(execFile)
  try {
    const { stdout } = await run(process.execPath, [cli, '--json', ...argv], { env: environment })
    return { code: 0, answer: JSON.parse(stdout) }
  } catch (error) {
    const { code, stdout } = z.object({ code: z.number(), stdout: z.string() }).parse(error)
    return { code, answer: stdout === '' ? null : JSON.parse(stdout) }
  }
}

async function sampled(home: string, ...argv: string[]) {
  const { answer } = await spool(home, 'sample', ...argv)
  const sample = errandAnswerSchema.parse(answer)
  if (sample.type !== 'sample') throw new Error('This is no sample.')
  return sample
}

it('shows a few seconds of a video before and after a preset', async () => {
  const home = await temporaryFolder()
  const clip = await makeClip(join(home, `it's a: "clip".mp4`), { seconds: 14, more: ['-g', '15'] })
  const sample = await sampled(home, clip, '--preset', 'youtube-1080p', '--to', home)
  expect(sample).toMatchObject({ from: 4.5 })
  const before = await show(sample.before.path)
  const after = await show(sample.after.path)
  expect(before.video).toMatchObject({ codec_name: 'h264', width: 320, height: 180 })
  expect(after.video).toMatchObject({ profile: 'High', width: 320, height: 180 })
  for (const { streams, seconds } of [before, after]) {
    expect(streams).toEqual(['video', 'audio'])
    expect(seconds).toBeGreaterThan(4.8)
    expect(seconds).toBeLessThan(6)
  }
  expect((await readdir(home)).filter((name) => name.endsWith('.part'))).toEqual([])
})

it('begins where it is told, but never too late', async () => {
  const home = await temporaryFolder()
  const clip = await makeClip(join(home, 'clip.mp4'), { seconds: 6, more: ['-g', '15'] })
  const options = ['--seconds', '2', '--to', join(home, 'samples')]
  expect(await sampled(home, clip, ...options, '--from', '1')).toMatchObject({ from: 1 })
  expect(await sampled(home, clip, ...options, '--from', '99')).toMatchObject({ from: 4 })
  expect(await readdir(join(home, 'samples'))).toHaveLength(4)
})

it('of something that is no video fails with a sentence', async () => {
  const home = await temporaryFolder()
  await writeFile(join(home, 'page.mp4'), '<html>')
  expect((await spool(home, 'sample', join(home, 'page.mp4'))).code).toBe(1)
  expect((await spool(home, 'sample', join(home, 'nothing.mp4'))).code).toBe(1)
  expect((await spool(home, 'sample', 'x', '--seconds', '99')).code).toBe(2)
})

it('the doctor tells what this FFmpeg and this machine can encode', async () => {
  const { answer } = await spool(await temporaryFolder(), 'doctor')
  expect(answer).toMatchObject({ abilities: { hardware: expect.any(Array) as unknown[] } })
  expect(JSON.stringify(answer)).toContain('libx264')
})

it('of a size has only its share of it', () => {
  const whole = builtIn('small-file')
  const { output, edits } = excerptOf(
    { ...whole, edits: { ...whole.edits, intro: '/intro.mp4' } },
    600,
  )
  expect(edits.intro).toBeNull()
  // 25 MB over ten minutes are 333 kbit/s, 96 of which are the sound's.
  expect(output).toMatchObject({ picture: { quality: { by: 'bitrate', kilobitsPerSecond: 237 } } })
})
