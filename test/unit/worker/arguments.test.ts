import { describe, expect, it } from 'vitest'
import { planTransform } from '../../../src/shared/plan/index.ts'
import { containerFormats } from '../../../src/worker/media/formats.ts'
import { transformArguments } from '../../../src/worker/transform/arguments.ts'
import { audioStream, mediaInfo, videoStream } from '../../fixtures/media-info.ts'
import { builtIn } from '../../fixtures/media.ts'

const youtube = builtIn('youtube-1080p')
const media = mediaInfo(videoStream())
const plan = planTransform(mediaInfo(videoStream(), audioStream()), youtube)

/** What the libraries in use make of a plan, word for word: a new version must not change it. */
describe('the arguments for FFmpeg', () => {
  it('are these for a plan with sound', () => {
    const files = { input: '/in/a.mp4', output: '/work/rendition.part' }
    expect(transformArguments(plan, files)).toEqual([
      ...['-hide_banner', '-y', '-loglevel', 'level+info'],
      ...['-nostats', '-progress', 'pipe:3', '-stats_period', '0.5'],
      ...['-protocol_whitelist', 'file,pipe', '-format_whitelist', containerFormats],
      ...['-i', 'file:/in/a.mp4'],
      '-filter_complex',
      '[0:0]scale=1280:720:flags=lanczos:in_color_matrix=bt709:out_color_matrix=bt709:out_range=tv,' +
        'setsar=1,format=yuv420p[video];' +
        '[0:1]aresample=async=1:first_pts=0,' +
        'aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo[sound0]',
      ...['-map', '[video]', '-fps_mode', 'cfr', '-r', '30000/1001'],
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18'],
      ...['-profile:v', 'high', '-bf', '2', '-flags', '+cgop'],
      ...['-g', '15', '-keyint_min', '15', '-sc_threshold', '0', '-pix_fmt', 'yuv420p'],
      ...['-colorspace', 'bt709', '-color_primaries', 'bt709'],
      ...['-color_trc', 'bt709', '-color_range', 'tv'],
      ...['-map', '[sound0]', '-c:a:0', 'aac', '-b:a:0', '384k'],
      ...['-ar:a:0', '48000', '-ac:a:0', '2'],
      ...['-sn', '-dn', '-map_metadata', '0', '-map_chapters', '0'],
      ...['-max_muxing_queue_size', '4096', '-abort_on', 'empty_output'],
      ...['-movflags', '+faststart+negative_cts_offsets', '-use_editlist', '0', '-f', 'mp4'],
      'file:/work/rendition.part',
    ])
  })

  it('have nothing about sound where there is none', () => {
    const files = { input: '/in/a.mp4', output: '/work/rendition.part' }
    const argv = transformArguments(planTransform(media, youtube), files)
    expect(argv.filter((argument) => /^-(c:a|b:a|ar|ac|af)/.test(argument))).toEqual([])
  })

  it.each([
    `/in/it's "quoted".mp4`,
    '/in/two words  and more.mp4',
    '/in/-y -f null.mp4',
    '/in/line\nbreak $(x) `y` %03d; | & 🎬.mp4',
    'C:\\Users\\me\\a b.mp4',
  ])('take %j as one word that is no option', (path) => {
    const argv = transformArguments(plan, { input: path, output: `${path}.part` })
    expect(argv.indexOf(`file:${path}`)).toBe(argv.indexOf('-i') + 1)
    expect(argv.at(-1)).toBe(`file:${path}.part`)
  })
})
