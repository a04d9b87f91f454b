import type { MediaInfo } from '../../../shared/media.ts'

/** What a finished file must be, by its plan. */
export interface Expectation {
  /** The picture, as stored; null where there is to be none. */
  video: { width: number; height: number } | null
  audio: boolean
  /** What it must last, in seconds; null where the input did not tell. */
  durationSeconds: number | null
  /** So says only the header of the input, which may tell too little. */
  mayLastLonger?: boolean
  /** Streams are as the source has them: faults in them are the source's own. */
  copied: boolean
  /** What the sound was brought to, in LUFS; null where its loudness was left alone. */
  loudness: number | null
}

/** What a verified file is. */
export type Verified = Pick<MediaInfo, 'bytes' | 'durationSeconds'>

/** How far a duration may be from its plan, in seconds: containers and codecs round. */
export const durationTolerance = (seconds: number): number => Math.max(0.5, seconds * 0.01)
