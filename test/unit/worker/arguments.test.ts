import { describe, expect, it } from 'vitest'
import { containerFormats } from '../../../src/worker/media/formats.ts'
import { transformArguments } from '../../../src/worker/transform/arguments.ts'
import type { TransformPlan } from '../../../src/worker/transform/plan.ts'
import { builtIn } from '../../fixtures/media.ts'

const youtube = builtIn('youtube-1080p')

const plan: TransformPlan = {
  size: { width: 1280, height: 720 },
  frameRate: { num: 30_000, den: 1_001 },
  videoFilters: '[0:V:0]scale=1280:720[video]',
  audio: true,
  durationSeconds: 2,
}

/** What the libraries in use make of a plan, word for word: a new version must not change it. */
describe('the arguments for FFmpeg', () => {
  it('are these for a plan with sound', () => {
    const files = { input: '/in/a.mp4', output: '/work/rendition.part' }
    expect(transformArguments(plan, youtube, files)).toEqual([
      ...['-hide_banner', '-loglevel', 'level+info'],
      ...['-nostats', '-progress', 'pipe:3', '-stats_period', '0.5'],
      ...['-protocol_whitelist', 'file,pipe', '-format_whitelist', containerFormats],
      ...['-i', 'file:/in/a.mp4'],
      ...['-filter_complex', '[0:V:0]scale=1280:720[video]'],
      ...['-map', '[video]', '-sn', '-dn', '-map_metadata', '0', '-map_chapters', '0'],
      ...['-fps_mode', 'cfr', '-r', '30000/1001'],
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18'],
      ...['-profile:v', 'high', '-pix_fmt', 'yuv420p', '-bf', '2', '-flags', '+cgop'],
      ...['-g', '15', '-keyint_min', '15', '-sc_threshold', '0'],
      ...['-colorspace', 'bt709', '-color_primaries', 'bt709'],
      ...['-color_trc', 'bt709', '-color_range', 'tv'],
      ...['-map', '0:a:0?', '-af', 'aresample=async=1:first_pts=0,aformat=channel_layouts=stereo'],
      ...['-c:a', 'aac', '-b:a', '384k', '-ar', '48000', '-ac', '2'],
      ...['-movflags', '+faststart+negative_cts_offsets', '-use_editlist', '0'],
      ...['-max_muxing_queue_size', '4096', '-abort_on', 'empty_output', '-f', 'mp4'],
      'file:/work/rendition.part',
    ])
  })

  it('have nothing about sound where there is none', () => {
    const files = { input: '/in/a.mp4', output: '/work/rendition.part' }
    const argv = transformArguments({ ...plan, audio: false }, youtube, files)
    expect(argv.filter((argument) => /^-(c:a|b:a|ar|ac|af)$/.test(argument))).toEqual([])
  })

  it.each([
    `/in/it's "quoted".mp4`,
    '/in/two words  and more.mp4',
    '/in/-y -f null.mp4',
    '/in/line\nbreak $(x) `y` %03d; | & 🎬.mp4',
    'C:\\Users\\me\\a b.mp4',
  ])('take %j as one word that is no option', (path) => {
    const argv = transformArguments(plan, youtube, { input: path, output: `${path}.part` })
    expect(argv.indexOf(`file:${path}`)).toBe(argv.indexOf('-i') + 1)
    expect(argv.at(-1)).toBe(`file:${path}.part`)
  })
})
