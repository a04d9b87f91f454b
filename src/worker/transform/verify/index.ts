import { SpoolError } from '../../../shared/errors.ts'
import type { MediaInfo } from '../../../shared/media.ts'
import type { WorkContext } from '../../context.ts'
import { probe } from '../../media/probe.ts'
import { checkDecodes } from './decoding.ts'
import { checkLoudness } from './loudness.ts'

/** What a finished file must be, by its plan. */
export interface Expectation {
  /** The picture, as stored; null where there is to be none. */
  video: { width: number; height: number } | null
  audio: boolean
  /** What it must last, in seconds; null where the input did not tell. */
  durationSeconds: number | null
  /** So says only the header of the input, which may tell too little. */
  mayLastLonger?: boolean
  /** Streams are as the source has them: faults in them are the source's own. */
  copied: boolean
  /** What the sound was brought to, in LUFS; null where its loudness was left alone. */
  loudness: number | null
}

/**
 * Makes sure that a finished file is what was planned, whatever FFmpeg's exit code said: it also
 * ends well with half of a damaged input. Nothing counts before it went through here.
 *
 * @param onPart told how far it is, 0 to 1
 * @throws SpoolError where it is not
 */
export async function verify(
  context: WorkContext,
  path: string,
  expected: Expectation,
  onPart: (part: number) => void = () => undefined,
): Promise<MediaInfo> {
  const made = await probe(context, path)
  checkStreams(made, expected)
  checkDuration(made, expected)
  onPart(expected.loudness === null ? 0.3 : 0.1)
  await checkDecodes(context, path, made, expected)
  if (expected.loudness !== null) {
    onPart(0.3)
    await checkLoudness(context, path, expected.loudness, made.durationSeconds)
  }
  onPart(1)
  return made
}

function checkStreams({ video, audio }: MediaInfo, expected: Expectation): void {
  if (expected.video === null) {
    if (video) throw unplanned('There is a picture in it where none was asked for.')
  } else if (!video) {
    throw unplanned('The picture is missing.')
  } else {
    const { width, height } = expected.video
    if (video.width !== width || video.height !== height) {
      throw unplanned(
        `The picture is ${video.width}×${video.height} and not the planned ${width}×${height}.`,
      )
    }
  }
  if (expected.audio && !audio) throw unplanned('The sound is missing.')
  if (!expected.audio && audio) throw unplanned('There is sound in it where none was asked for.')
}

/** How far a duration may be from its plan, in seconds: containers and codecs round. */
export const durationTolerance = (seconds: number): number => Math.max(0.5, seconds * 0.01)

function checkDuration(made: MediaInfo, expected: Expectation): void {
  if (expected.durationSeconds === null) return
  const lasts = secondsOf(made)
  const difference = lasts - expected.durationSeconds
  if (Math.abs(difference) <= durationTolerance(expected.durationSeconds)) return
  const [is, should] = [lasts, expected.durationSeconds].map((s) => s.toFixed(1))
  if (difference > 0 && expected.mayLastLonger === true) return
  if (difference > 0) throw unplanned(`It lasts ${is} s and not the planned ${should} s.`)
  throw new SpoolError(
    'invalid-input',
    `The video is damaged or cut short: only ${is} s of ${should} s can be read. Get it again from where it came.`,
  )
}

/** How long picture and sound last: the last subtitle may stand longer. */
function secondsOf({ video, audio, durationSeconds }: MediaInfo): number {
  const ends = [video, audio].flatMap((stream) =>
    stream?.durationSeconds == null ? [] : [stream.startSeconds + stream.durationSeconds],
  )
  if (ends.length === 0) return durationSeconds ?? 0
  const last = Math.max(...ends)
  return Math.min(durationSeconds ?? last, last)
}

const unplanned = (what: string) =>
  new SpoolError('bug', `The rendition is not what was planned. ${what} Please report it.`)
