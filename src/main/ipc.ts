import { ipcMain } from 'electron'
import type { WebContents, WebFrameMain } from 'electron'
import { callChannel, glanceChannel } from '../shared/channels.ts'
import type { Reply } from '../shared/contract.ts'
import type { QueuePage } from '../shared/queue.ts'
import { SpoolError } from '../shared/spool-error.ts'

export type Answer = (name: unknown, input: unknown) => Promise<Reply<unknown>>

/** Answers the calls of this window's main frame while it shows this origin; no other's. */
export function answerCalls(window: WebContents, origin: string) {
  let answerWith: (answer: Answer) => void = () => undefined
  const answer = new Promise<Answer>((resolve) => {
    answerWith = resolve
  })
  let isAsked: () => void = () => undefined
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve
  })
  ipcMain.handle(callChannel, async ({ senderFrame }, name: unknown, input: unknown) => {
    if (!isOfWindow(senderFrame, window, origin)) {
      throw refusal()
    }
    isAsked()
    return (await answer)(name, input)
  })
  return {
    /** The page makes its first call. */
    asked,
    /** Tells what answers the calls; those that come before wait for it. */
    answerWith,
  }
}

/** Tells the page once, as it opens, what is known of the queue by then; takes no input. */
export function answerGlance(
  window: WebContents,
  origin: string,
  glance: Promise<QueuePage | null>,
): void {
  let isFirst = true
  ipcMain.handle(glanceChannel, ({ senderFrame }) => {
    if (!isOfWindow(senderFrame, window, origin)) throw refusal()
    const told = isFirst ? glance : null
    isFirst = false
    return told
  })
}

const refusal = () => new SpoolError('invalid-input', 'Only the window of Spool is answered.')

const isOfWindow = (frame: WebFrameMain | null, window: WebContents, origin: string) =>
  frame !== null && frame === window.mainFrame && frame.origin === origin
