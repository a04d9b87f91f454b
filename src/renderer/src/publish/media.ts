import type { ArtefactId } from '../../../shared/job.ts'

/** Where the window plays a file of the library from: by its number, never by a path. */
export const mediaAddress = (id: ArtefactId): string => `app://spool/media/${id}`
