import { SpoolError } from '../../../shared/errors.ts'
import type { MediaInfo } from '../../../shared/media.ts'
import type { WorkContext } from '../../context.ts'
import { untrustedInput } from '../../media/probe.ts'
import type { Expectation } from './index.ts'

/** How much is decoded at each place, in seconds: enough for a few pictures of any usual rate. */
const lookSeconds = 0.2
/** Shorter ones are decoded whole. */
const wholeSeconds = 3

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
  const argv = decodingArguments(path, made, looks)
  const streamsEach = (made.video ? 1 : 0) + (made.audio ? 1 : 0)
  const seen = new Set<number>()
  const { exitCode, stderr } = await context.run({
    program: context.tools.ffmpeg,
    argv,
    onStdoutLine: (line) => {
      // A packet a line, which begins with the number of its stream; comments begin with #.
      const stream = /^(\d+),/.exec(line)?.[1]
      if (stream !== undefined) seen.add(Number(stream))
    },
  })
  const details = {
    command: [context.tools.ffmpeg, ...argv],
    exitCode,
    stderr: stderr.slice(-30),
  }
  if (exitCode !== 0 || (!copied && stderr.length > 0)) throw damaged(copied, details)
  looks.forEach((_, look) => {
    // Sound may end before the picture does, so only the first kind of stream must be everywhere.
    if (!seen.has(look * streamsEach)) throw damaged(copied, details)
  })
  if (made.video && made.audio && !looks.some((_, look) => seen.has(look * streamsEach + 1))) {
    throw damaged(copied, details)
  }
}

interface Look {
  /** Null: from the very start. */
  from: number | null
  seconds: number | null
}

/** Start, middle and end; a picture that stands longer than a look needs a longer look. */
function placesToLook({ durationSeconds, video }: MediaInfo): Look[] {
  if (durationSeconds === null || durationSeconds <= wholeSeconds) {
    return [{ from: null, seconds: null }]
  }
  const rate = video?.frameRate ? video.frameRate.num / video.frameRate.den : 25
  const seconds = Math.min(durationSeconds / 3, Math.max(lookSeconds, 3 / rate))
  // The picture may end a little before the sound, which the duration is of.
  const last = Math.max(0, durationSeconds - Math.max(1, seconds * 2))
  return [
    { from: null, seconds },
    { from: durationSeconds / 2, seconds },
    { from: last, seconds: null },
  ]
}

function decodingArguments(path: string, { video, audio }: MediaInfo, looks: Look[]): string[] {
  const inputs = looks.flatMap(({ from, seconds }) => [
    ...(from === null ? [] : ['-ss', from.toFixed(3)]),
    ...(seconds === null ? [] : ['-t', seconds.toFixed(3)]),
    ...untrustedInput(path),
  ])
  const maps = looks.flatMap((_, look) => [
    ...(video ? ['-map', `${look}:${video.index}`] : []),
    ...(audio ? ['-map', `${look}:${audio.index}`] : []),
  ])
  return ['-hide_banner', '-v', 'error', ...inputs, ...maps, '-f', 'framecrc', 'pipe:1']
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
