import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { app } from 'electron'

/** Starts Spool with the session, or not. Only the packed app is a program the system can start. */
export function startAtLogin(wanted: boolean): void {
  if (!app.isPackaged) return
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: wanted })
    return
  }
  const file = join(
    process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'),
    'autostart',
    'org.spool.app.desktop',
  )
  if (!wanted) {
    rmSync(file, { force: true })
    return
  }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, desktopEntry(process.env.APPIMAGE ?? process.execPath))
}

/** As the desktop entry specification has it: quoted, with its own characters escaped. */
export const desktopEntry = (program: string): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Spool',
    `Exec="${program.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
