import { execFile } from 'node:child_process'
import { readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { MediaInfo } from '../../../src/shared/media.ts'
import { planTransform } from '../../../src/shared/plan/index.ts'
import type { Preset, Quality } from '../../../src/shared/preset.ts'
import { probe } from '../../../src/worker/media/probe.ts'
import { transformArguments } from '../../../src/worker/transform/arguments.ts'
import { Phases } from '../../../src/worker/transform/phases.ts'
import { runFfmpeg } from '../../../src/worker/transform/run-ffmpeg.ts'
import {
  encodeInSegments,
  type SegmentedEncode,
} from '../../../src/worker/transform/segments/index.ts'
import { concatList } from '../../../src/worker/transform/segments/join.ts'
import { layOut } from '../../../src/worker/transform/segments/layout.ts'
import { segmentedOf } from '../../../src/worker/transform/segments/planned.ts'
import { make } from '../../fixtures/measure.ts'
import { alwaysEncoding, builtIn, makeClip, tools } from '../../fixtures/media.ts'
import { stageContext, type TestContext } from '../../fixtures/stage-context.ts'
import { temporaryFolder } from '../core/temporary.ts'

const run = promisify(execFile)
const preset = alwaysEncoding(builtIn('youtube-1080p'))

async function encodeOf(
  context: TestContext,
  inputPath: string,
  chosen = preset,
): Promise<SegmentedEncode> {
  const media = await probe(context, inputPath)
  const plan = planTransform(media, chosen)
  const output = join(context.workFolder, `joined.${plan.container}`)
  const encode = segmentedOf(plan, { input: inputPath, output }, media)
  if (encode) return encode
  throw new Error('This plan cannot be cut into segments.')
}

const inSegments = async (context: TestContext, input: string, sideBySide = 1, chosen = preset) => {
  const encode = await encodeOf(context, input, chosen)
  const phases = new Phases(
    (progress) => {
      context.progress(progress)
    },
    () => context.gate.activeMs(),
  )
  phases.begin('encoding')
  await encodeInSegments(context, encode, { sideBySide, segmentSeconds: 2, phases })
  return encode.output
}

async function plain(context: TestContext, inputPath: string, chosen = preset): Promise<string> {
  const plan = planTransform(await probe(context, inputPath), chosen)
  const output = join(context.workFolder, `plain.${plan.container}`)
  const argv = transformArguments(plan, { input: inputPath, output })
  await runFfmpeg(context, { argv, inputPath, output, durationSeconds: null })
  return output
}

/** When every packet of a stream is shown, as the file says it. */
async function times(path: string, stream: string): Promise<string[]> {
  const { ffprobe } = await tools()
  const { stdout } = await run(ffprobe, [
    ...['-v', 'error', '-select_streams', stream, '-show_entries', 'packet=pts_time'],
    ...['-of', 'csv=p=0', `file:${path}`],
  ])
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => Number.parseFloat(line).toFixed(3))
    .sort()
}

/** How alike two videos look, picture by picture: 1 is the same. */
async function likeness(a: string, b: string): Promise<{ all: number; worst: number }> {
  const { ffmpeg } = await tools()
  const { stdout, stderr } = await run(ffmpeg, [
    ...['-hide_banner', '-i', `file:${a}`, '-i', `file:${b}`],
    // By number: containers round their times differently.
    ...[
      '-lavfi',
      '[0:v]settb=1/30,setpts=N[a];[1:v]settb=1/30,setpts=N[b];[a][b]ssim=stats_file=-',
    ],
    ...['-f', 'null', '-'],
  ])
  const each = [...stdout.matchAll(/All:([\d.]+)/g)].map(([, value]) => Number(value))
  return { all: Number(/ All:([\d.]+)/.exec(stderr)?.[1]), worst: Math.min(...each) }
}

const clip = async (options: Parameters<typeof makeClip>[1] = {}) =>
  makeClip(join(await temporaryFolder(), `it's a “clip”.mp4`), {
    seconds: 9,
    size: '160x90',
    ...options,
  })

const encodesIn = ({ commands }: TestContext) =>
  commands.filter(({ argv }) => argv.some((word) => word.includes('[segment]'))).length

