import { mkdirSync } from 'node:fs'
import { app, dialog } from 'electron'
import { toFailure } from '../shared/errors.ts'
import { t } from '../shared/language.ts'
import { registerSchemes } from './app-protocol.ts'
import { handedOver } from './handed-over.ts'
import { openInbox } from './inbox.ts'
import { openLog } from './log.ts'
import type { Log } from './log.ts'
import { paths } from './paths.ts'
import { restrictPages } from './security.ts'
import { start } from './start.ts'

const sayOnTerminal: Log = (text) => void process.stderr.write(`${text}\n`)
let log = sayOnTerminal
let isEnding = false

process.on('uncaughtException', fatal)
process.on('unhandledRejection', fatal)
main()

function main(): void {
  // Root cannot sandbox; Electron's own switch says so, and is left in force.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  app.setAppUserModelId('org.spool.app')
  mkdirSync(paths.electronData, { recursive: true })
  app.setPath('userData', paths.electronData)

  const own = handedOver(process.argv, process.cwd(), app.isPackaged ? 0 : 1)
  if (!app.requestSingleInstanceLock({ ...own })) {
    app.exit(0)
    return
  }
  log = openLog(paths.log)
  registerSchemes()
  restrictPages()
  const inbox = openInbox()
  inbox.put(own.locations)
  app
    .whenReady()
    .then(() => start(inbox, log, fatal))
    .catch(fatal)
}

/** Says in one sentence why Spool cannot go on, and ends it. */
function fatal(error: unknown): void {
  if (isEnding) return
  isEnding = true
  const { message, details } = toFailure(error)
  log(`ended: ${message} ${details.stack ?? ''}`)
  sayOnTerminal(message)
  dialog.showErrorBox(t('shell.cannotGoOn'), message)
  app.exit(1)
}
