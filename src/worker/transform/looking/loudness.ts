import {
  gainFor,
  silentLufs,
  type Findings,
  type Gain,
  type Loudness,
  type Plan,
} from '../../../shared/plan/index.ts'
import type { Edits } from '../../../shared/preset.ts'
import type { WorkContext } from '../../context.ts'
import { loudnessArguments, type PlanFiles } from '../arguments.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'

/** Peaks are held down by no more than this, in dB: more sounds squashed. */
const mostHeld = 12
const rounds = 3

/**
 * Measures how loud the sound of a plan is going to be, and finds the gain that brings it to the
 * target: a plain one where no peak gets too high, else one with a limiter, tried and corrected.
 */
export async function findGain(
  context: WorkContext,
  planWith: (findings: Pick<Findings, 'gain'>) => Plan,
  files: PlanFiles,
  target: NonNullable<Edits['loudness']>,
): Promise<Pick<Findings, 'loudness' | 'gain' | 'reached'>> {
  const loudness = await measured(context, planWith({}), files, false)
  if (!loudness) return {}
  const first = gainFor(loudness, target)
  if (first?.limit == null) return { loudness }
  const most = target.truePeak - loudness.truePeak + mostHeld
  let gain: Gain = { ...first, decibels: Math.min(first.decibels, most) }
  for (let round = 0; round < rounds; round++) {
    const now = await measured(context, planWith({ gain }), files, true)
    if (!now) break
    const missing = target.lufs - now.lufs
    const next = Math.min(gain.decibels + missing, most)
    if (Math.abs(missing) <= 0.2 || next === gain.decibels)
      return { loudness, gain, reached: now.lufs }
    if (round === rounds - 1) return { loudness, gain, reached: now.lufs }
    gain = { ...gain, decibels: next }
  }
  return { loudness, gain }
}

async function measured(
  context: WorkContext,
  plan: Plan,
  files: PlanFiles,
  gain: boolean,
): Promise<Loudness | null> {
  if (!plan.sound.some((track) => track.do === 'encode')) return null
  const { stderr } = await runFfmpeg(context, {
    argv: loudnessArguments(plan, files, { gain }),
    inputPath: files.input,
    output: null,
    durationSeconds: plan.durationSeconds,
  })
  return loudnessIn(stderr)
}

/** What FFmpeg's last summary tells; null where there is none. */
export function loudnessIn(stderr: readonly string[]): Loudness | null {
  const value = (name: string): number | null => {
    const pattern = new RegExp(`(?:^|\\] |\\s)${name}:\\s+(-?(?:[\\d.]+|inf))\\s+(?:LUFS|dBFS)`)
    const told = stderr.flatMap((line) => pattern.exec(line)?.[1] ?? []).at(-1)
    return told === undefined ? null : told === '-inf' ? -Infinity : Number(told)
  }
  const [lufs, truePeak] = [value('I'), value('Peak')]
  if (lufs === null) return null
  return { lufs: lufs <= silentLufs ? -70 : lufs, truePeak: truePeak ?? 0 }
}
