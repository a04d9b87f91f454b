import { ipcMain } from 'electron'
import type { WebContents, WebFrameMain } from 'electron'
import { callChannel } from '../shared/contract.ts'
import { SpoolError } from '../shared/errors.ts'
import { answer } from './answer.ts'
import type { Handlers } from './answer.ts'
import type { Log } from './log.ts'

/**
 * Answers the calls of this window's main frame while it shows this origin; no other's.
 *
 * @param handlers calls that come before they are there wait for them
 */
export function answerCalls(
  window: WebContents,
  origin: string,
  handlers: Promise<Handlers>,
  log: Log,
) {
  ipcMain.handle(callChannel, async ({ senderFrame }, name: unknown, input: unknown) => {
    if (!isOfWindow(senderFrame, window, origin)) {
      throw new SpoolError('invalid-input', 'Only the window of Spool is answered.')
    }
    return answer(await handlers, name, input, log)
  })
}

const isOfWindow = (frame: WebFrameMain | null, window: WebContents, origin: string) =>
  frame !== null && frame === window.mainFrame && frame.origin === origin
