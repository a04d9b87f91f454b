import { causedBy } from '../../shared/errors.ts'
import type { MediaInfo } from '../../shared/media.ts'
import type { StageContext } from '../context.ts'
import { untrustedInput } from './probe.ts'

/** What FFmpeg says of a file whose own index promises more than is there. */
const cutShort = /partial file|File ended prematurely/i

/**
 * Reads the last seconds of a file: one that was cut short may look whole from its beginning, where
 * its server said that this was all.
 *
 * @throws SpoolError `transient` where the end is missing
 */
export async function requireEnding(
  path: string,
  { durationSeconds }: MediaInfo,
  { host, href: url }: URL,
  context: StageContext,
): Promise<void> {
  if (durationSeconds === null) return
  const argv = [
    ...['-v', 'error', '-nostdin', '-ss', Math.max(0, durationSeconds - 2).toFixed(3)],
    ...untrustedInput(path),
    ...['-map', '0', '-c', 'copy', '-f', 'null', '-'],
  ]
  const { stderr } = await context.run({ program: context.tools.ffmpeg, argv })
  if (!stderr.some((line) => cutShort.test(line))) return
  throw causedBy('reset', `${host} sent only a part of this video. It begins anew when retried.`, {
    details: { url, stderr: stderr.slice(-30) },
  })
}
