import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { app, dialog, type BrowserWindow } from 'electron'
import { strToU8, zip } from 'fflate'
import type { Engine } from '../../core/index.ts'
import type { DiagnosticFile, settingsCalls } from '../../shared/calls/settings.ts'
import { SpoolError } from '../../shared/errors.ts'
import {
  maxSettingsText,
  readSettings,
  settingChanges,
  writeSettings,
} from '../../shared/settings/exchange.ts'
import type { Handlers } from '../answer.ts'

const jsonFiles = [{ name: 'JSON', extensions: ['json'] }]
const zipFiles = [{ name: 'ZIP', extensions: ['zip'] }]

/** What the window does with the settings as a whole, and what it tells of this machine. */
export function settingsHandlers(
  engine: Engine,
  window: BrowserWindow,
): Pick<Handlers, keyof typeof settingsCalls> {
  /** What is saved is what was looked at. */
  let collected: DiagnosticFile[] | null = null
  return {
    'settings.export': async () => {
      const defaultPath = join(app.getPath('documents'), 'spool-settings.json')
      const filePath = await saveAs(window, defaultPath, jsonFiles)
      if (filePath === null) return { saved: false }
      await writeFile(filePath, writeSettings(engine.settings()))
      return { saved: true }
    },
    'settings.import': async () => {
      const { filePaths } = await dialog.showOpenDialog(window, {
        properties: ['openFile'],
        filters: jsonFiles,
      })
      const [path] = filePaths
      if (path === undefined) return null
      if ((await stat(path)).size > maxSettingsText) {
        throw new SpoolError('invalid-input', 'This file is too large for settings.')
      }
      const settings = readSettings(await readFile(path, 'utf8'))
      const present = engine.settings()
      return { settings, changes: settingChanges(present, { ...present, ...settings }) }
    },
    'diagnostics.collect': async () => {
      collected = await engine.diagnostics(app.getVersion())
      return collected
    },
    'diagnostics.save': async () => {
      if (collected === null) {
        throw new SpoolError('invalid-input', 'Look at what goes in first, then save it.')
      }
      const defaultPath = join(app.getPath('documents'), 'spool-diagnostics.zip')
      const filePath = await saveAs(window, defaultPath, zipFiles)
      if (filePath === null) return { saved: false }
      await writeFile(filePath, await archive(collected))
      return { saved: true }
    },
  }
}

async function saveAs(
  window: BrowserWindow,
  defaultPath: string,
  filters: Electron.FileFilter[],
): Promise<string | null> {
  const { filePath } = await dialog.showSaveDialog(window, { defaultPath, filters })
  return filePath === '' ? null : filePath
}

const archive = (files: readonly DiagnosticFile[]): Promise<Uint8Array> =>
  promisify(zip)(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])))
