import { stat } from 'node:fs/promises'
import type { WorkContext } from '../../context.ts'
import { decode, lookSeconds, wholeSeconds, type Look } from './decode.ts'
import { durationTolerance, type Expectation, type Verified } from './expectation.ts'

/**
 * Decodes the file at its start, middle and end, and goes by what comes out of it, without looking
 * into it first: that is nearly always enough, and takes half the time.
 *
 * @returns null where not everything is plainly as planned, which says nothing yet
 */
export async function verifyAtOnce(
  context: WorkContext,
  path: string,
  { video, audio, durationSeconds }: Expectation,
): Promise<Verified | null> {
  if (durationSeconds === null) return null
  const streams = [...(video ? ['V:0'] : []), ...(audio ? ['a:0'] : [])]
  // What is not to be there comes after all that is.
  const unplanned = [...(video ? [] : ['V:0?']), ...(audio ? [] : ['a:0?'])]
  const last: Look = { seconds: null, streams: [...streams, ...unplanned] }
  const looks: Look[] =
    durationSeconds <= wholeSeconds
      ? [last]
      : [
          { seconds: lookSeconds, streams },
          { seek: ['-ss', (durationSeconds / 2).toFixed(3)], seconds: lookSeconds, streams },
          { ...last, seek: ['-sseof', (-lookSeconds).toFixed(3)] },
        ]
  // A file with a picture tells at its head what is in it; one of sound may not.
  const options = video ? ['-nofind_stream_info'] : []
  const { exitCode, stderr, seen } = await decode(context, path, looks, options)
  if (exitCode !== 0 || stderr.length > 0 || seen.length !== looks.length * streams.length) {
    return null
  }
  const all = seen.flatMap((one) => one ?? [])
  const tolerance = durationTolerance(durationSeconds)
  const begins = Math.min(...all.map(({ from }) => from))
  const ends = seen.slice(-streams.length).map((one) => one?.to ?? Number.NaN)
  const size = video && `${video.width}x${video.height}`
  const isPlanned =
    all.length === seen.length &&
    all.every((one) => one.size === null || one.size === size) &&
    ends.every((end) => Math.abs(end - begins - durationSeconds) <= tolerance)
  if (!isPlanned) return null
  return { bytes: (await stat(path)).size, durationSeconds: Math.max(...ends) - begins }
}
