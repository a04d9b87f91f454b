import { causedBy } from '../../shared/errors.ts'
import type { MediaInfo } from '../../shared/media.ts'
import type { StageContext } from '../context.ts'
import { untrustedInput } from './probe.ts'

/** Whether FFmpeg says that a file's own index promises more than is there. */
export const tellsCutShort = (line: string): boolean =>
  /partial file|File ended prematurely/i.test(line)

/** Where a length is only guessed, nothing is promised. */
const guessed = /Estimating duration from bitrate/i
/** A transport stream is made of packets of one of these lengths. */
const packetBytes = [188, 192, 204]
const lookSeconds = 2

/**
 * Reads the last seconds of a file: one that was cut short may look whole from its beginning, where
 * its server said that this was all.
 *
 * @param sizeTold whether the server said how large it is; it is all there then
 * @throws SpoolError `transient` where the end is missing
 */
export async function requireEnding(
  path: string,
  media: MediaInfo,
  { finalUrl: { host, href: url }, sizeTold }: { finalUrl: URL; sizeTold: boolean },
  context: StageContext,
): Promise<void> {
  const stderr =
    !sizeTold && isTornStream(media)
      ? ['its last packet is incomplete']
      : await readEnding(path, media, context)
  if (stderr === null) return
  throw causedBy('reset', `${host} sent only a part of this video. It begins anew when retried.`, {
    details: { url, stderr: stderr.slice(-30) },
  })
}

/** Its length is told by what is there: only where it was torn off is to be seen. */
const isTornStream = ({ format, bytes }: MediaInfo): boolean =>
  format === 'mpegts' && packetBytes.every((length) => bytes % length !== 0)

/** @returns what FFmpeg says where the end is missing; null where it is there */
async function readEnding(
  path: string,
  { durationSeconds, video }: MediaInfo,
  context: StageContext,
): Promise<readonly string[] | null> {
  if (durationSeconds === null) return null
  const from = Math.max(0, durationSeconds - lookSeconds)
  let reached = -Infinity
  const { stderr } = await context.run({
    program: context.tools.ffmpeg,
    argv: [
      ...['-v', 'warning', '-nostdin', '-progress', 'pipe:3', '-ss', from.toFixed(3)],
      ...untrustedInput(path),
      ...['-map', '0', '-c', 'copy', '-f', 'null', '-'],
    ],
    onProgressLine: (line) => {
      const [, microseconds] = /^out_time_us=(-?\d+)$/.exec(line) ?? []
      if (microseconds !== undefined) reached = Number(microseconds) / 1e6
    },
  })
  if (stderr.some(tellsCutShort)) return stderr
  if (stderr.some((line) => guessed.test(line))) return null
  // A picture may stand still to the end; sound goes on.
  const isShort = video === null && reached < (durationSeconds - from) / 2
  return isShort
    ? [...stderr, `it ends ${(durationSeconds - from - reached).toFixed(1)} s early`]
    : null
}
