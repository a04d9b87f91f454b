import { mkdirSync } from 'node:fs'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { app } from 'electron'
import { registerSchemes, serveMedia } from './app-protocol.ts'
import { ending, leave } from './ending.ts'
import { handedOver } from './handed-over.ts'
import { openInbox } from './inbox.ts'
import type { Inbox } from './inbox.ts'
import { answerCalls, answerGlance } from './ipc.ts'
import { openLog } from './log.ts'
import type { Log } from './log.ts'
import { servePage } from './page.ts'
import { paths, sqliteBinding } from './paths.ts'
import { restrictPages, restrictPermissions } from './security.ts'
import { createWindow } from './window.ts'

/** Whatever keeps a page from being drawn, the queue does not wait for it. */
const longestPictureMs = 2_000

const sayOnTerminal: Log = (text) => void process.stderr.write(`${text}\n`)
let log = sayOnTerminal
let isFatal = false

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
  app.on('before-quit', leave)
  const inbox = openInbox()
  inbox.put(own.locations)
  app
    .whenReady()
    .then(() => open(inbox))
    .catch(fatal)
}

/**
 * Opens the window, then what it shows. All that is needed for the first is imported here and
 * nothing else: the page is loaded by processes of its own while the engine is read and opened.
 */
async function open(inbox: Inbox): Promise<void> {
  restrictPermissions()
  const page = servePage()
  const serveWith = serveMedia()
  const window = createWindow(log)
  const { asked, answerWith } = answerCalls(window.browser.webContents, page.origin)
  const loaded = window.browser.loadURL(page.url)
  const seen = import('../core/glance.ts').then(({ glance }) => glance(paths.home, sqliteBinding))
  answerGlance(window.browser.webContents, page.origin, seen)
  // What the page draws first it draws with the whole machine to itself; then it begins to ask.
  if ((await seen) !== null) await Promise.race([asked, setTimeout(longestPictureMs)])
  const { start } = await readRest()
  await start({ window, loaded, answerWith, serveWith, inbox, log, fatal })
}

/** Reads the rest of Spool in parts: what the page asks for meanwhile is answered between them. */
async function readRest() {
  await import('../shared/language.ts')
  await setImmediate()
  await import('../shared/contract.ts')
  await setImmediate()
  await import('../core/index.ts')
  await setImmediate()
  return import('./start.ts')
}

/** Ends Spool, which cannot go on. What goes wrong while it ends anyway is nobody's concern but the log's. */
function fatal(error: unknown): void {
  if (ending.signal.aborted) {
    log(`while ending: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return
  }
  if (isFatal) return
  isFatal = true
  void import('./fatal.ts').then(({ endWith }) => {
    endWith(error, log, sayOnTerminal)
  })
}
