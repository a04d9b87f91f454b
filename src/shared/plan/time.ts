import type { MediaInfo } from '../media.ts'
import type { Edits, Preset } from '../preset.ts'
import type { Findings, PictureFilter, SoundFilter } from './types.ts'

/** How long the picture lasts, in seconds: sound may go on after it. */
export const pictureSeconds = ({ video, durationSeconds }: MediaInfo): number | null =>
  video?.durationSeconds ?? durationSeconds

/** How long what an output takes of its input lasts: picture and sound may end apart. */
export function lengthOf(media: MediaInfo, output: Preset['output']): number | null {
  const { audio, durationSeconds } = media
  if (output.kind === 'audio') return audio?.durationSeconds ?? durationSeconds
  const isSilent = output.kind !== 'video' || output.sound === null || audio === null
  return isSilent ? pictureSeconds(media) : durationSeconds
}

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
