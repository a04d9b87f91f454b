import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, link, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
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

/**
 * Makes a folder and those above it; it may be there already.
 *
 * @throws SpoolError `invalid-input` where a file is in its place
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
  } catch (error) {
    if (!['EEXIST', 'ENOTDIR'].includes(systemCode(error) ?? '')) throw error
    const sentence = `There is a file in the place of the folder ${path}. Choose another folder.`
    throw new SpoolError('invalid-input', sentence, { details: { path }, cause: error })
  }
}

export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** Makes what was written to a file last through a power cut. Only Windows must be able to write. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, process.platform === 'win32' ? 'r+' : 'r')
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
  await makeFolder(folder)
  await syncFile(part)
  const base = safeFileName(title)
  const present = await readdir(folder)
  for (let n = 1; n <= mostNames; n++) {
    const name = numberedName(base, extension, n)
    if (differsByCase(name, present)) continue
    const target = join(folder, name)
    if ((await takeName(part, target)) || (await sameContent(part, target))) {
      await rm(part, { force: true })
      return target
    }
  }
  throw new SpoolError('invalid-input', `The folder ${folder} is full of files named ${base}.`)
}

/**
 * Whether a name is there, only spelled otherwise: one file on Windows and macOS, and lost when the
 * folder is copied there from where they are two.
 */
const differsByCase = (name: string, present: readonly string[]): boolean =>
  !present.includes(name) && present.some((other) => folded(other) === folded(name))

const folded = (name: string): string => name.normalize('NFC').toLowerCase()

/** As {@link moveIntoPlace}, but what has that name gives way. */
export async function placeOver(part: string, target: string): Promise<string> {
  await syncFile(part)
  await rename(part, target)
  return target
}

/** @returns false where the name is taken */
async function takeName(part: string, target: string): Promise<boolean> {
  try {
    await link(part, target)
    return true
  } catch (error) {
    const code = systemCode(error)
    if (code === 'EEXIST') return false
    if (withoutLinks.has(code ?? '')) return takeNameByRename(part, target)
    throw error
  }
}

/** What file systems say that know no links (exFAT, network shares). */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EISDIR'])

/** Takes the name with an empty file first, as renaming alone would write over another one. */
async function takeNameByRename(part: string, target: string): Promise<boolean> {
  try {
    await writeFile(target, '', { flag: 'wx' })
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
  try {
    await rename(part, target)
    return true
  } catch (error) {
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

/** A file's name without its folder and its ending. */
export const titleOf = (path: string): string =>
  basename(path).replace(/(?<=.)\.[a-z0-9]{1,5}$/i, '')
