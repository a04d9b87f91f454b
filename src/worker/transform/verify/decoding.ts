import { SpoolError } from '../../../shared/errors.ts'
import type { MediaInfo } from '../../../shared/media.ts'
import type { WorkContext } from '../../context.ts'
import { tellsCutShort } from '../../media/ending.ts'
import { untrustedInput } from '../../media/probe.ts'
import type { Expectation } from './index.ts'

/** How much is decoded at each place, in seconds: enough for a few pictures of any usual rate. */
const lookSeconds = 0.1
/** Shorter ones are decoded whole. */
const wholeSeconds = 3
/** Where the file does not tell when its picture ends: so much may the sound go on after it. */
const unknownTail = 1

/**
 * Decodes the file at its start, middle and end, in one process: what only looks complete, because
 * its index is whole, has no pictures there.
 */
export async function checkDecodes(
  context: WorkContext,
  path: string,
  made: MediaInfo,
  { copied }: Pick<Expectation, 'copied'>,
): Promise<void> {
  const looks = placesToLook(made)
  const maps = looks.flatMap(({ streams }, look) => streams.map((stream) => `${look}:${stream}`))
  const argv = decodingArguments(path, looks, maps)
  const seen = new Set<string>()
  const { exitCode, stderr } = await context.run({
    program: context.tools.ffmpeg,
    argv,
    onStdoutLine: (line) => {
      // A packet a line, which begins with the number of its stream; comments begin with #.
      const map = maps[Number(/^(\d+),/.exec(line)?.[1] ?? Number.NaN)]
      if (map !== undefined) seen.add(map)
    },
  })
  const isWhole =
    exitCode === 0 &&
    // The leading stream of each place must be there; sound may be away at one of them.
    looks.every(({ streams: [leading] }, look) => seen.has(`${look}:${leading}`)) &&
    (!made.audio || looks.some((_, look) => seen.has(`${look}:${made.audio?.index}`)))
  // Other faults of what is copied are the source's.
  if (isWhole && (copied ? !stderr.some(tellsCutShort) : stderr.length === 0)) return
  throw damaged(copied, {
    command: [context.tools.ffmpeg, ...argv],
    exitCode,
    stderr: stderr.slice(-30),
  })
}

interface Look {
  /** Null: from the very start. */
  from: number | null
  /** Null: to the very end. */
  seconds: number | null
  /** The numbers of the streams that are decoded there; the first must be found. */
  streams: readonly [number, ...number[]]
}

/**
 * Start, middle and end of the picture, with the sound at the same places, and the end of the sound
 * where it is another.
 */
function placesToLook({ video, audio, durationSeconds }: MediaInfo): Look[] {
  const leading = video ?? audio
  if (!leading) return []
  const streams: Look['streams'] = video && audio ? [video.index, audio.index] : [leading.index]
  const ends = leading.durationSeconds ?? durationSeconds
  if (ends === null) return [{ from: null, seconds: null, streams }]
  const whole = (durationSeconds ?? ends) <= wholeSeconds
  if (whole) return [{ from: null, seconds: null, streams }]
  const rate = video?.frameRate ? video.frameRate.num / video.frameRate.den : 25
  const seconds = Math.min(ends / 3, Math.max(lookSeconds, 3 / rate))
  const tail = leading.durationSeconds === null ? Math.max(unknownTail, seconds * 2) : seconds
  const last = Math.max(0, ends - tail)
  const soundEnds = (video && audio?.durationSeconds) ?? 0
  return [
    { from: null, seconds, streams },
    { from: ends / 2, seconds, streams },
    ...(audio && soundEnds > ends + unknownTail
      ? [
          { from: last, seconds: null, streams: [leading.index] } as const,
          { from: soundEnds - lookSeconds, seconds: null, streams: [audio.index] } as const,
        ]
      : [{ from: last, seconds: null, streams }]),
  ]
}

/**
 * Each look begins at the key frame before its place: there is one however long a picture stands,
 * and nothing is decoded in vain up to the place. How pictures are smoothed in the end does not
 * matter here and takes a fifth of the time.
 */
function decodingArguments(
  path: string,
  looks: readonly Look[],
  maps: readonly string[],
): string[] {
  const inputs = looks.flatMap(({ from, seconds }) => [
    ...(from === null ? [] : ['-noaccurate_seek', '-ss', from.toFixed(3)]),
    ...(seconds === null ? [] : ['-t', seconds.toFixed(3)]),
    ...['-skip_loop_filter', 'all'],
    ...untrustedInput(path),
  ])
  return [
    ...['-hide_banner', '-v', 'error', ...inputs],
    ...maps.flatMap((map) => ['-map', map]),
    // What is before the place has negative times, which a fixed rate would leave out.
    ...['-fps_mode', 'passthrough', '-f', 'framecrc', 'pipe:1'],
  ]
}

function damaged(copied: boolean, details: SpoolError['details']): SpoolError {
  return copied
    ? new SpoolError(
        'invalid-input',
        'The video is damaged: parts of it cannot be played. Get it again from where it came.',
        { details },
      )
    : new SpoolError('transient', 'The rendition came out damaged and was thrown away. Retry.', {
        details,
      })
}
