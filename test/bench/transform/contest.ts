import type { Preset } from '../../../src/shared/preset.ts'
import { timed } from '../measure.ts'
import type { SpoolRuns } from './runs.ts'

/** What every contest of the suite is held with. */
export interface Bench {
  spool: SpoolRuns
  folder: string
  youtube: Preset
  /** What FFmpeg is told to make the first of them. */
  argv: readonly string[]
  short: string
  log: (line: string) => void
}

type Run = () => Promise<unknown>

/**
 * All of them in turns, each first as often as the others, so that none has the better minutes.
 *
 * @returns how long each took in each round, in milliseconds
 */
export async function inTurns(rounds: number, runs: readonly Run[]): Promise<number[][]> {
  const times = runs.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < runs.length; turn++) {
      const at = (turn + round) % runs.length
      const run = runs[at]
      if (run) times[at]?.push(await timed(run))
    }
  }
  return times
}

export const quotients = (ours: readonly number[], theirs: readonly number[]): number[] =>
  ours.map((time, round) => time / (theirs[round] ?? Number.NaN))

export async function ratios(rounds: number, ours: Run, theirs: Run): Promise<number[]> {
  const [mine = [], other = []] = await inTurns(rounds, [ours, theirs])
  return quotients(mine, other)
}

export const through =
  (spool: SpoolRuns, input: string, preset: Preset, encoding = {}) =>
  async () => {
    await spool.remove(await spool.transform(input, preset, encoding))
  }
