import type { Rational } from '../../../shared/media.ts'
import { untrustedInput } from '../../media/probe.ts'
import { progressArguments } from '../command.ts'
import type { Segment } from './layout.ts'

/** So much before a segment is decoded with it: filters that look back find what they need. */
const prerollSeconds = 0.5

interface PictureParts {
  inputPath: string
  /** Further inputs, with their options. */
  moreInputs?: readonly string[]
  /** From `[0:V:0]` to `[video]`. */
  filters: string
  frameRate: Rational
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
  { inputPath, moreInputs = [], filters, frameRate, options }: PictureParts,
  { startSeconds, frames }: Segment,
  output: string,
): string[] {
  const { num, den } = frameRate
  const from = Math.max(0, startSeconds - prerollSeconds)
  const shifted = filters.replace(
    '[0:V:0]',
    `[0:V:0]setpts=PTS+${from.toFixed(6)}/TB[whole];[whole]`,
  )
  // Half a frame early: times are rounded.
  const cut = Math.max(0, startSeconds - den / num / 2)
  const graph = `${shifted};[video]trim=start=${cut.toFixed(6)},setpts=PTS-STARTPTS[segment]`
  return [
    ...common,
    ...(from === 0 ? [] : ['-ss', from.toFixed(6)]),
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

/** The arguments that encode the whole sound; NUT keeps its times to the sample. */
export const soundArguments = (
  inputPath: string,
  /** From which stream to the encoder and its options. */
  options: readonly string[],
  output: string,
): string[] => [
  ...common,
  ...untrustedInput(inputPath),
  ...['-vn', '-sn', '-dn', ...options, '-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-abort_on', 'empty_output', '-f', 'nut', `file:${output}`],
]
