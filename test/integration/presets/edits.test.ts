import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { presetSchema, type PresetInput } from '../../../src/shared/preset.ts'
import { colourAt, lufsOf, make, notesOf } from '../../fixtures/measure.ts'
import { makeClip, show } from '../../fixtures/media.ts'
import { newPlace, transform } from '../worker/place.ts'

type Video = Extract<PresetInput['output'], { kind: 'video' }>

/** A preset that makes what it gets, but for these edits. */
const preset = (
  edits: PresetInput['edits'],
  { picture = {}, ...rest }: { picture?: Partial<Video['picture']> } & Partial<PresetInput> = {},
) =>
  presetSchema.parse({
    id: 'mine',
    name: 'Mine',
    output: {
      kind: 'video',
      container: 'mp4',
      picture: {
        codec: 'h264',
        quality: { by: 'crf', crf: 20 },
        speed: 'ultrafast',
        frame: { fit: 'source' },
        ...picture,
      },
      sound: { codec: 'aac', kilobitsPerSecond: 128 },
    },
    edits,
    ...rest,
  })

async function made(input: string, chosen: ReturnType<typeof preset>) {
  const place = await newPlace()
  await transform(place, input, { preset: chosen })
  const path = await place.job.made()
  return { path, log: await place.job.log(), ...(await show(path)) }
}

const clip = async (options: Parameters<typeof makeClip>[1] = {}) =>
  makeClip(join((await newPlace()).home, `it's: a, "clip" [1].mp4`), { seconds: 2, ...options })

