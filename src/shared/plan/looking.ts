import type { MediaInfo } from '../media.ts'
import type { Frame, Preset } from '../preset.ts'

/** What must be looked for in an input before a plan is final, in this order. */
export type Look = 'bars' | 'interlacing' | 'parts' | 'motion' | 'pauses' | 'loudness'

/** What a preset wants to know of an input beyond what its header tells. */
export function findingsNeeded({ video, audio }: MediaInfo, { output, edits }: Preset): Look[] {
  const makesVideo = output.kind === 'video'
  const makesSound = (makesVideo && output.sound !== null) || output.kind === 'audio'
  return [
    ...(edits.cropBars && video ? (['bars'] as const) : []),
    ...(edits.deinterlace === 'detected' && video && !video.interlaced && mayBeInterlaced(video)
      ? (['interlacing'] as const)
      : []),
    ...(makesVideo && (edits.intro !== null || edits.outro !== null) ? (['parts'] as const) : []),
    ...(makesVideo && video && follows(output.picture.frame) ? (['motion'] as const) : []),
    ...(edits.silence !== null && audio && makesSound ? (['pauses'] as const) : []),
    ...(edits.loudness !== null && audio && makesSound ? (['loudness'] as const) : []),
  ]
}

export const follows = (frame: Frame): boolean => frame.fit === 'crop' && frame.follow

/** Television's codecs and sizes; nothing else was ever made of half pictures without a note. */
const mayBeInterlaced = ({ codec, height }: NonNullable<MediaInfo['video']>): boolean =>
  ['mpeg2video', 'dvvideo'].includes(codec) && [480, 486, 576, 1080].includes(height)
