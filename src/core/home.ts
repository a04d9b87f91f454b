import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where Spool keeps its data: `SPOOL_HOME`, else the system's place for an app's own data. It has a
 * file of its own because the window's place is known from it before the engine is read.
 */
export function spoolHome(): string {
  const chosen = process.env.SPOOL_HOME
  if (chosen) return chosen
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Spool')
    case 'win32':
      return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Spool')
    default:
      return join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'spool')
  }
}

export const databaseFile = (home: string): string => join(home, 'spool.db')
