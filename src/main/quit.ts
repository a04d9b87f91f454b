import { app, dialog, powerMonitor } from 'electron'
import type { Engine } from '../core/index.ts'
import { t } from '../shared/language.ts'
import { ending, leave } from './ending.ts'
import type { MainWindow } from './window.ts'
import { quitQuestion } from './wording.ts'

const keepRunning = 0

/**
 * The ways out. A person is asked when jobs are running. A signal or the end of the session is
 * obeyed at once: there is nobody to ask, and the jobs go on at the next start.
 */
export function handleQuit(
  engine: Engine,
  window: MainWindow,
  fatal: (error: unknown) => void,
): void {
  let isAsking = false

  const stop = () => {
    if (ending.signal.aborted) return
    ending.abort()
    window.remember()
    engine
      .close()
      .catch(fatal)
      .finally(() => {
        app.exit(0)
      })
  }
  const ask = async () => {
    if (isAsking || ending.signal.aborted) return
    const running = engine.runningCount()
    if (running > 0) {
      isAsking = true
      const stays = await isToKeepRunning(running, window)
      isAsking = false
      if (stays) return
    }
    stop()
  }

  app.off('before-quit', leave)
  app.on('before-quit', (event) => {
    event.preventDefault()
    ask().catch(fatal)
  })
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  powerMonitor.on('shutdown', stop)
  window.browser.on('session-end', stop)
}

async function isToKeepRunning(running: number, window: MainWindow): Promise<boolean> {
  const question = {
    type: 'question' as const,
    message: quitQuestion(running),
    buttons: [t('shell.keepRunning'), t('shell.stopAndQuit')],
    defaultId: keepRunning,
    cancelId: keepRunning,
  }
  const { response } = window.isSeen()
    ? await dialog.showMessageBox(window.browser, question)
    : await dialog.showMessageBox(question)
  return response === keepRunning
}
