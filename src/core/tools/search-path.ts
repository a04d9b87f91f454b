import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'

// An app opened from the Finder does not get the PATH of the user's terminal.
const homebrew = ['/opt/homebrew/bin', '/usr/local/bin']

/** A program's file name on this platform. */
export const executableName = (name: string): string =>
  process.platform === 'win32' ? `${name}.exe` : name

/** Whether there is a file at `path` that may be run. */
export async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

/** Absolute paths of the programs of this name on PATH, in its order. */
export async function searchPath(name: string): Promise<string[]> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder))
  if (process.platform === 'darwin') folders.push(...homebrew)
  const found: string[] = []
  for (const folder of folders) {
    const path = join(folder, executableName(name))
    if (await isExecutable(path)) found.push(path)
  }
  return found
}
