import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MediaInfo, VideoStream } from '../../../src/shared/media.ts'
import { fitWithin, frameRateOf, planTransform } from '../../../src/shared/plan/index.ts'
import { graphOf } from '../../../src/worker/transform/graph/index.ts'
import { mediaInfo, videoStream } from '../../fixtures/media-info.ts'
import { alwaysEncoding, builtIn } from '../../fixtures/media.ts'

const stream = videoStream({ codec: 'h264', profile: 'High', frameRate: { num: 30, den: 1 } })

const mediaOf = (video: Partial<VideoStream> | null): MediaInfo =>
  mediaInfo(video && { ...stream, ...video }, null, { format: 'mov,mp4,m4a,3gp,3g2,mj2' })

const youtube = builtIn('youtube-1080p')
const vertical = builtIn('vertical-blur')

describe('a picture fitted within a box', () => {
  const length = fc.integer({ min: 1, max: 10_000 })
  const box = { width: 1920, height: 1080 }

  it('has even sides, stays in the box and is never made larger', () => {
    fc.assert(
      fc.property(length, length, (width, height) => {
        const [boxWidth, boxHeight] = height > width ? [1080, 1920] : [1920, 1080]
        const size = fitWithin({ width, height }, box)
        expect((size.width % 2) + (size.height % 2)).toBe(0)
        expect(size.width).toBeLessThanOrEqual(Math.min(boxWidth, Math.max(2, width + 1)))
        expect(size.height).toBeLessThanOrEqual(Math.min(boxHeight, Math.max(2, height + 1)))
      }),
    )
  })

  it('keeps its shape within a pixel', () => {
    fc.assert(
      fc.property(length, length, (width, height) => {
        const size = fitWithin({ width, height }, box)
        // Nothing is thinner than two pixels.
        fc.pre(size.width > 2 && size.height > 2)
        const [scaleX, scaleY] = [size.width / width, size.height / height]
        const scale = Math.min(
          1,
          ...(height > width ? [1080 / width, 1920 / height] : [1920 / width, 1080 / height]),
        )
        expect(Math.abs(scaleX - scale) * width).toBeLessThanOrEqual(1 + 1e-6)
        expect(Math.abs(scaleY - scale) * height).toBeLessThanOrEqual(1 + 1e-6)
      }),
    )
  })
})

describe('the frame rate', () => {
  const rateOf = (num: number, den: number, varies: { base?: number } | null = null) =>
    frameRateOf(
      {
        frameRate: { num, den },
        baseFrameRate: varies?.base === undefined ? null : { num: varies.base, den: 1 },
        variableFrameRate: varies !== null,
      },
      60,
    )

  it.each([
    ['is kept where it is usual', rateOf(30_000, 1_001), { num: 30_000, den: 1_001 }],
    ['is not taken for its neighbour', rateOf(30, 1), { num: 30, den: 1 }],
    ['nor at 60', rateOf(60, 1), { num: 60, den: 1 }],
    ['is the usual one it means', rateOf(2_997, 100), { num: 30_000, den: 1_001 }],
    ['is halved to the most there may be', rateOf(120, 1), { num: 60, den: 1 }],
    ['is kept where it is odd but constant', rateOf(15, 1), { num: 15, den: 1 }],
    ['is the usual one above where it varies', rateOf(2_843, 100, {}), { num: 30_000, den: 1_001 }],
    ['loses none of what varies', rateOf(17, 1, { base: 25 }), { num: 25, den: 1 }],
    ['minds no clock', rateOf(17, 1, { base: 90_000 }), { num: 24_000, den: 1_001 }],
    ['is never too low to move', rateOf(1, 5, {}), { num: 24_000, den: 1_001 }],
    [
      'is made whole where its fraction is absurd',
      rateOf(90_000, 3_003),
      { num: 30_000, den: 1_001 },
    ],
  ])('%s', (_what, rate, expected) => {
    expect(rate).toEqual(expected)
  })

  it('is 30 where the file does not tell', () => {
    expect(frameRateOf({ ...stream, frameRate: null }, 60)).toEqual({ num: 30, den: 1 })
  })
})

const encodedOf = (video: Partial<VideoStream>, preset = youtube) => {
  const plan = planTransform(mediaOf(video), alwaysEncoding(preset))
  if (plan.picture.do !== 'encode') throw new Error('The picture is not encoded.')
  return { plan, picture: plan.picture }
}

describe('a plan', () => {
  const filtersOf = (video: Partial<VideoStream>, preset = youtube) => {
    const inputs = { subtitles: null, watermark: null, from: 0, intro: null, outro: null }
    return graphOf(encodedOf(video, preset).plan, inputs).text
  }

  it('for a plain picture only scales it', () => {
    expect(filtersOf({})).toBe(
      '[0:0]scale=1280:720:flags=lanczos:in_color_matrix=bt709:out_color_matrix=bt709:out_range=tv,setsar=1,format=yuv420p[video]',
    )
  })

  it('takes untagged small pictures for BT.601, and tags as they are', () => {
    expect(filtersOf({ height: 576 })).toContain('in_color_matrix=bt601')
    expect(filtersOf({ height: 576, colorSpace: 'bt709' })).toContain('in_color_matrix=bt709')
    expect(filtersOf({ colorSpace: 'bt2020nc' })).toContain('in_color_matrix=bt2020')
  })

  it('makes whole frames of interlaced ones first', () => {
    expect(filtersOf({ interlaced: true })).toMatch(/^\[0:0\]bwdif=.*,scale=/)
  })

  it('turns what is stored lying', () => {
    expect(encodedOf({ rotation: 90 }).picture.size).toEqual({ width: 720, height: 1280 })
  })

  it('makes pixels square', () => {
    const pal = { width: 720, height: 576, sampleAspectRatio: { num: 64, den: 45 } }
    expect(encodedOf(pal).picture.size).toEqual({ width: 1024, height: 576 })
  })

  it('has exactly the size of a frame with blurred background', () => {
    expect(encodedOf({}, vertical).picture.size).toEqual({ width: 1080, height: 1920 })
    expect(filtersOf({}, vertical)).toMatch(/gblur.*overlay.*setsar=1,format=yuv420p\[video\]$/)
  })

  it('is refused without a picture', () => {
    expect(() => planTransform(mediaOf(null), youtube)).toThrow(/no picture in this file/)
  })
})