describe('a video encoded in segments', () => {
  it.each(['30', '30000/1001', '25'])('has no seam at %s pictures a second', async (rate) => {
    const context = await stageContext(await temporaryFolder())
    const input = await clip({ rate, more: ['-bf', '2', '-g', '77'] })
    const joined = await inSegments(context, input, 2)
    const whole = await plain(context, input)
    expect(encodesIn(context)).toBeGreaterThan(3)
    expect(await times(joined, 'v:0')).toEqual(await times(whole, 'v:0'))
    expect(await times(joined, 'a:0')).toEqual(await times(whole, 'a:0'))
    const [a, b] = [await probe(context, joined), await probe(context, whole)]
    expect(a.durationSeconds).toBeCloseTo(b.durationSeconds ?? 0, 2)
    expect({ ...a.video, bitRate: 0 }).toEqual({ ...b.video, bitRate: 0 })
    // A picture too many, too few or at the wrong place would not look like its partner at all.
    const { worst } = await likeness(joined, whole)
    expect(worst).toBeGreaterThan(0.97)
  })

  it('may be without sound', async () => {
    const context = await stageContext(await temporaryFolder())
    const input = await clip({ sound: false })
    const joined = await inSegments(context, input)
    expect((await probe(context, joined)).audio).toBeNull()
    expect(await times(joined, 'v:0')).toHaveLength(270)
  })

  it('whose rate is lowered lasts as long', async () => {
    const context = await stageContext(await temporaryFolder())
    const fast = await clip({ rate: '120' })
    const joined = await inSegments(context, fast)
    expect((await probe(context, joined)).durationSeconds).toBeCloseTo(9, 1)
    expect(new Set(await times(joined, 'v:0')).size).toBeGreaterThan(535)
  })

  it('goes up to the end, phase by phase', async () => {
    const context = await stageContext(await temporaryFolder())
    await inSegments(context, await clip())
    const fractions = context.told.map(({ fraction }) => fraction ?? NaN)
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect(context.told.map(({ phase }) => phase)).toContain('joining')
  })
})

/** A preset that need not look good. */
function quick(id: string, change: Partial<Preset['edits']> = {}, quality?: Quality): Preset {
  const made = builtIn(id)
  if (made.output.kind !== 'video') throw new Error('This is no preset for videos.')
  const picture = {
    ...made.output.picture,
    speed: 'ultrafast' as const,
    keySeconds: 1,
    copy: 'never' as const,
  }
  const output = { ...made.output, picture: { ...picture, quality: quality ?? picture.quality } }
  return { ...made, output, edits: { ...made.edits, ...change } }
}

/** Both ways of making it come to the same. */
async function expectSame(input: string, chosen: Preset, alike = 0.97): Promise<MediaInfo> {
  const context = await stageContext(await temporaryFolder())
  const joined = await inSegments(context, input, 2, chosen)
  const whole = await plain(context, input, chosen)
  expect(encodesIn(context)).toBeGreaterThan(2)
  const [a, b] = [await probe(context, joined), await probe(context, whole)]
  const withoutRate = (info: MediaInfo) =>
    JSON.parse(
      JSON.stringify({ ...info, bytes: 0 }, (key, value: unknown) =>
        ['bitRate', 'startSeconds', 'durationSeconds'].includes(key) ? 0 : value,
      ),
    ) as unknown
  expect(withoutRate(a)).toEqual(withoutRate(b))
  expect(a.durationSeconds).toBeCloseTo(b.durationSeconds ?? 0, 1)
  for (const stream of ['v:0', ...b.audios.map((_, track) => `a:${track}`)]) {
    const [theirs, ours] = [await times(whole, stream), await times(joined, stream)]
    expect(ours).toHaveLength(theirs.length)
    // Matroska moves all of it by what Opus puts before the first sample.
    const apart = ours.map((time, n) => Math.abs(Number(time) - Number(theirs[n])))
    expect(Math.max(...apart)).toBeLessThan(0.01)
  }
  expect((await likeness(joined, whole)).worst).toBeGreaterThan(alike)
  return a
}

