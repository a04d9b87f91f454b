import type { WorkContext } from '../../context.ts'
import { untrustedInput } from '../../media/probe.ts'
import { progressArguments } from '../command.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'

/** Runs FFmpeg over a part of a file only for what it says. @returns the last lines of it */
export async function measure(
  context: WorkContext,
  inputPath: string,
  before: readonly string[],
  after: readonly string[],
): Promise<readonly string[]> {
  const { stderr } = await runFfmpeg(context, {
    argv: [
      ...['-hide_banner', '-loglevel', 'level+info', ...progressArguments],
      ...before,
      ...untrustedInput(inputPath),
      ...after,
      ...['-f', 'null', '-'],
    ],
    inputPath,
    output: null,
    durationSeconds: null,
  })
  return stderr
}
