import { app, powerMonitor } from 'electron'
import { openEngine } from '../core/index.ts'
import type { Engine } from '../core/index.ts'
import { serveMedia } from './app-protocol.ts'
import { applyAppearance } from './appearance.ts'
import { startAtLogin } from './autostart.ts'
import { createBatch, notify } from './notify.ts'
import { closing } from './closing.ts'
import { coalesce } from './coalesce.ts'
import { createCommands } from './create-commands.ts'
import type { Commands } from './commands.ts'
import type { Handlers } from './answer.ts'
import { pushEvents } from './events.ts'
import { createHandlers } from './handlers.ts'
import type { Inbox } from './inbox.ts'
import { answerCalls } from './ipc.ts'
import type { Log } from './log.ts'
import { followMetered } from './metered.ts'
import { setApplicationMenu, updateApplicationMenu } from './menu.ts'
import { servePage } from './page.ts'
import { paths } from './paths.ts'
import { stayAwake } from './power.ts'
import { handleQuit } from './quit.ts'
import { restrictPermissions } from './security.ts'
import { addSources } from './sources.ts'
import { showOnTaskbar } from './taskbar.ts'
import { createTray, hasTray } from './tray.ts'
import { updateItself } from './updates.ts'
import { createWindow } from './window.ts'
import type { MainWindow } from './window.ts'
import { launchWorker } from './worker-process.ts'

/** Opens the window and the engine and joins the two. Needs the app to be ready. */
export async function start(inbox: Inbox, log: Log, fatal: (error: unknown) => void) {
  restrictPermissions()
  const page = servePage()
  const window = createWindow(log)
  // The page is loaded by processes of its own while the engine is opened here.
  const loaded = window.browser.loadURL(page.url)
  let answerWith: (handlers: Handlers) => void = () => undefined
  const handlers = new Promise<Handlers>((resolve) => {
    answerWith = resolve
  })
  answerCalls(window.browser.webContents, page.origin, handlers, log)
  const binding = process.env.SPOOL_SQLITE_BINDING
  const [engine, trayIsSeen] = await Promise.all([
    openEngine({
      home: paths.home,
      ...(binding === undefined ? {} : { sqliteBinding: binding }),
    }),
    hasTray(),
  ])
  const wake = () => {
    engine.wake()
  }
  const metered = followMetered(wake, log)
  applyAppearance(engine.settings().window)
  serveMedia((name) => engine.videos.mediaPath(name) ?? engine.encoding.samplePath(name))
  window.onClose(() => closing(engine.overview(), trayIsSeen))

  const onSettings = () => {
    applyAppearance(engine.settings().window)
    startAtLogin(engine.settings().window.startAtLogin)
    setApplicationMenu(commands)
    follow()
  }
  answerWith(createHandlers(engine, window, metered, onSettings))
  const ended = handleQuit(engine, window, fatal)
  window.onSeen(pushEvents(engine, window, ended).catchUp)
  const commands = createCommands(engine, window, fatal)
  setApplicationMenu(commands)
  const follow = followQueue(engine, window, commands, trayIsSeen, ended)

  app.on('activate', window.open)
  app.on('second-instance', window.open)
  inbox.listen((locations) => {
    addSources(engine, locations).catch(fatal)
  })
  powerMonitor.on('resume', wake)
  powerMonitor.on('on-ac', wake)
  powerMonitor.on('on-battery', wake)
  // Work begins when the window is there: its processes would keep the page waiting.
  await loaded
  const isMetered = await metered
  await engine.start({
    launchWorker: () => launchWorker(log),
    tools: () => engine.tools.forWorkers(),
    onBattery: () => powerMonitor.isOnBatteryPower(),
    ...(isMetered && { isMetered }),
  })
  await updateItself(log)
}

/** Keeps everything outside the page in step with the queue. @returns brings it up to date now */
function followQueue(
  engine: Engine,
  window: MainWindow,
  commands: Commands,
  trayIsSeen: boolean,
  ended: AbortSignal,
): () => void {
  const tray = trayIsSeen ? createTray(commands) : null
  const showTaskbar = showOnTaskbar(window.browser, (count) => app.setBadgeCount(count))
  const stay = stayAwake()
  const batch = createBatch()
  const follow = () => {
    const overview = engine.overview()
    updateApplicationMenu(overview)
    if (tray) tray.show(overview, engine.page('running', null, 5).jobs)
    const done = batch(overview, engine.queue.getStatistics({ jobType: 'publish' }).completed)
    const { notifications, keepAwake } = engine.settings().window
    if (done && notifications && !window.browser.isFocused()) notify(done, window.open)
    showTaskbar(overview)
    stay(keepAwake && engine.runningCount() > 0)
  }
  const followSoon = coalesce(follow, ended)
  engine.events.on('queue', followSoon)
  engine.events.on('reset', followSoon)
  follow()
  return follow
}
