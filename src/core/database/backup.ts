import { copyFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Database as Sqlite } from 'better-sqlite3'
import { SpoolError, systemCode } from '../../shared/errors.ts'

/** So many backups are kept beside the database. */
const kept = 3
/** Few enough that nobody waits for them. */
const pagesAtOnce = 100

const prefixOf = (file: string) => `${basename(file)}.backup-`

/** The backups of a database file, newest first. */
export async function backupsOf(file: string): Promise<string[]> {
  const names = await readdir(dirname(file)).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  })
  return names
    .filter((name) => name.startsWith(prefixOf(file)) && !name.endsWith('.part'))
    .sort()
    .reverse()
    .map((name) => join(dirname(file), name))
}

/** When the newest backup was made, in milliseconds since the epoch; null where there is none. */
export async function lastBackupAt(file: string): Promise<number | null> {
  const [newest] = await backupsOf(file)
  return newest === undefined ? null : (await stat(newest)).mtimeMs
}

/**
 * Copies a database in use, page by page, without stopping who writes to it.
 *
 * @param target where to; under a `.part` name until it is whole
 * @param signal stops it: rejects with the signal's reason and leaves nothing
 */
export async function backUpTo(
  sqlite: Sqlite,
  target: string,
  signal?: AbortSignal,
): Promise<void> {
  const part = `${target}.part`
  const progress = () => {
    signal?.throwIfAborted()
    return pagesAtOnce
  }
  try {
    await sqlite.backup(part, { progress })
    await rename(part, target)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** Makes a backup beside the database and lets the oldest go. @returns its path */
export async function backUp(
  sqlite: Sqlite,
  file: string,
  now: number,
  signal?: AbortSignal,
): Promise<string> {
  // Sorts by time, and is a file name on every system.
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-')
  const target = join(dirname(file), `${prefixOf(file)}${stamp}`)
  await backUpTo(sqlite, target, signal)
  for (const old of (await backupsOf(file)).slice(kept)) await rm(old, { force: true })
  return target
}

/**
 * Sets a damaged database aside, never over anything, and puts the newest backup in its place where
 * that is wanted.
 *
 * @returns where the damaged file is now
 * @throws SpoolError `gone` where a backup is wanted and there is none: nothing was moved
 */
export async function setAside(
  file: string,
  instead: 'backup' | 'nothing',
  now: number,
): Promise<string> {
  const [backup] = await backupsOf(file)
  if (instead === 'backup' && backup === undefined) {
    throw new SpoolError('gone', "There is no backup of Spool's database to go back to.")
  }
  const aside = `${file}.damaged-${new Date(now).toISOString().replace(/[:.]/g, '-')}`
  // The log belongs to the damaged file; beside another it would be played into that.
  for (const suffix of ['', '-wal', '-shm']) {
    await rename(file + suffix, aside + suffix).catch((error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw error
    })
  }
  if (instead === 'backup' && backup !== undefined) await copyFile(backup, file)
  return aside
}
