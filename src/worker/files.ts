import { createHash } from 'node:crypto'
import { constants, createReadStream, createWriteStream } from 'node:fs'
import { copyFile, link, mkdir, open, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { SpoolError, systemCode } from '../shared/errors.ts'
import { numberedName, safeFileName } from '../shared/names.ts'

/** More files of one name than this are no accident. */
const mostNames = 10_000

/** SHA-256 of a file, in hex. */
export async function sha256(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash, signal ? { signal } : {})
  return hash.digest('hex')
}

/** Makes what was written to a file last through a power cut. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * Gives a finished, verified file its final name in `folder`: at once, complete and never over
 * another file. Where a name is taken by the very same content — a repeat after a crash — that file
 * is kept and this one removed; otherwise the next free name is taken.
 *
 * @param part the finished file, on the same volume as the folder
 * @param title what the file is called, made safe here
 * @returns the final path
 */
export async function moveIntoPlace(
  part: string,
  folder: string,
  title: string,
  extension: string,
): Promise<string> {
  await mkdir(folder, { recursive: true })
  await syncFile(part)
  const base = safeFileName(title)
  for (let n = 1; n <= mostNames; n++) {
    const target = join(folder, numberedName(base, extension, n))
    if ((await takeName(part, target)) || (await sameContent(part, target))) {
      await rm(part)
      return target
    }
  }
  throw new SpoolError('invalid-input', `The folder ${folder} is full of files named ${base}.`)
}

/** @returns false where the name is taken */
async function takeName(part: string, target: string): Promise<boolean> {
  try {
    await link(part, target)
    return true
  } catch (error) {
    const code = systemCode(error)
    if (code === 'EEXIST') return false
    // Some file systems (exFAT, network shares) know no links.
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS' || code === 'EMLINK') {
      return copyWithoutOverwriting(part, target)
    }
    throw error
  }
}

async function copyWithoutOverwriting(part: string, target: string): Promise<boolean> {
  try {
    await copyFile(part, target, constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    await rm(target, { force: true })
    throw error
  }
}

async function sameContent(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(a), stat(b)])
  if (!second.isFile() || first.size !== second.size) return false
  if (first.ino === second.ino && first.dev === second.dev) return true
  const [x, y] = await Promise.all([sha256(a), sha256(b)])
  return x === y
}

interface CopyOptions {
  signal: AbortSignal
  /** Told of the bytes copied so far. */
  onBytes: (bytes: number) => void
  /** Waits while copying is held. */
  whenThawed: () => Promise<void>
}

/** Copies a file; the original is only read. @returns the SHA-256 of what was read, in hex */
export async function copyWithProgress(
  from: string,
  to: string,
  { signal, onBytes, whenThawed }: CopyOptions,
): Promise<string> {
  const hash = createHash('sha256')
  let bytes = 0
  await pipeline(
    createReadStream(from, { highWaterMark: 1 << 20 }),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        await whenThawed()
        hash.update(chunk)
        bytes += chunk.length
        onBytes(bytes)
        yield chunk
      }
    },
    createWriteStream(to),
    { signal },
  )
  return hash.digest('hex')
}

/** A file's name without its folder and its ending. */
export const titleOf = (path: string): string =>
  basename(path).replace(/(?<=.)\.[a-z0-9]{1,5}$/i, '')
