import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import type { Log } from './log.ts'

/**
 * Looks for a newer Spool, once a start, and puts it in place when the app ends. Off until the app
 * is packed with a place to publish to: only then the packer leaves the file that names it.
 */
export async function updateItself(log: Log): Promise<void> {
  if (!app.isPackaged || !existsSync(join(process.resourcesPath, 'app-update.yml'))) return
  try {
    const { autoUpdater } = await import('electron-updater')
    await autoUpdater.checkForUpdatesAndNotify()
  } catch (error) {
    // Without a network there is no newer Spool; the next start looks again.
    log(`no update: ${String(error)}`)
  }
}
