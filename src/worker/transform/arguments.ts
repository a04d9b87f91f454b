import ffmpeg from 'fluent-ffmpeg'
import type { Preset } from '../../shared/preset.ts'
import { untrustedInput } from '../media/probe.ts'
import type { TransformPlan } from './plan.ts'

interface Files {
  input: string
  /** Has a name of no format, so the format is always told. */
  output: string
}

/** Where FFmpeg tells how far it is: the file descriptor after the three usual ones. */
export const progressArguments = ['-nostats', '-progress', 'pipe:3', '-stats_period', '0.5']

/** The argument list that carries a plan out, for FFmpeg 5 and later. */
export function transformArguments(
  plan: TransformPlan,
  { video, audio }: Preset,
  { input, output }: Files,
): string[] {
  const { num, den } = plan.frameRate
  const inputOptions = untrustedInput(input).slice(0, -2)
  return built(
    ffmpeg(`file:${input}`)
      .inputOptions(inputOptions)
      .complexFilter(plan.videoFilters)
      .outputOptions([
        ...['-map', '[video]', '-sn', '-dn', '-map_metadata', '0', '-map_chapters', '0'],
        ...['-fps_mode', 'cfr', '-r', `${num}/${den}`],
        ...pictureOptions(plan, video),
        ...(plan.audio ? audioOptions(audio) : []),
        ...containerOptions.slice(0, -2),
        ...['-max_muxing_queue_size', '4096', '-abort_on', 'empty_output', '-f', 'mp4'],
      ])
      .output(`file:${output}`),
  )
}

/** Half a second between key frames lets a player jump anywhere; YouTube asks for closed groups. */
export const keyIntervalOf = ({ frameRate: { num, den } }: Pick<TransformPlan, 'frameRate'>) =>
  Math.max(1, Math.round(num / den / 2))

/** The picture's encoder with its options. */
export function pictureOptions(plan: TransformPlan, video: Preset['video']): string[] {
  const keyInterval = String(keyIntervalOf(plan))
  return [
    ...['-c:v', 'libx264', '-preset', video.speed, '-crf', String(video.crf)],
    ...['-profile:v', 'high', '-pix_fmt', 'yuv420p', '-bf', '2', '-flags', '+cgop'],
    ...['-g', keyInterval, '-keyint_min', keyInterval, '-sc_threshold', '0'],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709'],
    ...['-color_trc', 'bt709', '-color_range', 'tv'],
  ]
}

/** The container with its options. */
export const containerOptions = [
  ...['-movflags', '+faststart+negative_cts_offsets', '-use_editlist', '0', '-f', 'mp4'],
]

export const audioOptions = ({
  kilobitsPerSecond,
  sampleRate,
  channels,
}: Preset['audio']): string[] => [
  // Sound that begins late or has gaps is filled up, so that it stays with the picture.
  ...['-map', '0:a:0?', '-af', 'aresample=async=1:first_pts=0,aformat=channel_layouts=stereo'],
  ...['-c:a', 'aac', '-b:a', `${kilobitsPerSecond}k`],
  ...['-ar', String(sampleRate), '-ac', String(channels)],
]

/** The builder's list, and before it what holds for every run. The builder itself never runs. */
function built(command: ffmpeg.FfmpegCommand): string[] {
  return [
    '-hide_banner',
    '-loglevel',
    'level+info',
    ...progressArguments,
    ...command._getArguments(),
  ]
}
