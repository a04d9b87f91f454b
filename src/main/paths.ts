import { join } from 'node:path'
import { app } from 'electron'
import { spoolHome } from '../core/home.ts'

const appFolder = app.getAppPath()
const home = spoolHome()

export const paths = {
  home,
  /** Chromium's own data. The single-instance lock lies here, so it is one per data folder. */
  electronData: join(home, 'electron'),
  windowState: join(home, 'window.json'),
  log: join(home, 'logs', 'main.log'),
  worker: join(appFolder, 'out', 'main', 'worker.js'),
  preload: join(appFolder, 'out', 'preload', 'index.cjs'),
  renderer: join(appFolder, 'out', 'renderer'),
  resources: join(appFolder, 'resources'),
}

/** Another build of better-sqlite3's native part, where its own does not fit this Electron. */
export const sqliteBinding = process.env.SPOOL_SQLITE_BINDING
