import { readFile, stat } from 'node:fs/promises'
import { getPriority } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keyFrameTimes, makeClip, makeTurnedClip, show } from '../../fixtures/media.ts'
import { isAlive, stateOf } from '../../fixtures/worker.ts'
import { leftBy, newPlace, nothing, transform, type Place } from './place.ts'
import { resize, smallDisk, usedOn } from './small-disk.ts'

const clipIn = (place: Place, options: Parameters<typeof makeClip>[1] = {}) =>
  makeClip(join(place.home, 'clip.mp4'), options)

/** The boxes a file consists of, in their order. */
async function boxesOf(path: string): Promise<string[]> {
  const bytes = await readFile(path)
  const boxes: string[] = []
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    boxes.push(bytes.toString('latin1', at + 4, at + 8))
  }
  return boxes
}

/** Processor time a process has used, in ticks. */
async function ticksOf(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? []
  return Number(fields[11]) + Number(fields[12])
}

describe('the YouTube preset', () => {
  it('makes what YouTube asks for', async () => {
    const place = await newPlace()
    await transform(place, await clipIn(place, { size: '640x360', rate: '30000/1001' }))
    const made = await place.job.made()
    const { video, audio, seconds } = await show(made)
    expect(video).toMatchObject({
      codec_name: 'h264',
      profile: 'High',
      width: 640,
      height: 360,
      sample_aspect_ratio: '1:1',
      pix_fmt: 'yuv420p',
      color_space: 'bt709',
      color_transfer: 'bt709',
      color_primaries: 'bt709',
      color_range: 'tv',
      r_frame_rate: '30000/1001',
    })
    expect(audio).toMatchObject({ codec_name: 'aac', sample_rate: '48000', channels: 2 })
    expect(seconds).toBeCloseTo(2, 1)
    const boxes = await boxesOf(made)
    expect(boxes.indexOf('moov')).toBeLessThan(boxes.indexOf('mdat'))
    const keys = await keyFrameTimes(made)
    const gaps = keys.slice(1).map((time, n) => time - (keys[n] ?? 0))
    expect(keys.length).toBeGreaterThanOrEqual(4)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(0.5 + 1 / 29)
    expect(await leftBy(place)).toEqual({ ...nothing, library: ['A clip – YouTube 1080p.mp4'] })
  })

  it.each([
    ['odd sizes become even', '321x181', [320, 180]],
    ['large pictures fit the box', '2560x720', [1920, 540]],
    ['tall pictures fit the box turned', '360x2560', [270, 1920]],
  ] as const)('%s', async (_what, size, [width, height]) => {
    const place = await newPlace()
    const more = ['-pix_fmt', 'yuv444p']
    await transform(place, await clipIn(place, { size, more, seconds: 1, sound: false }))
    const { video } = await show(await place.job.made())
    expect(video).toMatchObject({ width, height, sample_aspect_ratio: '1:1', pix_fmt: 'yuv420p' })
  })

  it('turns what a phone filmed upright, and pixels become square', async () => {
    const turned = await newPlace()
    await transform(turned, await makeTurnedClip(join(turned.home, 'clip.mp4')))
    const { video, seconds } = await show(await turned.job.made())
    expect(video).toMatchObject({ width: 180, height: 320 })
    expect(video?.side_data_list).toBeUndefined()
    expect(seconds).toBeCloseTo(2, 1)

    const wide = await newPlace()
    await transform(wide, await clipIn(wide, { more: ['-vf', 'setsar=4/3'], seconds: 1 }))
    const shown = await show(await wide.job.made())
    expect(shown.video).toMatchObject({ width: 426, height: 180, sample_aspect_ratio: '1:1' })
  })

  it('cover pictures are no video', async () => {
    const place = await newPlace()
    const cover = ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-disposition:v', 'attached_pic']
    const song = await makeClip(join(place.home, 'song.m4a'), { more: cover, rate: '1/2' })
    expect((await show(song)).streams).toContain('video')
    await transform(place, song)
    expect((await place.job.failure()).message).toMatch(/^There is no picture in this file/)
  })
})

