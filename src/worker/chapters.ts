import type { VideoDetails } from '../shared/video-details.ts'

type Chapter = VideoDetails['chapters'][number]

/** A chapter ends where it is said, else where the next begins; of the last it may not be known. */
export const endedChapters = (
  begun: readonly (Omit<Chapter, 'endSeconds'> & { endSeconds?: number | undefined })[],
): Chapter[] =>
  begun.map((chapter, index) => ({
    ...chapter,
    endSeconds: chapter.endSeconds ?? begun[index + 1]?.startSeconds ?? chapter.startSeconds,
  }))
