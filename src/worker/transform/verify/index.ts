import { SpoolError } from '../../../shared/errors.ts'
import type { MediaInfo } from '../../../shared/media.ts'
import type { WorkContext } from '../../context.ts'
import { probe } from '../../media/probe.ts'
import { checkDecodes } from './decoding.ts'
import { durationTolerance, type Expectation, type Verified } from './expectation.ts'
import { checkLoudness } from './loudness.ts'
import { verifyAtOnce } from './quick.ts'

export type { Expectation } from './expectation.ts'

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
): Promise<Verified> {
  const made =
    (await verifyAtOnce(context, path, expected)) ?? (await verifyClosely(context, path, expected))
  if (expected.loudness !== null) {
    onPart(0.3)
    await checkLoudness(context, path, expected.loudness, made.durationSeconds)
  }
  onPart(1)
  return made
}

/** Looks into the file, and at each place where something of it begins or ends: slower, but sure. */
async function verifyClosely(
  context: WorkContext,
  path: string,
  expected: Expectation,
): Promise<Verified> {
  const made = await probe(context, path)
  checkStreams(made, expected)
  checkDuration(made, expected)
  await checkDecodes(context, path, made, expected)
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
