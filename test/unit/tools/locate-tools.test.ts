import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { locateTool, locateTools, requireTools } from '../../../src/core/tools/index.ts'
import { askVersion } from '../../../src/core/tools/version.ts'
import { SpoolError } from '../../../src/shared/errors.ts'
import { writeTool, writeWorkingTool } from './fake-tool.ts'

let folder: string
let first: string
let second: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-tools-'))
  first = join(folder, 'first')
  second = join(folder, 'second')
  await mkdir(first)
  await mkdir(second)
  vi.stubEnv('PATH', [first, second].join(delimiter))
  vi.stubEnv('SPOOL_CACHE', join(folder, 'cache'))
  for (const name of ['SPOOL_FFMPEG', 'SPOOL_FFPROBE', 'SPOOL_YTDLP']) vi.stubEnv(name, '')
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

async function writeCachedTool(name: string, version: string): Promise<string> {
  const cached = join(folder, 'cache', 'tools', name)
  await mkdir(cached, { recursive: true })
  return writeWorkingTool(cached, name, version)
}

describe('where a tool is looked for', () => {
  test('the path in the settings comes before all others', async () => {
    const chosen = await writeWorkingTool(folder, 'ffprobe', '9.1')
    vi.stubEnv('SPOOL_FFPROBE', await writeWorkingTool(second, 'ffprobe', '8.0'))
    await writeWorkingTool(first, 'ffprobe', '7.0')

    expect(await locateTool('ffprobe', { ffprobe: chosen })).toEqual({
      name: 'ffprobe',
      status: 'ok',
      path: chosen,
      version: '9.1',
      origin: 'settings',
    })
  })

  test('the path in the environment comes before PATH', async () => {
    const chosen = await writeWorkingTool(folder, 'ffprobe', '8.0')
    vi.stubEnv('SPOOL_FFPROBE', chosen)
    await writeWorkingTool(first, 'ffprobe', '7.0')

    expect(await locateTool('ffprobe')).toMatchObject({ path: chosen, origin: 'environment' })
  })

  test('PATH comes before the cache', async () => {
    await writeCachedTool('ffprobe', '5.0')
    const installed = await writeWorkingTool(second, 'ffprobe', '7.0')

    expect(await locateTool('ffprobe')).toMatchObject({ path: installed, origin: 'PATH' })
  })

  test('the cache is used where nothing else has the tool', async () => {
    const cached = await writeCachedTool('ffprobe', '5.0')

    expect(await locateTool('ffprobe')).toMatchObject({ path: cached, origin: 'cache' })
  })

  test('a program that cannot answer is passed over for the next one on PATH', async () => {
    await writeTool(first, 'ffprobe', 'process.exit(127)')
    const working = await writeWorkingTool(second, 'ffprobe', '7.0')

    expect(await locateTool('ffprobe')).toMatchObject({ status: 'ok', path: working })
  })

  test('a chosen path that does not work is reported, not replaced', async () => {
    await writeWorkingTool(first, 'ffprobe', '7.0')
    const chosen = join(folder, 'nowhere')

    expect(await locateTool('ffprobe', { ffprobe: chosen })).toMatchObject({
      status: 'broken',
      problem: `${chosen} could not be run.`,
    })
  })
})

describe('a tool that is no use', () => {
  test('one that fails is broken', async () => {
    const path = await writeTool(first, 'ffprobe', 'process.exit(1)')

    expect(await locateTool('ffprobe')).toMatchObject({
      status: 'broken',
      problem: `${path} could not be run.`,
    })
  })

  test('one that answers like something else is broken', async () => {
    const path = await writeTool(first, 'ffprobe', 'console.log("hello")')

    expect(await locateTool('ffprobe')).toMatchObject({
      status: 'broken',
      problem: `${path} does not answer like ffprobe.`,
    })
  })

  test('one that hangs is broken once its time is over', async () => {
    const path = await writeTool(first, 'ffprobe', 'setInterval(() => undefined, 1000)')

    expect(await askVersion('ffprobe', path, 300)).toEqual({
      works: false,
      problem: `${path} did not answer within 0.3 seconds.`,
    })
  })
})

describe('all tools together', () => {
  test('the report names each with its version, and yt-dlp as missing where it is', async () => {
    await writeWorkingTool(first, 'ffprobe', '7.0')
    vi.stubEnv('SPOOL_FFMPEG', await writeWorkingTool(folder, 'ffmpeg', '7.1-static'))

    const report = await locateTools()

    expect(report.ffmpeg).toMatchObject({ status: 'ok', version: '7.1-static' })
    expect(report.ffprobe).toMatchObject({ status: 'ok', version: '7.0' })
    expect(report['yt-dlp']).toMatchObject({ status: 'missing', problem: 'yt-dlp was not found.' })
  })

  test("yt-dlp's version is a date", async () => {
    await writeTool(first, 'yt-dlp', 'console.log("2025.11.12")')

    expect(await locateTool('yt-dlp')).toMatchObject({ status: 'ok', version: '2025.11.12' })
  })

  test('workers get the two paths they need', async () => {
    const ffmpeg = await writeWorkingTool(folder, 'ffmpeg', '7.0')
    const ffprobe = await writeWorkingTool(folder, 'ffprobe', '7.0')

    expect(await requireTools({ ffmpeg, ffprobe })).toEqual({ ffmpeg, ffprobe })
  })

  test('work without ffprobe is refused with what to do', async () => {
    const ffmpeg = await writeWorkingTool(folder, 'ffmpeg', '7.0')

    const refusal: unknown = await requireTools({ ffmpeg }).catch((error: unknown) => error)

    expect(refusal).toBeInstanceOf(SpoolError)
    expect(refusal).toHaveProperty('kind', 'tool')
    expect(String(refusal)).toMatch(/ffprobe was not found\. .*Install FFmpeg.*SPOOL_FFPROBE/)
  })
})
