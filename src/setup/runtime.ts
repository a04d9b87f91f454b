import { SpoolError } from '../shared/errors.ts'
import { isRoot } from './debian.ts'
import { findElectron } from './electron.ts'
import { ensure } from './ensure.ts'
import type { EnsureOptions } from './ensure.ts'
import { findBinding } from './sqlite.ts'

export interface ElectronRuntime {
  executable: string
  /** Where better-sqlite3's binding lies when the package's own does not serve this Electron. */
  sqliteBinding: string | undefined
  /** To be put before the app's folder. */
  args: string[]
  /** To be added to the environment. */
  env: Record<string, string>
}

/** The Electron of this machine, fetched first where it is missing. */
export async function electronRuntime(options: EnsureOptions = {}): Promise<ElectronRuntime> {
  await ensure(['electron', 'libraries', 'sqlite'], options)
  const electron = await findElectron()
  if (electron === undefined) throw new SpoolError('bug', 'Electron vanished after it was found.')
  const sqliteBinding = await findBinding()
  return {
    executable: electron.executable,
    sqliteBinding,
    // Chromium refuses to sandbox what root runs.
    args: process.platform === 'linux' && isRoot() ? ['--no-sandbox'] : [],
    env: sqliteBinding === undefined ? {} : { SPOOL_SQLITE_BINDING: sqliteBinding },
  }
}