describe('segments of every kind of encode', () => {
  /** Two sound tracks, subtitles and chapters. */
  async function rich(): Promise<string> {
    const folder = await temporaryFolder()
    const notes = join(folder, 'notes.txt')
    const lines = ['[CHAPTER]', 'TIMEBASE=1/1', 'START=0', 'END=4', 'title=One']
    await writeFile(notes, [';FFMETADATA1', 'title=A film', ...lines].join('\n'))
    const subtitles = join(folder, 'a.srt')
    await writeFile(subtitles, '1\n00:00:01,000 --> 00:00:03,000\nHello\n')
    return make(join(folder, 'rich.mkv'), [
      ...['-f', 'lavfi', '-i', 'testsrc2=size=160x90:rate=25'],
      ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'],
      ...['-f', 'lavfi', '-i', 'sine=frequency=880:sample_rate=48000'],
      ...['-i', subtitles, '-i', notes, '-map_metadata', '4', '-map_chapters', '4'],
      ...['-map', '0', '-map', '1', '-map', '2', '-map', '3', '-t', '7'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
      ...['-c:a:0', 'flac', '-c:a:1', 'pcm_s16le', '-c:s', 'srt'],
      ...['-metadata:s:a:0', 'language=eng', '-metadata:s:a:1', 'language=deu'],
    ])
  }

  it.each(['archive-av1', 'archive-hevc'])('%s keeps every track', async (id) => {
    const made = await expectSame(await rich(), quick(id), 0.95)
    expect(made.audios.map(({ codec, language }) => [codec, language])).toEqual([
      ['flac', 'eng'],
      ['pcm_s16le', 'deu'],
    ])
    expect(made.subtitles).toHaveLength(1)
    expect(made.chapters).toBe(1)
  })

  it('a rate, a trim and cleaned notes', async () => {
    const chosen = quick(
      'youtube-1080p',
      { trim: { from: 1.3, to: 8.2, precise: true }, metadata: 'clean', chapters: 'clean' },
      { by: 'bitrate', kilobitsPerSecond: 900 },
    )
    const made = await expectSame(await clip(), chosen, 0.9)
    expect(made.durationSeconds).toBeCloseTo(6.9, 1)
  })

  it.each([
    ['a file that does not give each picture a time', 'a.avi', ['-t', '4'], ['-t', '4']],
    ['a picture that ends before its sound', 'a.mp4', ['-t', '2'], ['-t', '4']],
  ])('%s is made in one go', async (_what, name, picture, sound) => {
    const input = await make(join(await temporaryFolder(), name), [
      ...[...picture, '-f', 'lavfi', '-i', 'testsrc2=size=160x90:rate=25'],
      ...[...sound, '-f', 'lavfi', '-i', 'sine', '-c:v', 'mpeg4', '-c:a', 'mp3'],
    ])
    const media = await probe(await stageContext(await temporaryFolder()), input)
    const plan = planTransform(media, quick('youtube-1080p'))
    expect(segmentedOf(plan, { input, output: '' }, media)).toBeNull()
  })

  it('pictures that stand for different times, one of them across a border', async () => {
    const path = join(await temporaryFolder(), 'variable.mp4')
    const input = await make(path, [
      ...['-f', 'lavfi', '-i', 'testsrc2=size=160x90:rate=30', '-t', '9'],
      ...['-vf', `select='not(between(t\\,3.2\\,6.5))*not(lt(t\\,2)*mod(n\\,3))'`],
      ...['-fps_mode', 'vfr', '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
    ])
    const context = await stageContext(await temporaryFolder())
    expect((await probe(context, input)).video?.variableFrameRate).toBe(true)
    const joined = await inSegments(context, input, 2, quick('youtube-1080p'))
    const { video, durationSeconds } = await probe(context, joined)
    expect(durationSeconds).toBeCloseTo(9, 1)
    const { num = 0, den = 1 } = video?.frameRate ?? {}
    const steady = await make(join(context.workFolder, 'steady.mp4'), [
      ...['-i', input, '-vf', `fps=${num}/${den}`, '-c:v', 'libx264', '-qp', '0'],
    ])
    const whole = await plain(context, steady, quick('youtube-1080p'))
    expect(await times(joined, 'v:0')).toEqual(await times(whole, 'v:0'))
    expect((await likeness(joined, whole)).worst).toBeGreaterThan(0.97)
  })

  it('not a picture that begins later than its sound', async () => {
    const path = join(await temporaryFolder(), 'late.mkv')
    await make(path, [
      ...['-itsoffset', '0.5', '-f', 'lavfi', '-i', 'testsrc2=size=160x90:rate=30:duration=2'],
      ...['-f', 'lavfi', '-i', 'sine=duration=3', '-c:v', 'libx264', '-c:a', 'aac'],
    ])
    const context = await stageContext(await temporaryFolder())
    await expect(encodeOf(context, path)).rejects.toThrow('cannot be cut')
  })
})

describe('after a break', () => {
  /** Encodes until so many segments are finished, then everything is killed. */
  async function broken(home: string, input: string, finished: number): Promise<void> {
    const context = await stageContext(home)
    const encoding = inSegments(context, input)
    const failure = expect(encoding).rejects.toThrow('power cut')
    const folder = join(context.workFolder, 'segments')
    await expect
      .poll(async () => (await readdir(folder).catch(() => [])).filter(isSegment).length, {
        timeout: 60_000,
        interval: 10,
      })
      .toBeGreaterThanOrEqual(finished)
    context.stop.abort(new Error('power cut'))
    await failure
  }
  const isSegment = (name: string) => /^segment-\d+-\d+\.mp4$/.test(name)

  it('only what is missing is made', async () => {
    const home = await temporaryFolder()
    const input = await clip({ seconds: 12 })
    await broken(home, input, 3)
    const context = await stageContext(home)
    const there = (await readdir(join(context.workFolder, 'segments'))).filter(isSegment).length
    const joined = await inSegments(context, input)
    expect(encodesIn(context)).toBe(6 - there)
    expect(await times(joined, 'v:0')).toEqual(await times(await plain(context, input), 'v:0'))
    expect(context.told[1]?.fraction).toBeGreaterThan(0.3)
  })

  it('all is made anew where the input is another', async () => {
    const home = await temporaryFolder()
    const input = await clip()
    await broken(home, input, 1)
    await utimes(input, 1_000, 1_000)
    const context = await stageContext(home)
    await inSegments(context, input)
    expect(encodesIn(context)).toBe(layOut(9, { num: 30, den: 1 }, 15, 2).length)
  })

  it('all is made anew where the manifest is damaged, and half a segment is none', async () => {
    const home = await temporaryFolder()
    const input = await clip()
    const context = await stageContext(home)
    await inSegments(context, input)
    const folder = join(context.workFolder, 'segments')
    const all = encodesIn(context)
    await rename(join(folder, 'segment-1-60.mp4'), join(folder, 'segment-1.part'))
    await inSegments(context, input)
    expect(encodesIn(context)).toBe(all + 1)
    await writeFile(join(folder, 'manifest.json'), '{')
    await inSegments(context, input)
    expect(encodesIn(context)).toBe(2 * all + 1)
  })

  it('a segment that was damaged meanwhile is noticed', async () => {
    const context = await stageContext(await temporaryFolder())
    const input = await clip()
    await inSegments(context, input)
    const folder = join(context.workFolder, 'segments')
    await rm(join(folder, 'segment-2-60.mp4'))
    await rename(join(folder, 'segment-1-60.mp4'), join(folder, 'segment-2-60.mp4'))
    await writeFile(join(folder, 'segment-1-60.mp4'), '')
    await expect(inSegments(context, input)).rejects.toMatchObject({ name: 'SpoolError' })
  })
})

describe('segments', () => {
  it('are whole groups of pictures, and the last takes what is left', () => {
    const segments = layOut(100, { num: 30_000, den: 1_001 }, 15, 30)
    expect(segments.map(({ firstFrame, frames }) => [firstFrame, frames])).toEqual([
      ...[0, 900, 1800].map((first, n) => [first, n === 2 ? null : 900]),
    ])
    expect(segments.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(100, 1)
    expect(layOut(3, { num: 30, den: 1 }, 15)).toHaveLength(1)
    expect(layOut(86_400, { num: 25, den: 1 }, 50).length).toBeLessThanOrEqual(400)
  })

  it('are told to the joiner with their exact length', () => {
    const list = concatList([{ name: 'segment-0-900.mp4', frames: 900 }], {
      num: 30_000,
      den: 1_001,
    })
    expect(list).toBe("ffconcat version 1.0\nfile 'segment-0-900.mp4'\nduration 30.030000\n")
  })

  it('whose encoder fails end the others', async () => {
    const context = await stageContext(await temporaryFolder())
    const input = await clip()
    const encode = await encodeOf(context, input)
    const phases = new Phases(
      () => undefined,
      () => 0,
    )
    const failing: SegmentedEncode = {
      ...encode,
      segment: (segment, output) =>
        encode
          .segment(segment, output)
          .map((word) => (segment.index === 1 && word === 'libx264' ? 'no-such' : word)),
    }
    await expect(
      encodeInSegments(context, failing, { sideBySide: 2, segmentSeconds: 2, phases }),
    ).rejects.toMatchObject({ kind: 'tool' })
    expect((await stat(join(context.workFolder, 'segments'))).isDirectory()).toBe(true)
  })
})
