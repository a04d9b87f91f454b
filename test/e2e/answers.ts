import type { ElectronApplication } from '@playwright/test'
import { callChannel } from '../../src/shared/channels.ts'

/** From now on none of the page's calls is answered, as while the app is still opening. */
export const answerNothing = (app: ElectronApplication): Promise<void> => answer(app, null)

/** From now on each of the page's calls fails, and says this. */
export const refuseAll = (app: ElectronApplication, message: string): Promise<void> =>
  answer(app, message)

/** The app answers by itself again. */
export const answerAgain = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }, channel) => {
    BrowserWindow.getAllWindows()[0]?.webContents.ipc.removeHandler(channel)
  }, callChannel)

/** What handles the calls of one window comes before what handles those of all. */
const answer = (app: ElectronApplication, refusal: string | null): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }, [channel, message]) => {
      BrowserWindow.getAllWindows()[0]?.webContents.ipc.handle(channel, () =>
        message === null
          ? new Promise(() => undefined)
          : { ok: false, failure: { kind: 'disk', message } },
      )
    },
    [callChannel, refusal] as const,
  )
