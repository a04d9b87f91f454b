import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { make } from '../../fixtures/measure.ts'
import { builtIn, cutShort, makeClip, show } from '../../fixtures/media.ts'
import { newPlace, transform, type Place } from '../worker/place.ts'

const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=160x90:rate=25']
const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000']
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']

type Maker = (home: string) => Promise<string>

const whole: [string, Maker, { streams?: string[]; video?: object; seconds?: number }][] = [
  [
    'no sound',
    (home) => makeClip(join(home, 'a.mp4'), { seconds: 1, sound: false }),
    { streams: ['video'] },
  ],
  [
    'a varying frame rate',
    (home) =>
      make(join(home, 'a.mp4'), [
        ...[...picture, ...tone, '-t', '2', '-vf', `select='not(gt(t\\,1)*mod(n\\,3))'`],
        ...['-fps_mode', 'vfr', ...h264, '-c:a', 'aac'],
      ]),
    { streams: ['video', 'audio'], video: { r_frame_rate: '25/1' } },
  ],
  [
    'sound that goes on after the picture',
    (home) =>
      make(join(home, 'a.mp4'), [
        ...['-t', '2', ...picture, '-t', '5', ...tone, ...h264, '-c:a', 'aac'],
      ]),
    { streams: ['video', 'audio'], seconds: 5 },
  ],
  [
    'sound that ends before the picture',
    (home) =>
      make(join(home, 'a.mkv'), [
        ...['-t', '5', ...picture, '-t', '1', ...tone, ...h264, '-c:a', 'aac'],
      ]),
    { streams: ['video', 'audio'], seconds: 5 },
  ],
  [
    'one picture that stands while the sound plays',
    (home) =>
      make(join(home, 'a.mp4'), [
        ...['-t', '0.04', ...picture, '-t', '8', ...tone, ...h264, '-c:a', 'aac'],
      ]),
    { streams: ['video', 'audio'], seconds: 8 },
  ],
  [
    'pictures that stand for seconds',
    (home) =>
      make(join(home, 'a.mp4'), [
        ...['-t', '12', ...picture, '-t', '12', ...tone],
        ...['-vf', `select='lt(t\\,1)+gt(t\\,11.5)'`, '-fps_mode', 'vfr', ...h264, '-c:a', 'aac'],
      ]),
    { streams: ['video', 'audio'], seconds: 12 },
  ],
  [
    'several sounds and subtitles',
    async (home) => {
      const subtitles = join(home, 'a.srt')
      await writeFile(subtitles, '1\n00:00:00,000 --> 00:00:01,000\nHello\n')
      return make(join(home, 'a.mkv'), [
        ...[...picture, ...tone, ...tone, '-i', subtitles, '-t', '1'],
        ...[
          '-map',
          '0',
          '-map',
          '1',
          '-map',
          '2',
          '-map',
          '3',
          ...h264,
          '-c:a',
          'aac',
          '-c:s',
          'ass',
        ],
      ])
    },
    { streams: ['video', 'audio', 'subtitle'] },
  ],
  [
    '5.1 sound',
    (home) =>
      make(join(home, 'a.mkv'), [
        ...[...picture, ...tone, '-t', '1', '-af', 'pan=5.1(side)|FL=c0|FR=c0|FC=c0|SL=c0|SR=c0'],
        ...[...h264, '-c:a', 'ac3'],
      ]),
    { streams: ['video', 'audio'] },
  ],
  [
    'ten bits in 4:2:2',
    (home) =>
      make(join(home, 'a.mkv'), [
        ...picture,
        '-t',
        '1',
        '-c:v',
        'libx264',
        '-pix_fmt',
        'yuv422p10le',
      ]),
    { video: { pix_fmt: 'yuv420p' } },
  ],
  [
    'time that begins late',
    (home) =>
      make(join(home, 'a.ts'), [
        ...picture,
        ...tone,
        '-t',
        '1',
        ...h264,
        '-c:a',
        'aac',
        '-output_ts_offset',
        '100',
      ]),
    { streams: ['video', 'audio'] },
  ],
  [
    'time that begins below zero',
    async (home) => {
      const clip = await makeClip(join(home, 'b.mp4'), { seconds: 2, more: ['-g', '50'] })
      return make(join(home, 'a.mkv'), [
        '-ss',
        '0.5',
        '-i',
        clip,
        '-c',
        'copy',
        '-avoid_negative_ts',
        'disabled',
      ])
    },
    { streams: ['video', 'audio'] },
  ],
  [
    'an attached picture beside the video',
    async (home) => {
      const clip = await makeClip(join(home, 'b.mp4'), { seconds: 1 })
      const cover = await make(join(home, 'c.png'), [...picture, '-frames:v', '1'])
      return make(join(home, 'a.mp4'), [
        ...[
          '-i',
          cover,
          '-i',
          clip,
          '-map',
          '1',
          '-map',
          '0',
          '-c',
          'copy',
          '-disposition:v:1',
          'attached_pic',
        ],
      ])
    },
    { video: { codec_name: 'h264', width: 320 } },
  ],
  [
    'a wrong ending',
    async (home) => {
      const clip = await makeClip(join(home, 'b.mp4'), { seconds: 1 })
      const path = join(home, 'a.mp3')
      await writeFile(path, await readFile(clip))
      return path
    },
    { streams: ['video', 'audio'] },
  ],
  [
    'an animated picture',
    (home) => make(join(home, 'a.gif'), [...picture, '-t', '1', '-f', 'gif']),
    { video: { pix_fmt: 'yuv420p' } },
  ],
  ...[`-y "it's" $(x) 100%.mp4`, 'line\nbreak ☺🎬.mp4', '-leading: [a],b;c.mp4'].map(
    (name): (typeof whole)[number] => [
      `the name ${JSON.stringify(name)}`,
      (home) => makeClip(join(home, name), { seconds: 1 }),
      { streams: ['video', 'audio'] },
    ],
  ),
]

