import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { presetSchema, type PresetInput } from '../../../src/shared/preset.ts'
import { make } from '../../fixtures/measure.ts'
import { temporaryFolder } from '../core/temporary.ts'
import { newPlace, transform } from '../worker/place.ts'

/** What is made of each input, whatever is asked for together. */
const runs = 30
const seed = 20_261_124

const testPicture = ['-f', 'lavfi', '-i', 'testsrc2=size=160x90:rate=25']
/** With pauses. */
const tone = ['-f', 'lavfi', '-i', "aevalsrc='0.5*sin(2764*t)*lt(mod(t,1.5),0.8)':s=48000"]
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']

let home = ''
const at = (name: string) => join(home, name)

const inputs = {
  'plain.mp4': [...testPicture, ...tone, '-t', '4', ...h264],
  'mute.mp4': [...testPicture, '-t', '3', ...h264],
  'rich.mkv': [
    ...[...testPicture, ...tone, '-i', 'SUBTITLES', '-t', '4'],
    ...['-map', '0', '-map', '1', '-map', '1', '-map', '2', '-c:v', 'libx265', '-preset'],
    ...['ultrafast', '-x265-params', 'log-level=none', '-pix_fmt', 'yuv420p10le'],
    ...['-c:a', 'flac', '-c:s', 'srt'],
  ],
  'varying.mp4': [
    ...['-f', 'lavfi', '-i', 'testsrc2=size=90x160:rate=30', ...tone, '-t', '4'],
    ...['-vf', "select='not(mod(n,3))+lt(n,40)'", '-fps_mode', 'vfr', ...h264],
  ],
}

async function makeInputs(): Promise<void> {
  home = await temporaryFolder()
  await writeFile(at('s.srt'), "1\n00:00:00,200 --> 00:00:02,000\nHello: it's me\n")
  for (const [name, argv] of Object.entries(inputs)) {
    await make(
      at(name),
      argv.map((word) => (word === 'SUBTITLES' ? at('s.srt') : word)),
    )
  }
  await make(at('intro.mp4'), [...testPicture, ...tone, '-t', '1', ...h264])
  await make(at('logo.png'), ['-f', 'lavfi', '-i', 'color=red:size=40x40', '-frames:v', '1'])
}

const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 1, nil: null })
const one = fc.constantFrom

/** Paths are known only when the files are made. */
const edits = () =>
  fc.record({
    trim: rarely(
      fc.record({ from: one(0, 0.5, 1.3), to: one(null, 2.4, 3), precise: fc.boolean() }),
    ),
    speed: one(1, 1, 1, 0.5, 2, 1.37),
    silence: rarely(fc.record({ decibels: one(-35), seconds: one(0.3) })),
    loudness: rarely(fc.record({ lufs: one(-14, -23), truePeak: one(-1) })),
    cropBars: fc.boolean(),
    rotate: one(0 as const, 90 as const, 180 as const, 270 as const),
    denoise: one('off' as const, 'light' as const, 'strong' as const),
    watermark: rarely(
      fc.oneof(
        fc.record({ kind: one('image' as const), path: one(at('logo.png')) }),
        fc.record({ kind: one('text' as const), text: one("It's 100%: \\ok", '{x}', 'ä\n,;[a]') }),
      ),
    ),
    subtitles: one(
      { mode: 'keep' as const },
      { mode: 'drop' as const },
      { mode: 'add' as const, path: at('s.srt') },
      { mode: 'burn' as const, path: at('s.srt') },
    ),
    fade: rarely(fc.record({ in: one(0, 0.3), out: one(0, 0.5) })),
    intro: rarely(one(at('intro.mp4'))),
    outro: rarely(one(at('mute.mp4'))),
    metadata: one('keep' as const, 'clean' as const),
    chapters: one('keep' as const, 'clean' as const),
  })

const sound = fc.record({
  codec: one('aac' as const, 'mp3' as const, 'opus' as const),
  copy: one('fitting' as const, 'always' as const, 'never' as const),
  kilobitsPerSecond: one(64, 160),
  channels: one(1 as const, 2 as const, 6 as const),
  tracks: one('first' as const, 'all' as const),
})

const box = { width: one(160, 240), height: one(160, 284) }
const frame = fc.oneof(
  one({ fit: 'source' as const }),
  fc.record({ fit: one('within' as const, 'blurred-background' as const), ...box }),
  fc.record({ fit: one('letterbox' as const), ...box }),
  fc.record({ fit: one('crop' as const), ...box, x: one(0, 0.5, 1), follow: fc.boolean() }),
)

const video = fc.record({
  kind: one('video' as const),
  container: one('mp4' as const, 'mov' as const, 'mkv' as const, 'webm' as const),
  picture: fc.record({
    codec: one('h264' as const, 'hevc' as const, 'av1' as const, 'vp9' as const),
    copy: one('fitting' as const, 'always' as const, 'never' as const),
    quality: one(
      { by: 'crf' as const, crf: 30 },
      { by: 'bitrate' as const, kilobitsPerSecond: 400 },
      { by: 'size' as const, megabytes: 1 },
    ),
    speed: one('ultrafast' as const),
    tenBit: fc.boolean(),
    frame,
    maxFrameRate: one(60, 24, 15),
    keySeconds: one(0.5, 2),
  }),
  sound: fc.option(sound, { freq: 5, nil: null }),
})

const output = fc.oneof(
  { weight: 6, arbitrary: video },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: one('audio' as const),
      container: one('m4a' as const, 'mp3' as const),
      sound,
      cover: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: one('animation' as const),
      container: one('gif' as const, 'webp' as const),
      width: one(160),
    }),
  },
)

/** In one go, or cut into segments of a second. */
const ways = one({}, { checkpointMinutes: 0, segmentSeconds: 1 })

it('whatever is asked for together comes out, or is refused for a reason of the input', async () => {
  await makeInputs()
  const cases = fc.tuple(one(...Object.keys(inputs)), output, edits(), ways)
  await fc.assert(
    fc.asyncProperty(cases, async ([input, made, edited, encoding]) => {
      const wanted: PresetInput = { id: 'mine', name: 'Mine', output: made, edits: edited }
      const place = await newPlace()
      await transform(place, at(input), { preset: presetSchema.parse(wanted), encoding })
      const end = await place.job.end()
      if (end.kind === 'succeeded') return
      expect(end).toMatchObject({
        failure: { message: expect.stringMatching(/no sound in this file/) as string },
      })
    }),
    { numRuns: runs, seed, endOnFailure: true },
  )
}, 300_000)
