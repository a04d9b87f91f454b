import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtInPresets } from '../../../src/shared/preset.ts'
import { webpOf } from '../../../src/worker/transform/verify/still.ts'
import { make, lufsOf, notesOf, ssimOf } from '../../fixtures/measure.ts'
import { makeClip, show } from '../../fixtures/media.ts'
import { newPlace, transform } from '../worker/place.ts'

const clip = (home: string, options: Parameters<typeof makeClip>[1] = {}) =>
  makeClip(join(home, 'clip.mp4'), { seconds: 1, ...options })

/** What players and YouTube take as it is. */
const fitting = ['-profile:v', 'main', '-bf', '2', '-ac', '2', '-ar', '48000', '-tune', 'animation']

async function made(preset: string, input?: string) {
  const place = await newPlace()
  await transform(place, input ?? (await clip(place.home)), { preset })
  const path = await place.job.made()
  return { path, shown: await show(path) }
}

describe('every built-in preset', () => {
  it('has a test here', async () => {
    const text = await readFile(new URL(import.meta.url), 'utf8')
    const missing = builtInPresets.filter(({ id }) => !text.includes(`'${id}'`))
    expect(missing.map(({ id }) => id)).toEqual([])
  })

  it.each([
    ['youtube-1080p', [1920, 1080]],
    ['youtube-1440p', [2560, 1440]],
    ['youtube-4k', [2880, 1620]],
  ] as const)('%s makes it no larger than it is or may be', async (preset, [width, height]) => {
    const place = await newPlace()
    const more = ['-frames:v', '3']
    const input = await clip(place.home, { size: '2880x1620', more, sound: false })
    const { shown } = await made(preset, input)
    expect(shown.video).toMatchObject({ codec_name: 'h264', width, height, color_space: 'bt709' })
  })

  it.each([
    ['vertical-crop', [1080, 1920]],
    ['vertical-follow', [1080, 1920]],
    ['vertical-letterbox', [1080, 1920]],
    ['vertical-blur', [1080, 1920]],
    ['square', [1080, 1080]],
  ] as const)('%s fills its frame', async (preset, [width, height]) => {
    const { shown } = await made(preset)
    expect(shown.video).toMatchObject({ width, height, sample_aspect_ratio: '1:1' })
    expect(shown.streams).toEqual(['video', 'audio'])
    expect(shown.seconds).toBeCloseTo(1, 1)
  })

  it.each([
    ['podcast-m4a', 'aac'],
    ['podcast-mp3', 'mp3'],
  ] as const)('%s has the sound, the chapters and a cover', async (preset, codec) => {
    const place = await newPlace()
    const chapters = await make(join(place.home, 'notes.txt'), [
      ...['-f', 'lavfi', '-i', 'anullsrc', '-t', '0.1', '-metadata', 'title=A "talk"'],
      ...['-f', 'ffmetadata'],
    ])
    const notes = await readFile(chapters, 'utf8')
    const chapter = '[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1500\ntitle=One\n'
    const next = '[CHAPTER]\nTIMEBASE=1/1000\nSTART=1500\nEND=3000\ntitle=Two\n'
    await writeFile(chapters, `${notes}${chapter}${next}`)
    const plain = await clip(place.home, { seconds: 3 })
    const input = await make(join(place.home, 'talk.mp4'), [
      ...['-i', plain, '-i', chapters, '-map_metadata', '1', '-map', '0', '-c', 'copy'],
    ])
    const { path, shown } = await made(preset, input)
    expect(shown.audio).toMatchObject({ codec_name: codec })
    const text = await notesOf(path)
    expect(text).toContain('"attached_pic": 1')
    expect(text).toContain('"title": "Two"')
    expect(text).toContain('A \\"talk\\"')
    expect(Math.abs((await lufsOf(path)) + 16)).toBeLessThanOrEqual(0.5)
  })

  it.each([
    ['archive-av1', 'av1'],
    ['archive-hevc', 'hevc'],
  ] as const)('%s is ten bits deep and looks the same', async (preset, codec) => {
    const place = await newPlace()
    const input = await clip(place.home)
    const { path, shown } = await made(preset, input)
    expect(shown.video).toMatchObject({ codec_name: codec, pix_fmt: 'yuv420p10le' })
    // Its sound is taken along as it is.
    expect(shown.audio).toMatchObject({ codec_name: 'aac' })
    expect(await ssimOf(input, path)).toBeGreaterThan(0.95)
  })

  it("'small-file' gets no larger than it may", async () => {
    const { path, shown } = await made('small-file')
    expect((await stat(path)).size).toBeLessThan(25e6)
    expect(shown.video).toMatchObject({ codec_name: 'h264', width: 320 })
  })

  it("'remux' copies every stream and loses nothing", async () => {
    const place = await newPlace()
    const plain = await clip(place.home, { more: fitting })
    const input = await make(join(place.home, 'clip.mkv'), ['-i', plain, '-c', 'copy'])
    const { path, shown } = await made('remux', input)
    expect(shown.streams).toEqual(['video', 'audio'])
    expect(await ssimOf(input, path)).toBe(1)
  })

  it("'gif' and 'webp' move", async () => {
    const gif = await made('gif')
    expect(gif.shown.video).toMatchObject({ codec_name: 'gif', width: 320, height: 180 })
    expect(gif.shown.seconds).toBeCloseTo(1, 0)
    const webp = await made('webp')
    expect(webpOf(await readFile(webp.path))).toMatchObject({ width: 320, pictures: 15 })
  })

  it("'thumbnail' and 'contact-sheet' are pictures", async () => {
    expect((await made('thumbnail')).shown.video).toMatchObject({ width: 320, height: 180 })
    expect((await made('contact-sheet')).shown.video).toMatchObject({
      width: 4 * 320 + 5 * 4,
      height: 4 * 180 + 5 * 4,
    })
  })
})

it('what fits already is copied, and only the index is moved', async () => {
  const place = await newPlace()
  const input = await clip(place.home, { more: fitting, faststart: false })
  await transform(place, input)
  const path = await place.job.made()
  expect(await ssimOf(input, path)).toBe(1)
  const bytes = await readFile(path)
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
})
