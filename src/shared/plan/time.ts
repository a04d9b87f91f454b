import type { Edits } from '../preset.ts'
import type { Findings, PictureFilter, SoundFilter } from './types.ts'

/** What lasts of so many seconds once pauses are cut out and the speed is changed. */
export function cutLength(
  seconds: number | null,
  { silence, speed }: Edits,
  { loud }: Findings,
): number | null {
  const kept =
    silence !== null && loud ? loud.reduce((total, { from, to }) => total + to - from, 0) : seconds
  return kept === null ? null : kept / speed
}

/** The filters that change the time or the ends. */
export function timeFiltersOf(
  { silence, speed, fade }: Edits,
  { loud }: Findings,
  /** After all of it. */
  seconds: number | null,
): { picture: PictureFilter[]; sound: SoundFilter[] } {
  const both: SoundFilter[] = [
    ...(silence !== null && loud ? [{ kind: 'cut', keep: loud } as const] : []),
    ...(speed === 1 ? [] : [{ kind: 'speed', factor: speed } as const]),
    ...(fade === null || seconds === null ? [] : [{ kind: 'fade', ...fade, seconds } as const]),
  ]
  return { picture: both, sound: both }
}
