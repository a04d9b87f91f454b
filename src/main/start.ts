import { app, powerMonitor } from 'electron'
import { openEngine } from '../core/index.ts'
import type { Engine } from '../core/index.ts'
import { speak } from '../shared/language.ts'
import { answer } from './answer.ts'
import type { PathOf } from './app-protocol.ts'
import { applyAppearance } from './appearance.ts'
import { startAtLogin } from './autostart.ts'
import { closing } from './closing.ts'
import { coalesce } from './coalesce.ts'
import { createCommands } from './create-commands.ts'
import { ending } from './ending.ts'
import { pushEvents } from './events.ts'
import { createHandlers } from './handlers.ts'
import type { Inbox } from './inbox.ts'
import type { Answer } from './ipc.ts'
import type { Log } from './log.ts'
import { followMetered } from './metered.ts'
import { setApplicationMenu, updateApplicationMenu } from './menu.ts'
import { createBatch, notify, tellAboutTray } from './notify.ts'
import { paths, sqliteBinding } from './paths.ts'
import { stayAwake } from './power.ts'
import { handleQuit } from './quit.ts'
import { addSources } from './sources.ts'
import { showOnTaskbar } from './taskbar.ts'
import { createTray, hasTray, type StateTray } from './tray.ts'
import { updateItself } from './updates.ts'
import type { MainWindow } from './window.ts'
import { launchWorker } from './worker-process.ts'

/** What is there before the engine is. */
interface Opened {
  window: MainWindow
  /** The page was loaded. */
  loaded: Promise<void>
  answerWith: (answer: Answer) => void
  serveWith: (pathOf: PathOf) => void
  inbox: Inbox
  log: Log
  fatal: (error: unknown) => void
}

/** Opens the engine and joins it and the window, which is being loaded meanwhile. */
export async function start({ window, loaded, answerWith, serveWith, inbox, log, fatal }: Opened) {
  const engine = await openEngine({
    home: paths.home,
    sqliteBinding,
  })
  const appear = () => {
    speak(applyAppearance(engine.settings().window))
  }
  appear()
  const onSettings = () => {
    appear()
    startAtLogin(engine.settings().window.startAtLogin)
    setApplicationMenu(commands)
    outside.follow()
  }
  const wake = () => {
    engine.wake()
  }
  const metered = followMetered(wake, log)
  const handlers = createHandlers(engine, window, metered, onSettings)
  answerWith((name, input) => answer(handlers, name, input, log))
  serveWith((name) => engine.videos.mediaPath(name) ?? engine.encoding.samplePath(name))

  // It may be told to end while its data are opened: then the window is gone.
  if (ending.signal.aborted) return
  handleQuit(engine, window, fatal)
  window.onSeen(pushEvents(engine, window, ending.signal).catchUp)
  const commands = createCommands(engine, window, fatal)
  setApplicationMenu(commands)
  const outside = followQueue(engine, window)
  window.onClose(() => closing(engine.overview(), outside.hasTray()), tellAboutTray)

  app.on('activate', window.open)
  app.on('second-instance', window.open)
  powerMonitor.on('resume', wake)
  powerMonitor.on('on-ac', wake)
  powerMonitor.on('on-battery', wake)
  // The rest comes when the window is there to be seen: it would keep the page waiting.
  await loaded
  await window.painted
  window.showIcon()
  inbox.listen((locations) => {
    addSources(engine, locations).catch(fatal)
  })
  if (await hasTray()) outside.showTray(createTray(commands))
  const isMetered = await metered
  await engine.start({
    launchWorker: () => launchWorker(log),
    tools: () => engine.tools.forWorkers(),
    onBattery: () => powerMonitor.isOnBatteryPower(),
    ...(isMetered && { isMetered }),
  })
  await updateItself(log)
}

/** Keeps everything outside the page in step with the queue. */
function followQueue(engine: Engine, window: MainWindow) {
  let tray: StateTray | null = null
  const showTaskbar = showOnTaskbar(window.browser, (count) => app.setBadgeCount(count))
  const stay = stayAwake()
  const batch = createBatch()
  const follow = () => {
    const overview = engine.overview()
    updateApplicationMenu(overview)
    tray?.show(overview, engine.page('running', null, 5).jobs)
    const done = batch(overview, engine.queue.getStatistics({ jobType: 'publish' }).completed)
    const { notifications, keepAwake } = engine.settings().window
    if (done && notifications && !window.browser.isFocused()) notify(done, window.open)
    showTaskbar(overview)
    stay(keepAwake && engine.runningCount() > 0)
  }
  const followSoon = coalesce(follow, ending.signal)
  engine.events.on('queue', followSoon)
  engine.events.on('reset', followSoon)
  follow()
  return {
    /** Brings it up to date now. */
    follow,
    hasTray: () => tray !== null,
    showTray(shown: StateTray) {
      tray = shown
      follow()
    },
  }
}
