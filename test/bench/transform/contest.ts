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

/** Both in turns, each first as often as the other, so that neither has the better minutes. */
export async function ratios(
  rounds: number,
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
): Promise<number[]> {
  const found: number[] = []
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      const mine = await timed(ours)
      found.push(mine / (await timed(theirs)))
    } else {
      const other = await timed(theirs)
      found.push((await timed(ours)) / other)
    }
  }
  return found
}

export const through =
  (spool: SpoolRuns, input: string, preset: Preset, encoding = {}) =>
  async () => {
    await spool.remove(await spool.transform(input, preset, encoding))
  }
