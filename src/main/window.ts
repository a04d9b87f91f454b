import { join } from 'node:path'
import { BrowserWindow, app, nativeTheme, screen } from 'electron'
import type { Rectangle } from 'electron'
import { eventChannel } from '../shared/channels.ts'
import type { EventName, EventPayload } from '../shared/contract.ts'
import { appearance, applyAppearance } from './appearance.ts'
import type { Closing } from './closing.ts'
import type { Log } from './log.ts'
import { paths } from './paths.ts'
import { readWindowState, writeWindowState } from './window-state.ts'

const leastSize = { width: 720, height: 480 }
const usualSize = { width: 1120, height: 720 }

export interface MainWindow {
  readonly browser: BrowserWindow
  /** The page was drawn for the first time, and is shown. */
  readonly painted: Promise<void>
  /** Gives the window its picture, which takes longer than a frame: not for when it is to appear. */
  showIcon: () => void
  /** Brings the window to the front, wherever it is. */
  open: () => void
  isSeen: () => boolean
  /**
   * Says what becomes of the window when it is closed, whenever it is; until then it just closes.
   *
   * @param onFirstHide told once in the life of an installation: the window went, the queue did not
   */
  onClose: (closing: () => Closing, onFirstHide: () => void) => void
  send: <K extends EventName>(name: K, payload: EventPayload<K>) => void
  onSeen: (listener: () => void) => void
  remember: () => void
}

/** Makes the one window, which is shown as soon as a page is there to be seen. */
export function createWindow(log: Log): MainWindow {
  const remembered = readWindowState(paths.windowState)
  const locale = applyAppearance(remembered?.appearance ?? appearance())
  let toldAboutTray = remembered?.toldAboutTray ?? false

  const browser = new BrowserWindow({
    ...usualSize,
    ...(remembered && isOnScreen(remembered.bounds) ? remembered.bounds : {}),
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    show: false,
    title: app.getName(),
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#101014' : '#f8f8fa',
    webPreferences: {
      preload: paths.preload,
      // Known before the first picture is drawn.
      additionalArguments: [`--spool-locale=${locale}`],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  if (remembered?.maximized === true) browser.maximize()

  const open = () => {
    if (browser.isMinimized()) browser.restore()
    browser.show()
    browser.focus()
  }
  const remember = () => {
    writeWindowState(paths.windowState, {
      bounds: browser.getNormalBounds(),
      maximized: browser.isMaximized(),
      toldAboutTray,
      appearance: appearance(),
    })
  }

  const painted = new Promise<void>((resolve) => {
    browser.once('ready-to-show', () => {
      open()
      resolve()
    })
  })
  const close = (how: Closing, onFirstHide: () => void) => {
    switch (how) {
      case 'hide':
        if (!toldAboutTray) onFirstHide()
        toldAboutTray = true
        remember()
        browser.hide()
        break
      case 'minimise':
        remember()
        browser.minimize()
        break
      case 'quit':
        app.quit()
        break
      default:
        how satisfies never
    }
  }
  browser.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log(`the window's page ended (${reason}, ${exitCode}) and is loaded anew`)
    browser.reload()
  })

  return {
    browser,
    painted,
    showIcon() {
      // Elsewhere it is the program that has one.
      if (process.platform === 'linux') browser.setIcon(join(paths.resources, 'icon-512.png'))
    },
    open,
    onClose(closing, onFirstHide) {
      browser.on('close', (event) => {
        event.preventDefault()
        close(closing(), onFirstHide)
      })
    },
    isSeen: () => browser.isVisible() && !browser.isMinimized(),
    send(name, payload) {
      browser.webContents.send(eventChannel, name, payload)
    },
    onSeen(listener) {
      browser.on('show', listener)
      browser.on('restore', listener)
    },
    remember,
  }
}

const isOnScreen = (bounds: Rectangle) => {
  const area = screen.getDisplayMatching(bounds).workArea
  return (
    bounds.x < area.x + area.width &&
    bounds.x + bounds.width > area.x &&
    bounds.y >= area.y &&
    bounds.y < area.y + area.height
  )
}
