import { writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { cacheDirectory } from '../core/tools/index.ts'
import { systemCode } from '../shared/errors.ts'
import type { Log } from './part.ts'

/** Whether something is at `path`. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return false
    throw error
  }
}

const unfinishedFolder = (): string => join(cacheDirectory(), 'unfinished')

/**
 * Fills a work folder, then moves what `fill` made of it to `target` in one step: whoever looks at
 * `target` sees nothing or all of it. Of two that do this at once, the first one's result stays.
 *
 * @param fill gets the empty work folder and answers with the folder in it that becomes `target`
 */
export async function installFolder(
  target: string,
  fill: (workFolder: string) => Promise<string>,
): Promise<void> {
  await mkdir(unfinishedFolder(), { recursive: true })
  const workFolder = await mkdtemp(join(unfinishedFolder(), 'work-'))
  try {
    const finished = await fill(workFolder)
    await mkdir(dirname(target), { recursive: true })
    await rename(finished, target).catch(async (error: unknown) => {
      if (!(await exists(target))) throw error
    })
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
}

const lockRefreshMs = 5_000
const lockIsStaleMs = 30_000

/**
 * Does `work` while no other process does: two downloads of the same thing would only be slower.
 * Its owner keeps the lock fresh, so one that was left behind is told by its age. What an
 * interrupted set-up left behind is removed.
 */
export async function withSetupLock<Result>(
  log: Log,
  work: () => Promise<Result>,
): Promise<Result> {
  const lock = join(cacheDirectory(), 'setup.lock')
  await mkdir(cacheDirectory(), { recursive: true })
  let waiting = false
  while (!(await acquire(lock))) {
    if (!waiting) log('Another set-up is at work; waiting for it.')
    waiting = true
    await delay(500)
  }
  const refresh = setInterval(() => {
    writeFileSync(lock, '')
  }, lockRefreshMs)
  try {
    await rm(unfinishedFolder(), { recursive: true, force: true })
    return await work()
  } finally {
    clearInterval(refresh)
    await rm(lock, { force: true })
  }
}

async function acquire(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, '', { flag: 'wx' })
    return true
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
  }
  const age = Date.now() - (await lastRefresh(lock))
  if (age > lockIsStaleMs) await rm(lock, { force: true })
  return false
}

async function lastRefresh(lock: string): Promise<number> {
  try {
    return (await stat(lock)).mtimeMs
  } catch (error) {
    // Released in the meantime: no reason to take it for stale.
    if (systemCode(error) === 'ENOENT') return Date.now()
    throw error
  }
}
