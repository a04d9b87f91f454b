import { app } from 'electron'

/** Aborted as Spool ends by somebody's wish: nothing may be asked of the window or the engine any more. */
export const ending = new AbortController()

/** Ends Spool while there is nothing in hand yet; see `handleQuit` for later. */
export const leave = (): void => {
  ending.abort()
  app.exit(0)
}
