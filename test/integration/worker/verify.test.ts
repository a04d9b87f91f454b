import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { toFailure } from '../../../src/shared/errors.ts'
import { verify, type Expectation } from '../../../src/worker/transform/verify/index.ts'
import { integratedLoudness } from '../../../src/worker/transform/verify/loudness.ts'
import { clipBytes, cutShort, makeClip } from '../../fixtures/media.ts'
import { stageContext } from '../../fixtures/stage-context.ts'
import { temporaryFolder } from '../core/temporary.ts'

const planned: Expectation = {
  video: { width: 320, height: 180 },
  audio: true,
  durationSeconds: 6,
  copied: false,
  loudness: null,
}

let mp4: Buffer
let mkv: Buffer
beforeAll(async () => {
  mp4 = await clipBytes({ seconds: 6 })
  mkv = await clipBytes({ seconds: 6, more: ['-f', 'matroska'] })
})

async function fileOf(bytes: Buffer, name = 'rendition.part'): Promise<string> {
  const path = join(await temporaryFolder(), name)
  await writeFile(path, bytes)
  return path
}

const verified = async (path: string, expected: Partial<Expectation> = {}) =>
  verify(await stageContext(await temporaryFolder()), path, { ...planned, ...expected })

/** The kind and the sentence of the refusal. */
async function refused(path: string, expected: Partial<Expectation> = {}): Promise<string> {
  try {
    await verified(path, expected)
    return 'not refused'
  } catch (error) {
    const { kind, message } = toFailure(error)
    return `${kind}: ${message}`
  }
}

/** Overwrites a stretch of the file, as a bad sector would. */
async function smash(path: string, from: number, to: number): Promise<string> {
  const file = await open(path, 'r+')
  const { size } = await file.stat()
  const [start, end] = [from, to].map((share) => Math.floor(size * share))
  await file.write(Buffer.alloc((end ?? 0) - (start ?? 0), 0x5a), 0, undefined, start)
  await file.close()
  return path
}

describe('a finished file', () => {
  it('that is what was planned is told with its size, after one run of FFmpeg', async () => {
    const parts: number[] = []
    const context = await stageContext(await temporaryFolder())
    const made = await verify(context, await fileOf(mp4), planned, (part) => parts.push(part))
    expect(context.commands).toHaveLength(1)
    expect(made.bytes).toBe(mp4.length)
    expect(made.durationSeconds).toBeCloseTo(6, 1)
    expect(parts).toEqual([...parts].sort())
    expect(parts.at(-1)).toBe(1)
  })

  it.each([
    ['another size', { video: { width: 640, height: 360 } }, /320×180 and not the planned 640×360/],
    ['a picture too much', { video: null }, /picture in it where none was asked for/],
    ['sound too much', { audio: false }, /sound in it where none was asked for/],
    ['too long', { durationSeconds: 5 }, /lasts 6\.0 s and not the planned 5\.0 s/],
  ] as const)('with %s is refused', async (_what, expected, sentence) => {
    expect(await refused(await fileOf(mp4), expected)).toMatch(sentence)
  })

  it('without its sound or its picture is refused', async () => {
    const folder = await temporaryFolder()
    const silent = await makeClip(join(folder, 'a.mp4'), { seconds: 6, sound: false })
    expect(await refused(silent)).toMatch(/^bug: .*sound is missing/)
    const blind = await makeClip(join(folder, 'b.mp4'), { seconds: 6, picture: false })
    expect(await refused(blind)).toMatch(/^bug: .*picture is missing/)
    await verified(blind, { video: null })
  })

  it('whose sound goes on after its picture is looked at more closely', async () => {
    const path = join(await temporaryFolder(), 'sound.mp4')
    const longer = ['-vf', 'trim=end=6']
    await makeClip(path, { seconds: 9, more: longer })
    await verified(path, { durationSeconds: 9 })
    expect(await refused(await smash(path, 0.93, 1), { durationSeconds: 9 })).toMatch(/damaged/)
  })

  it('that is shorter than planned is the fault of its source', async () => {
    expect(await refused(await fileOf(mp4), { durationSeconds: 7 })).toBe(
      'invalid-input: The video is damaged or cut short: only 6.0 s of 7.0 s can be read. ' +
        'Get it again from where it came.',
    )
  })

  // FFprobe sees nothing wrong with these: their index is whole.
  it.each([0.5, 0.8, 0.97])('cut off at %d of it is refused', async (share) => {
    expect(await refused(await cutShort(await fileOf(mp4), share))).toMatch(/damaged/)
    expect(await refused(await cutShort(await fileOf(mkv), share))).toMatch(/damaged|cut short/)
  })

  it.each([
    ['start', 0.1, 0.15],
    ['middle', 0.45, 0.6],
    ['end', 0.93, 1],
  ] as const)('damaged at its %s is refused', async (_where, from, to) => {
    expect(await refused(await smash(await fileOf(mp4), from, to))).toBe(
      'transient: The rendition came out damaged and was thrown away. Retry.',
    )
  })

  it('whose copied streams end too early is the fault of its source', async () => {
    const path = await cutShort(await fileOf(mp4), 0.6)
    expect(await refused(path, { copied: true })).toMatch(/^invalid-input: The video is damaged/)
  })

  it('of one picture a second is decoded as well', async () => {
    const slow = join(await temporaryFolder(), 'slow.mp4')
    await makeClip(slow, { seconds: 8, rate: '1', sound: false })
    await verified(slow, { durationSeconds: 8, audio: false })
  })

  it('that is empty or no video is refused', async () => {
    expect(await refused(await fileOf(Buffer.alloc(0)))).toMatch(/^invalid-input/)
    expect(await refused(await fileOf(Buffer.from('<html>sorry</html>')))).toMatch(/^invalid-input/)
  })
})

describe('the loudness', () => {
  const toneAt = async (volume: string) =>
    makeClip(join(await temporaryFolder(), 'tone.mp4'), {
      seconds: 6,
      more: ['-af', `volume=${volume}`],
    })

  it('is refused where it is more than half a unit off', async () => {
    // FFmpeg's tone is −18 dBFS of one channel, which EBU R 128 puts at about −21.8 LUFS.
    const path = await toneAt('0dB')
    expect(await refused(path, { loudness: -14 })).toMatch(/−21\.\d LUFS loud and not −14\.0/)
    await verified(path, { loudness: -21.75 })
    expect(await refused(path, { loudness: -21 })).toMatch(/LUFS/)
  })

  it('of silence is no matter', async () => {
    await verified(await toneAt('0'), { loudness: -14 })
  })

  it('is what the last summary says', () => {
    const summary = (value: string) => [
      '[Parsed_ebur128_0 @ 0x1] [info] Summary:',
      '',
      '[info]   Integrated loudness:',
      `[info]     I:         ${value} LUFS`,
      '[info]     Threshold: -31.0 LUFS',
    ]
    expect(integratedLoudness([...summary('-70.0'), ...summary('-14.2')])).toBe(-14.2)
    expect(integratedLoudness(summary('-inf'))).toBe(-Infinity)
    expect(integratedLoudness(['[info] nothing of the kind'])).toBeNull()
  })
})
