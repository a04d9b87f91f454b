import type { MediaInfo } from '../../shared/media.ts'
import { pictureSeconds } from '../../shared/plan/index.ts'
import type { WorkContext } from '../context.ts'
import { untrustedInput } from './probe.ts'

/** Past the black and the titles most videos begin with, but never long to look for. */
const share = 0.1
const latestSeconds = 60

/**
 * Takes a picture out of a video.
 *
 * @param target where the JPEG goes
 * @returns whether there is one now
 */
export async function grabThumbnail(
  context: WorkContext,
  path: string,
  media: MediaInfo,
  target: string,
): Promise<boolean> {
  if (!media.video) return false
  const seconds = pictureSeconds(media) ?? 0
  // Of a single picture that stands there is nothing later.
  const at = seconds < 1 ? 0 : Math.min(seconds * share, latestSeconds)
  const { exitCode, stderr } = await context.run({
    program: context.tools.ffmpeg,
    argv: [
      ...['-v', 'error', '-nostdin', '-y', '-ss', at.toFixed(3)],
      ...untrustedInput(path),
      ...['-map', '0:V:0', '-frames:v', '1', '-vf', "scale='min(640,iw)':-2", '-q:v', '4'],
      ...['-f', 'mjpeg', `file:${target}`],
    ],
  })
  for (const line of stderr) context.log(`Thumbnail: ${line}`)
  return exitCode === 0
}