it('the vertical preset fills its frame whatever comes in', async () => {
  for (const make of [clipIn, (place: Place) => makeTurnedClip(join(place.home, 'clip.mp4'))]) {
    const place = await newPlace()
    await transform(place, await make(place, { seconds: 1 }), { preset: 'vertical-blur' })
    const { video, streams } = await show(await place.job.made())
    expect(video).toMatchObject({
      width: 1080,
      height: 1920,
      sample_aspect_ratio: '1:1',
      pix_fmt: 'yuv420p',
      color_space: 'bt709',
    })
    expect(streams).toEqual(['video', 'audio'])
  }
})

describe('a running transform', () => {
  async function running() {
    const place = await newPlace()
    await transform(place, await clipIn(place, { seconds: 20, size: '640x360' }))
    await place.job.until(({ phase, fraction }) => phase === 'encoding' && (fraction ?? 0) > 0.02)
    return { place, ffmpeg: await place.job.runningChild() }
  }

  it('leaves the window and whatever else is done first', async () => {
    const { place, ffmpeg } = await running()
    expect(getPriority(ffmpeg)).toBeGreaterThan(getPriority())
    place.job.tell('stop')
    await place.job.failure()
  })

  it('when stopped leaves neither file nor process', async () => {
    const { place, ffmpeg } = await running()
    place.job.tell('stop')
    expect((await place.job.failure()).kind).toBe('cancelled')
    expect(await leftBy(place)).toEqual(nothing)
    expect(await isAlive(ffmpeg)).toBe(false)
  })

  it('when frozen takes no processor time; thawed it ends well, and never went back', async () => {
    const { place, ffmpeg } = await running()
    place.job.tell('freeze')
    await expect.poll(() => stateOf(ffmpeg)).toBe('T')
    const before = await ticksOf(ffmpeg)
    // Something to measure over.
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await ticksOf(ffmpeg)).toBe(before)
    place.job.tell('thaw')
    expect((await show(await place.job.made())).seconds).toBeCloseTo(20, 1)
    const { progress } = place.job
    const fractions = progress.flatMap(({ fraction }) => (fraction === null ? [] : [fraction]))
    expect(fractions.length).toBeGreaterThan(1)
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect(Math.max(...fractions)).toBeLessThanOrEqual(1)
    expect(progress[0]?.phase).toBe('analysing')
    expect(progress.at(-1)).toMatchObject({ phase: 'moving', fraction: 1 })
  })

  it('when stopped while frozen ends as well', async () => {
    const { place, ffmpeg } = await running()
    place.job.tell('freeze')
    await expect.poll(() => stateOf(ffmpeg)).toBe('T')
    place.job.tell('stop')
    expect((await place.job.failure()).kind).toBe('cancelled')
    expect(await leftBy(place)).toEqual(nothing)
    expect(await isAlive(ffmpeg)).toBe(false)
  })
})

it('a full disk is called that, whenever it fills up, and nothing stays on it', async () => {
  const source = await newPlace()
  const clip = await clipIn(source, { seconds: 2 })
  const disk = await smallDisk(4_096)
  const whole = await newPlace({ home: disk })
  await transform(whole, clip, { title: 'Whole' })
  const needed = (await stat(await whole.job.made())).size / 1_024
  for (const spare of [8, Math.floor(needed / 2), Math.floor(needed) - 4]) {
    resize(disk, 4_096)
    resize(disk, (await usedOn(disk)) + spare)
    const place = await newPlace({ home: disk })
    await transform(place, clip, { title: 'Next' })
    expect(await place.job.failure()).toMatchObject({
      kind: 'disk',
      message: 'The disk is full. Free some space, then retry.',
    })
    expect(await leftBy(place)).toEqual({ ...nothing, library: ['Whole – YouTube 1080p.mp4'] })
  }
})