/** A clip of one colour. */
const plain = async (colour: string, more: readonly string[] = [], size = '320x180') =>
  make(join((await newPlace()).home, 'plain.mp4'), [
    ...['-f', 'lavfi', '-i', `color=${colour}:s=${size}:r=25:d=2`],
    ...['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'],
    ...['-shortest', '-t', '2', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-ac', '2', ...more],
  ])

describe('trimming', () => {
  it('to the frame', async () => {
    const { seconds } = await made(await clip(), preset({ trim: { from: 0.5, to: 1.5 } }))
    expect(seconds).toBeCloseTo(1, 1)
  })

  it('from a key frame beside a picture that is encoded anew begins together', async () => {
    const input = await clip({ seconds: 4, more: ['-g', '100', '-ac', '2'] })
    const { output } = preset({}, { picture: { copy: 'never' } })
    const { seconds } = await made(
      input,
      preset(
        { trim: { from: 1.5, to: 3, precise: false } },
        output.kind === 'video' ? { output: { ...output, container: 'mkv' } } : {},
      ),
    )
    expect(Math.abs(seconds - 1.5)).toBeLessThan(0.1)
  })

  it('from a key frame copies', async () => {
    const input = await clip({ seconds: 4, more: ['-bf', '2', '-g', '30', '-ac', '2'] })
    const { seconds } = await made(input, preset({ trim: { from: 2, to: 3, precise: false } }))
    expect(seconds).toBeGreaterThan(0.9)
    expect(seconds).toBeLessThan(2.1)
  })

  it('that leaves nothing is refused', async () => {
    const place = await newPlace()
    await transform(place, await clip(), { preset: preset({ trim: { from: 9 } }) })
    expect(await place.job.failure()).toMatchObject({ kind: 'invalid-input' })
  })
})

describe('loudness', () => {
  it.each([
    ['quiet sound gets louder', 'volume=-20dB', -14],
    ['loud sound gets quieter', 'volume=12dB', -23],
  ])('%s', async (_what, filter, lufs) => {
    const input = await clip({ seconds: 3, more: ['-af', filter, '-ac', '2'] })
    const { path } = await made(input, preset({ loudness: { lufs } }))
    expect(Math.abs((await lufsOf(path)) - lufs)).toBeLessThanOrEqual(0.5)
  })

  it('of sound with high peaks is reached by holding them', async () => {
    const home = (await newPlace()).home
    // A soft tone with a click every second.
    const input = await make(join(home, 'peaks.mp4'), [
      ...['-f', 'lavfi', '-i', 'testsrc2=size=160x90:rate=25'],
      ...['-f', 'lavfi', '-i', "aevalsrc='0.05*sin(880*PI*t)+0.85*lt(mod(t,1),0.004)':s=48000"],
      ...['-t', '4', '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-ac', '2'],
    ])
    const { path } = await made(input, preset({ loudness: { lufs: -20 } }))
    expect(Math.abs((await lufsOf(path)) + 20)).toBeLessThanOrEqual(0.5)
  })

  it('of silence stays silence', async () => {
    const input = await clip({ more: ['-af', 'volume=0'] })
    expect((await made(input, preset({ loudness: {} }))).streams).toEqual(['video', 'audio'])
  })
})

describe('a watermark', () => {
  it.each([
    ['top-left', 18, 10],
    ['centre', 160, 90],
    ['bottom-right', 300, 165],
  ] as const)('of a picture stands %s', async (position, x, y) => {
    const home = (await newPlace()).home
    const mark = await make(join(home, `it's a: mark, [1].png`), [
      ...['-f', 'lavfi', '-i', 'color=red:s=64x32', '-frames:v', '1'],
    ])
    const watermark = { kind: 'image', path: mark, position, opacity: 1, width: 0.15 } as const
    const { path } = await made(await plain('blue'), preset({ watermark }))
    const [red = 0, , blue = 0] = await colourAt(path, { x, y, seconds: 1 })
    expect(red).toBeGreaterThan(220)
    expect(blue).toBeLessThan(40)
    const elsewhere = await colourAt(path, { x: 80, y: 140, seconds: 1 })
    expect(elsewhere[2]).toBeGreaterThan(220)
  })

  it('of text is drawn, whatever the text is', async () => {
    const text = `it's 100%: "a", [b]; \\n {c} é`
    const watermark = { kind: 'text', text, position: 'centre', opacity: 1, height: 0.2 } as const
    const { path } = await made(await plain('black'), preset({ watermark }))
    const around = await Promise.all(
      Array.from({ length: 20 }, (_, n) => colourAt(path, { x: 90 + n * 7, y: 90, seconds: 1 })),
    )
    expect(Math.max(...around.map(([red = 0]) => red))).toBeGreaterThan(100)
  })
})

describe('subtitles', () => {
  const cue = '1\n00:00:00,000 --> 00:00:02,000\nHello, it’s: “me”\n'
  const sidecar = async (name = `it's: a, [sub].srt`) => {
    const path = join((await newPlace()).home, name)
    await writeFile(path, cue)
    return path
  }

  it('are drawn into the picture from a file beside it', async () => {
    const subtitles = { mode: 'burn', path: await sidecar(), size: 15, color: '#ff0000' } as const
    const { path } = await made(await plain('black'), preset({ subtitles }))
    const row = await Promise.all(
      Array.from({ length: 24 }, (_, n) => colourAt(path, { x: 60 + n * 8, y: 155, seconds: 1 })),
    )
    expect(Math.max(...row.map(([red = 0]) => red))).toBeGreaterThan(60)
    expect(Math.max(...row.map(([, green = 0]) => green))).toBeLessThan(60)
  })

  it('are added as a track, kept as one, and left out', async () => {
    const add = { mode: 'add', path: await sidecar(), language: 'deu' } as const
    const with_ = await made(await clip(), preset({ subtitles: add }))
    expect(with_.streams).toEqual(['video', 'audio', 'subtitle'])
    expect(await notesOf(with_.path)).toContain('"language": "deu"')
    expect((await made(with_.path, preset({}))).streams).toContain('subtitle')
    const without = await made(with_.path, preset({ subtitles: { mode: 'drop' } }))
    expect(without.streams).toEqual(['video', 'audio'])
  })

  it.each([
    ['kept in Matroska', 'mkv', 'keep'],
    ['converted for MP4', 'mp4', 'keep'],
    ['added', 'mkv', 'add'],
  ] as const)('%s move with what a trim leaves', async (_what, container, mode) => {
    const home = (await newPlace()).home
    const path = join(home, 'three.srt')
    const cues = ['00:00:00,200 --> 00:00:00,800', '00:00:01,000 --> 00:00:02,000']
    const last = '00:00:02,500 --> 00:00:02,900'
    await writeFile(
      path,
      [...cues, last].map((time, n) => `${n + 1}\n${time}\nCue ${n + 1}\n`).join('\n'),
    )
    const input =
      mode === 'add'
        ? await clip({ seconds: 3 })
        : await make(join(home, 'a.mkv'), [
            ...['-i', await clip({ seconds: 3 }), '-i', path, '-map', '0', '-map', '1'],
            ...['-c', 'copy', '-c:s', 'srt'],
          ])
    const { output } = preset({})
    const chosen = preset(
      {
        trim: { from: 1.5, to: 3 },
        subtitles: mode === 'add' ? { mode, path, language: 'eng' } : { mode },
      },
      output.kind === 'video' ? { output: { ...output, container } } : {},
    )
    const shown = await made(input, chosen)
    expect(Math.abs(shown.seconds - 1.5)).toBeLessThan(0.1)
    const text = await readFile(await make(join(home, 'back.srt'), ['-i', shown.path]), 'utf8')
    expect(text).toMatch(/^1\n00:00:0(0,9|1,0)\d\d --> \S+\nCue 3/)
  })

  it('that are a playlist open nothing', async () => {
    const path = join((await newPlace()).home, 'list.srt')
    await writeFile(path, '#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n')
    const place = await newPlace()
    await transform(place, await clip(), { preset: preset({ subtitles: { mode: 'burn', path } }) })
    expect(await place.job.failure()).toMatchObject({ kind: 'invalid-input' })
  })
})

describe('time', () => {
  it.each([0.5, 2, 4])('at %s times the speed', async (speed) => {
    const { seconds } = await made(await clip(), preset({ speed }))
    expect(Math.abs(seconds - 2 / speed)).toBeLessThan(0.15)
  })

  it('pauses are cut out of both alike', async () => {
    const input = await clip({
      seconds: 4,
      more: ['-af', "volume='if(between(t,1,3),0,1)':eval=frame", '-ac', '2'],
    })
    const { seconds } = await made(input, preset({ silence: {} }))
    expect(seconds).toBeGreaterThan(1.9)
    expect(seconds).toBeLessThan(2.6)
  })

  it('a varying frame rate becomes a steady one', async () => {
    const home = (await newPlace()).home
    const input = await make(join(home, 'vfr.mkv'), [
      ...['-f', 'lavfi', '-i', 'testsrc2=size=160x90:rate=30', '-t', '2'],
      ...['-vf', "select='not(mod(n,3))+lt(n,20)'", '-fps_mode', 'vfr', '-c:v', 'libx264'],
      ...['-pix_fmt', 'yuv420p', '-preset', 'ultrafast'],
    ])
    const { video, seconds } = await made(input, preset({}, { picture: { copy: 'never' } }))
    expect(video?.r_frame_rate).toMatch(/^\d+\/(1|1001)$/)
    expect(seconds).toBeCloseTo(2, 0)
  })

  it('fades at both ends', async () => {
    const { path } = await made(await plain('white'), preset({ fade: { in: 0.5, out: 0.5 } }))
    const [start, middle] = [
      await colourAt(path, { x: 160, y: 90, seconds: 0 }),
      await colourAt(path, { x: 160, y: 90, seconds: 1 }),
    ]
    expect(start[0]).toBeLessThan(60)
    expect(middle[0]).toBeGreaterThan(240)
  })

  it('an intro and an outro are joined, with sound or without', async () => {
    const edits = {
      intro: await plain('red', [], '180x320'),
      outro: await clip({ seconds: 1, sound: false }),
    }
    const { path, seconds, streams } = await made(await plain('blue'), preset(edits))
    expect(seconds).toBeCloseTo(5, 0)
    expect(streams).toEqual(['video', 'audio'])
    expect((await colourAt(path, { x: 160, y: 90, seconds: 1 }))[0]).toBeGreaterThan(220)
    expect((await colourAt(path, { x: 160, y: 90, seconds: 3 }))[2]).toBeGreaterThan(220)
  })
})

describe('the picture', () => {
  it('loses its black bars', async () => {
    const input = await clip({ more: ['-vf', 'scale=320:120,setsar=1,pad=320:180:0:30'] })
    const { video } = await made(input, preset({ cropBars: true }))
    expect(video?.width).toBe(320)
    expect(video?.height).toBeGreaterThanOrEqual(118)
    expect(video?.height).toBeLessThanOrEqual(124)
  })

  it.each([
    [90, [180, 320]],
    [180, [320, 180]],
  ] as const)('is turned by %s degrees', async (rotate, [width, height]) => {
    expect((await made(await clip(), preset({ rotate }))).video).toMatchObject({ width, height })
  })

  it('is deinterlaced where it must be', async () => {
    const input = await clip({
      more: ['-vf', 'interlace', '-flags', '+ilme+ildct', '-x264opts', 'tff=1'],
    })
    const { path } = await made(input, preset({}))
    expect(await notesOf(path)).toContain('"field_order": "progressive"')
  })

  it('of high dynamic range becomes one for every screen, or stays', async () => {
    const home = (await newPlace()).home
    const input = await make(join(home, 'hdr.mp4'), [
      ...[
        '-f',
        'lavfi',
        '-i',
        'testsrc2=size=160x90:rate=25',
        '-t',
        '1',
        '-pix_fmt',
        'yuv420p10le',
      ],
      ...['-c:v', 'libx265', '-preset', 'ultrafast', '-tag:v', 'hvc1'],
      ...[
        '-x265-params',
        'log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc',
      ],
      ...['-color_primaries', 'bt2020', '-color_trc', 'smpte2084', '-colorspace', 'bt2020nc'],
    ])
    const sdr = await made(input, preset({}))
    expect(sdr.video).toMatchObject({ pix_fmt: 'yuv420p', color_transfer: 'bt709' })
    const picture = { codec: 'hevc', tenBit: true, copy: 'never' } as const
    const hdr = await made(input, preset({ hdr: 'keep' }, { picture }))
    expect(hdr.video).toMatchObject({
      pix_fmt: 'yuv420p10le',
      color_transfer: 'smpte2084',
      color_primaries: 'bt2020',
    })
  })

  it('has less noise, and everything at once works', async () => {
    const home = (await newPlace()).home
    const mark = await make(join(home, 'mark.png'), [
      ...['-f', 'lavfi', '-i', 'color=red:s=64x32', '-frames:v', '1'],
    ])
    const all = preset(
      {
        trim: { from: 0.2, to: 1.8 },
        denoise: 'strong',
        rotate: 90,
        watermark: { kind: 'image', path: mark },
        speed: 2,
        fade: {},
        loudness: {},
        cropBars: true,
        metadata: 'clean',
      },
      { extraArguments: ['-metadata', 'comment=two words'] },
    )
    const input = await clip({ more: ['-metadata', 'title=Secret'] })
    const { path, seconds, video } = await made(input, all)
    expect(seconds).toBeCloseTo(0.8, 0)
    expect(video).toMatchObject({ width: 180, height: 320 })
    const notes = await notesOf(path)
    expect(notes).not.toContain('Secret')
    expect(notes).toContain('two words')
  })
})

it('a size is kept by a codec that makes one pass, too', async () => {
  const noise = await clip({ seconds: 3, more: ['-vf', 'noise=alls=60:allf=t', '-crf', '10'] })
  const quality = { by: 'size', megabytes: 0.3 } as const
  const { path, log } = await made(noise, preset({}, { picture: { codec: 'hevc', quality } }))
  expect((await stat(path)).size).toBeLessThanOrEqual(300_000)
  expect(log).toContain('in one pass; it is made again where it comes out too large.')
})

it('a size is kept, in two passes', async () => {
  const noise = await clip({ seconds: 3, more: ['-vf', 'noise=alls=60:allf=t', '-crf', '10'] })
  const picture = { quality: { by: 'size', megabytes: 0.3 } } as const
  const { path } = await made(noise, preset({}, { picture }))
  const { size } = await stat(path)
  expect(size).toBeLessThanOrEqual(300_000)
  expect(size).toBeGreaterThan(200_000)
})
