import { createHash } from 'node:crypto'
import { open, readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { SpoolError, systemCode } from '../../shared/errors.ts'
import type { FoundVideo } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { titleOf } from '../files.ts'
import { mediaExtensionOf } from '../media/formats.ts'

const sampleBytes = 1 << 20

/** One local file as a video. */
export async function localVideo(path: string): Promise<FoundVideo> {
  const { size, mtimeMs } = await stat(path)
  return {
    site: 'file',
    siteId: await fingerprint(path, size),
    title: titleOf(path),
    location: path,
    durationSeconds: null,
    publishedAt: Math.round(mtimeMs),
    bytes: size,
    fetch: 'direct',
    form: null,
  }
}

/** Those of these files that are left alone: their size and time stay the same for so long. */
export async function settled(
  paths: readonly string[],
  settleMs: number,
  context: StageContext,
): Promise<string[]> {
  const look = () => Promise.all(paths.map(stateOf))
  const before = await look()
  await setTimeout(settleMs, undefined, { signal: context.signal })
  const after = await look()
  return paths.filter((path, index) => {
    const isSettled = before[index] !== null && before[index] === after[index]
    if (!isSettled) context.log(`Left out ${path}: it is still being written`)
    return isSettled
  })
}

/** What changes while a file is written; null where it cannot be had, as while Windows copies it. */
async function stateOf(path: string): Promise<string | null> {
  try {
    const file = await open(path, process.platform === 'win32' ? 'r+' : 'r')
    try {
      const { size, mtimeMs } = await file.stat()
      return `${size} ${mtimeMs}`
    } finally {
      await file.close()
    }
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return null
  }
}

/**
 * What a local file is known by wherever it lies and whatever it is called: SHA-256 over its size
 * and the first, middle and last mebibyte.
 */
async function fingerprint(path: string, size: number): Promise<string> {
  const hash = createHash('sha256').update(String(size))
  const starts = new Set([0, Math.floor((size - sampleBytes) / 2), size - sampleBytes])
  const file = await open(path)
  try {
    for (const start of starts) {
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(sampleBytes),
        0,
        sampleBytes,
        Math.max(0, start),
      )
      hash.update(buffer.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
  return hash.digest('hex')
}

/**
 * Every media file in a folder and its subfolders, by path. Hidden files are left out; what cannot
 * be read is noted in the log and left out.
 */
export async function filesIn(root: string, context: StageContext): Promise<string[]> {
  const files: string[] = []
  const seen = new Set<string>()
  const folders = [root]
  for (const folder of folders) {
    context.signal.throwIfAborted()
    const real = await realpath(folder)
    if (seen.has(real)) continue
    seen.add(real)
    for (const { name, kind } of await entriesOf(folder, folder === root, context)) {
      if (kind === 'folder') folders.push(join(folder, name))
      else if (kind === 'file' && mediaExtensionOf(name) !== undefined)
        files.push(join(folder, name))
    }
  }
  return files.sort()
}

async function entriesOf(folder: string, isRoot: boolean, context: StageContext) {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const visible = entries.filter(({ name }) => !name.startsWith('.'))
    return await Promise.all(
      visible.map(async (entry) => ({
        name: entry.name,
        kind: await kindOf(join(folder, entry.name), context),
      })),
    )
  } catch (error) {
    if (isRoot) throw unreadable(folder, error)
    context.log(`Left out ${folder}: ${systemCode(error) ?? String(error)}`)
    return []
  }
}

/** Of what a link points at, too; a pipe or a device holds no video. */
async function kindOf(path: string, context: StageContext): Promise<'folder' | 'file' | null> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) return 'folder'
    return found.isFile() ? 'file' : null
  } catch (error) {
    context.log(`Left out ${path}: ${systemCode(error) ?? String(error)}`)
    return null
  }
}

function unreadable(folder: string, error: unknown): unknown {
  const code = systemCode(error)
  if (code !== 'EACCES' && code !== 'EPERM') return error
  return new SpoolError(
    'disk',
    `Spool is not allowed to look into ${folder}. Change its permissions, then retry.`,
    { details: { path: folder }, cause: error },
  )
}
