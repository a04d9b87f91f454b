import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SpoolError } from '../../../shared/errors.ts'
import type { Rational } from '../../../shared/media.ts'
import type { WorkContext } from '../../context.ts'
import { subtitleFormats } from '../../media/formats.ts'
import { untrustedInput } from '../../media/probe.ts'
import { progressArguments } from '../command.ts'
import { runFfmpeg, type FfmpegRun } from '../run-ffmpeg.ts'
import type { FinishedSegment, SegmentStore } from './store.ts'

/** What is put beside the picture, and how. */
export interface Joining {
  /** What goes before the source, which tracks, metadata and chapters are copied from, and before
   * added subtitles. */
  source: readonly string[]
  /** A file of subtitles that becomes a track. */
  added: string | null
  /** How many sound tracks there are to be. */
  sounds: number
  /** What is mapped beside the picture, notes, and the container with its options. */
  options: readonly string[]
}

interface JoinOptions extends Joining {
  store: SegmentStore
  segments: readonly FinishedSegment[]
  frameRate: Rational
  /** Whether sound was encoded beside them. */
  sound: boolean
  inputPath: string
  output: string
  durationSeconds: number
  onNews: FfmpegRun['onNews']
}

/** Puts the segments one after the other, with the sound beside them; nothing is coded anew. */
export async function joinSegments(context: WorkContext, options: JoinOptions): Promise<void> {
  const { store, segments, frameRate, sound, inputPath, output, added } = options
  const list = join(store.folder, 'list.ffconcat')
  await writeFile(list, concatList(segments, frameRate))
  const argv = [
    ...['-hide_banner', '-loglevel', 'level+info', ...progressArguments, '-y'],
    ...['-f', 'concat', '-i', `file:${list}`],
    ...options.source,
    ...untrustedInput(inputPath),
    ...(sound ? ['-i', `file:${store.soundPath}`] : []),
    ...(added === null ? [] : [...options.source, ...untrustedInput(added, subtitleFormats)]),
    ...['-map', '0:v:0', '-dn', ...options.options],
    `file:${output}`,
  ]
  const { durationSeconds, onNews } = options
  await runFfmpeg(context, {
    argv,
    inputPath,
    output,
    durationSeconds,
    ...(onNews ? { onNews } : {}),
  })
  await checkSeamless(context, options)
}

/** Each segment's length is told exactly: what its file says is rounded. */
export const concatList = (
  segments: readonly Pick<FinishedSegment, 'name' | 'frames'>[],
  { num, den }: Rational,
): string =>
  [
    'ffconcat version 1.0',
    ...segments.flatMap(({ name, frames }) => [
      `file '${name}'`,
      `duration ${((frames * den) / num).toFixed(6)}`,
    ]),
    '',
  ].join('\n')

/**
 * Makes sure that nobody can tell where it was joined: every picture is there, each follows the one
 * before at the same distance, and the sound begins with the picture.
 */
async function checkSeamless(
  context: WorkContext,
  { segments, frameRate, output, sounds }: JoinOptions,
): Promise<void> {
  const expected = segments.reduce((sum, { frames }) => sum + frames, 0)
  const picture = await packetTimes(context, output, 'v:0')
  const times = [...picture].sort((a, b) => a - b)
  const distance = frameRate.den / frameRate.num
  // Containers round to their own clock, the coarsest of which counts milliseconds.
  const tolerance = Math.max(0.0015, distance * 0.1)
  const faults: string[] = []
  if (times.length !== expected) {
    faults.push(`${times.length} pictures came out of ${expected}`)
  }
  const gap = times.findIndex(
    (time, n) => n > 0 && Math.abs(time - (times[n - 1] ?? 0) - distance) > tolerance,
  )
  if (gap >= 0) faults.push(`there is a seam at ${(times[gap] ?? 0).toFixed(3)} s`)
  for (let track = 0; track < sounds; track++) {
    const [soundBegins = Infinity] = await packetTimes(context, output, `a:${track}`, '%+#1')
    const apart = Math.abs(soundBegins - (times[0] ?? 0))
    if (apart > distance + 0.1) faults.push(`the sound begins ${apart.toFixed(3)} s apart`)
  }
  if (faults.length === 0) return
  throw new SpoolError(
    'bug',
    `The segments of this video could not be joined without a seam: ${faults.join(', ')}. Please report it.`,
  )
}

/** When each packet of a stream is shown, in seconds. */
async function packetTimes(
  context: WorkContext,
  path: string,
  stream: string,
  interval?: string,
): Promise<number[]> {
  const times: number[] = []
  await context.run({
    program: context.tools.ffprobe,
    argv: [
      ...['-v', 'error', '-select_streams', stream, '-of', 'csv=p=0'],
      ...(interval === undefined ? [] : ['-read_intervals', interval]),
      ...['-show_entries', 'packet=pts_time', ...untrustedInput(path)],
    ],
    onStdoutLine: (line) => {
      const time = Number.parseFloat(line)
      if (Number.isFinite(time)) times.push(time)
    },
  })
  return times
}
