/** The two channels everything between the window and the main process travels on. */
export const callChannel = 'spool:call'
export const eventChannel = 'spool:event'
/** What the window shows first is asked for on one of its own: the engine is not needed for it. */
export const glanceChannel = 'spool:glance'
/** Where the window is served from. */
export const appOrigin = 'app://spool'
/** Where a file is played from; main knows its path, the window only its number. */
export const mediaOrigin = 'media://spool'
export const artefactUrl = (id: number): string => `${mediaOrigin}/artefact/${id}`
export const thumbnailUrl = (videoId: number): string => `${mediaOrigin}/thumbnail/${videoId}`
