import { SpoolError } from '../../../shared/errors.ts'
import type { MediaInfo } from '../../../shared/media.ts'
import type { Plan, Span } from '../../../shared/plan/index.ts'
import type { Edits } from '../../../shared/preset.ts'
import type { WorkContext } from '../../context.ts'
import { untrustedInput } from '../../media/probe.ts'
import { trimOptions } from '../arguments.ts'
import { progressArguments } from '../command.ts'

/** So much of a pause stays at both its ends, in seconds. */
const breath = 0.1
/** More cuts than this make a graph too large; the longest pauses go first. */
const mostCuts = 400

/** What stays when pauses are cut out; null where there are none. */
export async function findLoud(
  context: WorkContext,
  inputPath: string,
  { audio }: MediaInfo,
  plan: Pick<Plan, 'trim'>,
  seconds: number | null,
  { decibels, seconds: least }: NonNullable<Edits['silence']>,
): Promise<Span[] | null> {
  if (!audio || seconds === null) return null
  // Read as it comes: of a long talk there are more lines than are kept of what FFmpeg says.
  const told: string[] = []
  const { exitCode } = await context.run({
    program: context.tools.ffmpeg,
    argv: [
      ...['-hide_banner', '-loglevel', 'level+error', ...progressArguments],
      ...trimOptions(plan),
      ...untrustedInput(inputPath),
      ...['-map', `0:${audio.index}`, '-af'],
      `aformat=sample_rates=48000,silencedetect=noise=${decibels}dB:d=${least},ametadata=mode=print:file=-`,
      ...['-f', 'null', '-'],
    ],
    onStdoutLine: (line) => {
      if (line.startsWith('lavfi.silence')) told.push(line)
    },
  })
  if (exitCode !== 0) return null
  return loudSpans(pausesIn(told, seconds), seconds)
}

/** @param lines such as `lavfi.silence_start=1.5` */
export function pausesIn(lines: readonly string[], seconds: number): Span[] {
  const pauses: Span[] = []
  let from: number | null = null
  for (const line of lines) {
    const [key, value] = line.split('=')
    if (key?.startsWith('lavfi.silence_start') === true) from = Math.max(0, Number(value))
    else if (key?.startsWith('lavfi.silence_end') === true && from !== null) {
      pauses.push({ from, to: Number(value) })
      from = null
    }
  }
  return from === null ? pauses : [...pauses, { from, to: seconds }]
}

/** What is between the pauses; null where there are none. */
export function loudSpans(pauses: readonly Span[], seconds: number): Span[] | null {
  const cuts = pauses
    .map(({ from, to }) => ({
      from: from <= 0 ? 0 : from + breath,
      to: to >= seconds - 0.01 ? seconds : to - breath,
    }))
    .filter(({ from, to }) => to - from >= breath)
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .slice(0, mostCuts)
    .sort((a, b) => a.from - b.from)
  if (cuts.length === 0) return null
  const spans: Span[] = []
  let at = 0
  for (const { from, to } of cuts) {
    if (from - at > 0.05) spans.push({ from: at, to: from })
    at = to
  }
  if (seconds - at > 0.05) spans.push({ from: at, to: seconds })
  if (spans.length > 0) return spans
  throw new SpoolError(
    'invalid-input',
    'There is nothing but silence in this video, so nothing is left of it. Lower the threshold in the preset.',
  )
}
