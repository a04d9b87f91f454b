import { app } from 'electron'

/** Ends Spool while there is nothing in hand yet; see `handleQuit` for later. */
export const leave = (): void => {
  app.exit(0)
}
