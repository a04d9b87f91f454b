import { rm, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { FolderTarget } from '../../shared/destination.ts'
import { causedBy, SpoolError, systemCode } from '../../shared/errors.ts'
import { safeFileName } from '../../shared/names.ts'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import { fillTemplate, type TemplateFacts } from '../../shared/template.ts'
import type { StageContext } from '../context.ts'
import { copyWithProgress } from '../copy.ts'
import { makeFolder, moveIntoPlace, placeOver, sha256 } from '../files.ts'
import type { Ledger, Leg } from './ledger.ts'
import { writeSidecars } from './sidecars.ts'

export interface FolderOrder extends Omit<OrderOf<'publish'>, 'destination'> {
  destination: FolderTarget
}

/** Brings a rendition to its destination folder: complete, verified, as its rules say. */
export async function publishToFolder(
  order: FolderOrder,
  { ledger, steps }: Leg,
  context: StageContext,
): Promise<ResultOf<'publish'>> {
  const { destination, facts, inputPath } = order
  const { folder, name } = placeOf(destination, facts)
  const extension = extname(inputPath).slice(1) || 'mp4'
  const part = join(folder, `.spool-${context.jobId}.part`)
  const { size } = await stat(inputPath)
  try {
    const known = ledger.now.remote?.id
    if (known !== undefined && (await isStill(known, inputPath, ledger, context))) {
      await rm(part, { force: true })
      return await placed(known)
    }
    // Where a folder above cannot be written, Node says of this one that it is not there.
    await makeFolder(folder)
    const taken = join(folder, `${name}.${extension}`)
    if (destination.collision === 'skip' && (await isThere(taken))) {
      context.log(`Left ${taken} as it is: a file of that name is there`)
      return result(taken, (await stat(taken)).size)
    }
    const sum = await copyWithProgress(inputPath, part, context)
    context.progress({ phase: 'verifying', fraction: 1, speed: null, etaSeconds: null })
    if ((await sha256(part, context.signal)) !== sum) {
      throw new SpoolError('disk', `The copy in ${folder} is damaged. Check that disk, then retry.`)
    }
    // A name is taken once: whatever else of this name is there, these bytes are known again.
    const intent = { bytes: size, sha256: sum, name: taken }
    const isNew = ledger.now.intent?.sha256 !== sum
    await ledger.record({ intent, remote: null, ...(isNew ? { done: [] } : {}) })
    const path =
      destination.collision === 'replace'
        ? await placeOver(part, taken)
        : await moveIntoPlace(part, folder, name, extension)
    await ledger.record({ remote: { id: path, url: null } })
    return await placed(path)
  } catch (error) {
    await rm(part, { force: true }).catch(nothingThere)
    throw context.signal.aborted ? context.signal.reason : explained(error, folder)
  }

  async function placed(path: string): Promise<ResultOf<'publish'>> {
    const sum = ledger.now.intent?.sha256 ?? ''
    await steps.take(
      'sidecars',
      (why) => `The video is in its folder, but not all that goes with it. ${why}`,
      () => writeSidecars(path, order, sum),
    )
    context.log(`Published to ${path} (sha256 ${sum})`)
    return result(path, size)
  }
}

const result = (path: string, bytes: number): ResultOf<'publish'> => ({
  ...{ type: 'publish', file: { path, bytes, durationSeconds: null } },
})

/** Whether what an earlier try put there is there still, whole, and of the rendition as it is now. */
async function isStill(
  path: string,
  rendition: string,
  { now: { intent } }: Ledger,
  { signal }: StageContext,
): Promise<boolean> {
  const there = await stat(path).catch(() => null)
  if (there?.isFile() !== true || there.size !== intent?.bytes) return false
  const sums = await Promise.all([sha256(path, signal), sha256(rendition, signal)])
  return sums.every((sum) => sum === intent.sha256)
}

/** Where the file belongs: a `/` of the template makes folders, one within a title does not. */
function placeOf({ path, name }: FolderTarget, facts: TemplateFacts) {
  const filled = fillTemplate(name, facts, (value) => value.replaceAll('/', ' '))
  const parts = filled.split('/').map(safeFileName)
  const file = parts.pop() ?? 'untitled'
  return { folder: join(path, ...parts), name: file }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null
}

/** Where the folder cannot be written, there is no part to remove either. */
function nothingThere(error: unknown): void {
  const code = systemCode(error) ?? ''
  if (!['EROFS', 'EACCES', 'EPERM', 'ENOTDIR'].includes(code)) throw error
}

function explained(error: unknown, folder: string): unknown {
  const code = systemCode(error) ?? ''
  const options = { details: { path: folder, stack: String(error) }, cause: error }
  if (['EROFS', 'EACCES', 'EPERM', 'ENOENT'].includes(code)) {
    const sentence = `Spool cannot write to the folder ${folder}. Choose another one or change its permissions.`
    return new SpoolError('disk', sentence, options)
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const sentence = `The disk of ${folder} is full. Free some space, then retry.`
    return causedBy('disk-full', sentence, options)
  }
  return error
}