it.each(whole)('%s comes out right', async (_what, input, { streams, video, seconds }) => {
  const place = await newPlace()
  await transform(place, await input(place.home))
  const shown = await show(await place.job.made())
  if (streams) expect(shown.streams).toEqual(streams)
  if (video) expect(shown.video).toMatchObject(video)
  expect(shown.seconds).toBeGreaterThan(seconds === undefined ? 0.8 : seconds - 0.1)
  expect(shown.seconds).toBeLessThan(seconds === undefined ? 2.2 : seconds + 0.1)
})

const text =
  (name: string, content: string): Maker =>
  async (home) => {
    const path = join(home, name)
    await writeFile(path, content)
    return path
  }

const refused: [string, Maker, RegExp][] = [
  ['nothing at all', text('a.mp4', ''), /not a video|incomplete|read/],
  ['a page', text('a.mp4', '<html><body>Not found</body></html>'), /page or a message/],
  ['a playlist', text('a.mp4', '#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n'), /only points at/],
  ['a list of files', text('a.mp4', "ffconcat version 1.0\nfile 'other.mp4'\n"), /only points at/],
  [
    'a still picture',
    (home) => make(join(home, 'a.png'), [...picture, '-frames:v', '1']),
    /a picture and not a video/,
  ],
  [
    'sound alone',
    (home) => makeClip(join(home, 'a.m4a'), { picture: false, seconds: 1 }),
    /no picture in this file/,
  ],
  [
    'half a file',
    async (home) => cutShort(await makeClip(join(home, 'a.mp4'), { seconds: 4 }), 0.5),
    /damaged or cut short/,
  ],
]

it.each(refused)('%s is refused for good, with a sentence', async (_what, input, sentence) => {
  const place: Place = await newPlace()
  await transform(place, await input(place.home))
  const failure = await place.job.failure()
  expect(failure.message).toMatch(sentence)
  expect(failure.kind).toBe('invalid-input')
})

const made: [string, string, Maker, { streams?: string[]; audio?: object; seconds: number }][] = [
  [
    'the sound of a video whose picture goes on after it',
    'podcast-m4a',
    (home) =>
      make(join(home, 'a.mp4'), [
        ...['-t', '5', ...picture, '-t', '2', ...tone, ...h264, '-c:a', 'aac'],
      ]),
    { seconds: 2 },
  ],
  [
    'a loop of a video whose sound goes on after it',
    'gif',
    (home) =>
      make(join(home, 'a.mp4'), [
        ...['-t', '2', ...picture, '-t', '5', ...tone, ...h264, '-c:a', 'aac'],
      ]),
    { streams: ['video'], seconds: 2 },
  ],
  [
    'a loop of a video whose picture begins late',
    'gif',
    async (home) => {
      const clip = await makeClip(join(home, 'b.mp4'), { seconds: 2 })
      return make(join(home, 'a.mkv'), [
        ...[
          '-itsoffset',
          '1.5',
          '-i',
          clip,
          '-i',
          clip,
          '-map',
          '0:v',
          '-map',
          '1:a',
          '-c',
          'copy',
        ],
      ])
    },
    { streams: ['video'], seconds: 2 },
  ],
  [
    'a loop of what does not tell how long it lasts',
    'gif',
    (home) => make(join(home, 'a.png'), [...picture, '-t', '2', '-c:v', 'apng', '-f', 'apng']),
    { streams: ['video'], seconds: 2 },
  ],
  [
    'a loop of a single picture',
    'gif',
    (home) => make(join(home, 'a.mp4'), [...picture, '-frames:v', '1', ...h264]),
    { streams: ['video'], seconds: 0.1 },
  ],
  [
    'an MP4 of a video with FLAC',
    'remux',
    (home) => make(join(home, 'a.mkv'), [...picture, ...tone, '-t', '2', ...h264, '-c:a', 'flac']),
    { streams: ['video', 'audio'], audio: { codec_name: 'aac' }, seconds: 2 },
  ],
]

it.each(made)('%s comes out right', async (_what, id, input, { streams, audio, seconds }) => {
  const place = await newPlace()
  await transform(place, await input(place.home), { preset: builtIn(id) })
  const shown = await show(await place.job.made())
  if (streams) expect(shown.streams).toEqual(streams)
  if (audio) expect(shown.audio).toMatchObject(audio)
  expect(Math.abs(shown.seconds - seconds)).toBeLessThan(0.15)
})

it('tells of a source that is damaged in places', async () => {
  const place = await newPlace()
  const input = await makeClip(join(place.home, 'a.mp4'), { seconds: 4 })
  const bytes = await readFile(input)
  const data = bytes.indexOf('mdat')
  const third = Math.floor((bytes.length - data) / 3)
  bytes.fill(0xa5, data + third, data + third + 2_000)
  await writeFile(input, bytes)
  await transform(place, input, { preset: builtIn('vertical-crop') })
  expect((await show(await place.job.made())).seconds).toBeCloseTo(4, 0)
  expect(await place.job.log()).toContain('The source is damaged in places')
})
