import type { Rational } from '../../../shared/media.ts'
import type { Plan } from '../../../shared/plan/index.ts'
import { untrustedInput } from '../../media/probe.ts'
import { progressArguments } from '../command.ts'
import type { Segment } from './layout.ts'

/** So much before a segment is decoded with it: filters that look back find what they need. */
const prerollSeconds = 0.5

interface PictureParts {
  inputPath: string
  /** What of the input is used. */
  trim: Plan['trim']
  /** Further inputs, with their options. */
  moreInputs?: readonly string[]
  /** From `[0:V:0]` to `[video]`. */
  filters: string
  frameRate: Rational
  /** Whether the input's pictures stand for different times. */
  variable: boolean
  /** The encoder and its options. */
  options: readonly string[]
}

const common = ['-hide_banner', '-loglevel', 'level+info', ...progressArguments, '-y']

/**
 * The arguments that encode one segment's picture. Filters see the time of the whole video, as some
 * go by it; the cut comes after them, to the frame. MP4 keeps the clock of the frame rate exactly,
 * which Matroska's milliseconds do not.
 */
export function segmentArguments(
  { inputPath, trim, moreInputs = [], filters, frameRate, variable, options }: PictureParts,
  { startSeconds, frames }: Segment,
  output: string,
): string[] {
  const { num, den } = frameRate
  const from = Math.max(0, startSeconds - prerollSeconds)
  const shifted = filters.replace(
    '[0:V:0]',
    `[0:V:0]setpts=PTS+${from.toFixed(6)}/TB[whole];[whole]`,
  )
  // A third of a frame early, as times are rounded: half of one could be rounded either way.
  const cut = Math.max(0, startSeconds - den / num / 3)
  // A picture that stands long is repeated on the clock of the whole before it is cut.
  const clock = variable ? `fps=${num}/${den},` : ''
  const end = trim?.seconds == null ? '' : `:end=${trim.seconds.toFixed(6)}`
  const graph = `${shifted};[video]${clock}trim=start=${cut.toFixed(6)}${end},setpts=PTS-STARTPTS[segment]`
  return [
    ...common,
    ...seekOptions((trim?.from ?? 0) + from, variable),
    ...untrustedInput(inputPath),
    ...moreInputs,
    ...['-filter_complex', graph, '-map', '[segment]', '-an', '-sn', '-dn'],
    ...['-map_metadata', '-1', '-map_chapters', '-1'],
    ...['-fps_mode', 'cfr', '-r', `${num}/${den}`],
    ...(frames === null ? [] : ['-frames:v', String(frames)]),
    ...options,
    ...['-max_muxing_queue_size', '4096', '-abort_on', 'empty_output', '-f', 'mp4'],
    `file:${output}`,
  ]
}

/** Where it ends is for the filters to say: FFmpeg counts from the key frame when it seeks to one. */
const seekOptions = (begin: number, variable: boolean): string[] => [
  // The picture that stands at the beginning may have come long before it.
  ...(variable && begin > 0 ? ['-noaccurate_seek'] : []),
  ...(begin === 0 ? [] : ['-ss', begin.toFixed(6)]),
]

/**
 * The arguments that encode all sound tracks. NUT keeps their times to the sample; Matroska keeps
 * what Opus puts before the first one, and its milliseconds are those of the result anyway.
 */
export const soundArguments = (
  inputPath: string,
  trim: readonly string[],
  /** From which streams to the encoders and their options. */
  options: readonly string[],
  format: 'nut' | 'matroska',
  output: string,
): string[] => [
  ...common,
  ...trim,
  ...untrustedInput(inputPath),
  ...['-vn', '-sn', '-dn', ...options, '-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-abort_on', 'empty_output', '-f', format, `file:${output}`],
]
