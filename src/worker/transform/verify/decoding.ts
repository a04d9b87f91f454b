import { SpoolError } from '../../../shared/errors.ts'
import type { MediaInfo } from '../../../shared/media.ts'
import type { WorkContext } from '../../context.ts'
import { tellsCutShort } from '../../media/ending.ts'
import { decode, lookSeconds, wholeSeconds, type Look } from './decode.ts'
import type { Expectation } from './expectation.ts'

/** Where the file does not tell when its picture ends: so much may the sound go on after it. */
const unknownTail = 1

/**
 * Decodes the file at its start, middle and end: what only looks complete, because its index is
 * whole, has no pictures there.
 */
export async function checkDecodes(
  context: WorkContext,
  path: string,
  made: MediaInfo,
  { copied }: Pick<Expectation, 'copied'>,
): Promise<void> {
  const looks = placesToLook(made)
  const { seen, command, exitCode, stderr } = await decode(context, path, looks)
  const found = looks
    .flatMap(({ streams }) => streams.map((stream, nth) => ({ stream, isLeading: nth === 0 })))
    .map((one, nth) => ({ ...one, isThere: seen[nth] !== undefined }))
  const isWhole =
    exitCode === 0 &&
    // The leading stream of each place must be there; sound may be away at one of them.
    found.every(({ isLeading, isThere }) => isThere || !isLeading) &&
    (!made.audio ||
      found.some(({ stream, isThere }) => isThere && stream === String(made.audio?.index)))
  // Other faults of what is copied are the source's.
  if (isWhole && (copied ? !stderr.some(tellsCutShort) : stderr.length === 0)) return
  throw damaged(copied, { command: [...command], exitCode, stderr: stderr.slice(-30) })
}

/**
 * Start, middle and end of the picture, with the sound at the same places, and the end of the sound
 * where it is another. The first stream of each must be found there.
 */
function placesToLook({ video, audio, durationSeconds }: MediaInfo): Look[] {
  const leading = video ?? audio
  if (!leading) return []
  const lead = String(leading.index)
  const streams = video && audio ? [lead, String(audio.index)] : [lead]
  const ends = leading.durationSeconds ?? durationSeconds
  if (ends === null || (durationSeconds ?? ends) <= wholeSeconds) {
    return [{ seconds: null, streams }]
  }
  const rate = video?.frameRate ? video.frameRate.num / video.frameRate.den : 25
  const seconds = Math.min(ends / 3, Math.max(lookSeconds, 3 / rate))
  const tail = leading.durationSeconds === null ? Math.max(unknownTail, seconds * 2) : seconds
  const soundEnds = (video && audio?.durationSeconds) ?? 0
  const at = (place: number) => ({ seek: ['-ss', place.toFixed(3)] }) as const
  const last = { ...at(Math.max(0, ends - tail)), seconds: null }
  return [
    { seconds, streams },
    { ...at(ends / 2), seconds, streams },
    ...(audio && soundEnds > ends + unknownTail
      ? [
          { ...last, streams: [lead] },
          { ...at(soundEnds - lookSeconds), seconds: null, streams: [String(audio.index)] },
        ]
      : [{ ...last, streams }]),
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
