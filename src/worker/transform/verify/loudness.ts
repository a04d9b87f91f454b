import { SpoolError } from '../../../shared/errors.ts'
import type { WorkContext } from '../../context.ts'
import { untrustedInput } from '../../media/probe.ts'
import { progressArguments } from '../command.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'

/** How far the loudness may be from what was asked for, in LU. */
export const loudnessTolerance = 0.5

/** What EBU R 128 says of nothing but silence. */
const silence = -69

/** Makes sure that the sound is as loud as was asked for; silence cannot be. */
export async function checkLoudness(
  context: WorkContext,
  path: string,
  target: number,
  durationSeconds: number | null,
): Promise<void> {
  const { stderr } = await runFfmpeg(context, {
    argv: [
      ...['-hide_banner', '-loglevel', 'level+info', ...progressArguments],
      ...untrustedInput(path),
      ...['-map', '0:a:0', '-af', 'ebur128=framelog=verbose', '-f', 'null', '-'],
    ],
    inputPath: path,
    output: null,
    durationSeconds,
  })
  const measured = integratedLoudness(stderr)
  if (measured === null || measured <= silence) return
  if (Math.abs(measured - target) <= loudnessTolerance) return
  const [is, should] = [measured, target].map((lufs) => lufs.toFixed(1).replace('-', '−'))
  throw new SpoolError(
    'bug',
    `The rendition is not what was planned. It is ${is} LUFS loud and not ${should}. Please report it.`,
  )
}

/** The integrated loudness in FFmpeg's last summary, in LUFS; null where it tells none. */
export function integratedLoudness(stderr: readonly string[]): number | null {
  const told = stderr.flatMap((line) => {
    const value = /^(?:\[[^\]]*\] )*\s*I:\s+(-?(?:[\d.]+|inf)) LUFS/.exec(line)?.[1]
    return value === undefined ? [] : [value === '-inf' ? -Infinity : Number(value)]
  })
  return told.at(-1) ?? null
}
