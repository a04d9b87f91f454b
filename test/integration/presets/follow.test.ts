import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import type { Preset } from '../../../src/shared/preset.ts'
import { make } from '../../fixtures/measure.ts'
import { builtIn, show, tools } from '../../fixtures/media.ts'
import { newPlace, transform } from '../worker/place.ts'

/** As `vertical-follow`, but small. */
function following(): Preset {
  const preset = builtIn('vertical-follow')
  const { output } = preset
  if (output.kind !== 'video' || output.picture.frame.fit !== 'crop') throw new Error('No crop.')
  const frame = { ...output.picture.frame, width: 108, height: 192 }
  return { ...preset, output: { ...output, picture: { ...output.picture, frame } } }
}

/** How much of each picture, one a second, is red. */
async function redIn(path: string): Promise<number[]> {
  const { ffmpeg } = await tools()
  const [width, height] = [54, 96]
  const { stdout } = await promisify(execFile)(
    ffmpeg,
    [
      ...['-v', 'error', '-i', path, '-vf', `fps=1,scale=${width}:${height},format=rgb24`],
      ...['-f', 'rawvideo', 'pipe:1'],
    ],
    { encoding: 'buffer', maxBuffer: 1 << 26 },
  )
  const size = width * height * 3
  return Array.from({ length: Math.floor(stdout.length / size) }, (_, n) => {
    let red = 0
    for (let at = n * size; at < (n + 1) * size; at += 3) {
      if ((stdout[at] ?? 0) > 150 && (stdout[at + 1] ?? 0) < 90) red++
    }
    return red / (width * height)
  })
}

const moving = (home: string, x: string) =>
  make(join(home, 'moving.mp4'), [
    ...['-f', 'lavfi', '-i', 'color=gray:size=640x360:rate=30,noise=alls=8:allf=t'],
    ...['-f', 'lavfi', '-i', 'color=red:size=60x60:rate=30', '-t', '10'],
    ...['-filter_complex', `[0:v][1:v]overlay=x='${x}':y=150:eval=frame,format=yuv420p`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast'],
  ])

it('what moves stays in the frame', async () => {
  const place = await newPlace()
  const input = await moving(place.home, '290+270*sin(2*PI*t/10)')
  await transform(place, input, { preset: following() })
  const path = await place.job.made()
  expect((await show(path)).video).toMatchObject({ width: 108, height: 192 })
  const red = await redIn(path)
  expect(red).toHaveLength(10)
  // The whole of it is 60×60 of 202×360.
  const whole = (60 * 60) / (202.5 * 360)
  for (const share of red) expect(share).toBeGreaterThan(whole * 0.85)
  expect(await place.job.log()).toContain('crop that follows what moves')
})

it('where nothing moves, the crop stays where the preset says', async () => {
  const place = await newPlace()
  const input = await moving(place.home, '290')
  await transform(place, input, { preset: following() })
  for (const share of await redIn(await place.job.made())) expect(share).toBeGreaterThan(0.04)
  expect(await place.job.log()).toContain('Nothing moves in it, so the crop stays')
})
