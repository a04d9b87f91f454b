import { rm, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { causedBy, SpoolError, systemCode } from '../../shared/errors.ts'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { copyWithProgress, makeFolder, moveIntoPlace, sha256 } from '../files.ts'
import { RateMeter } from '../rate-meter.ts'

/** Brings a rendition to its destination folder: complete, verified, never over another file. */
export async function publish(
  order: OrderOf<'publish'>,
  context: StageContext,
): Promise<ResultOf<'publish'>> {
  const folder = order.destination.path
  const part = join(folder, `.spool-${context.jobId}.part`)
  const { size } = await stat(order.inputPath)
  try {
    // Where a folder above cannot be written, Node says of this one that it is not there.
    await makeFolder(folder)
    const meter = new RateMeter(() => context.gate.activeMs())
    const sum = await copyWithProgress(order.inputPath, part, {
      signal: context.signal,
      whenThawed: () => context.gate.whenThawed(context.signal),
      onBytes: (bytes) => {
        meter.update(bytes)
        context.progress({
          phase: 'Copying',
          fraction: size === 0 ? null : bytes / size,
          speed: meter.perSecond === null ? null : { unit: 'bytes/s', value: meter.perSecond },
          etaSeconds: meter.secondsUntil(size),
        })
      },
    })
    context.progress({ phase: 'Verifying', fraction: 1, speed: null, etaSeconds: null })
    if ((await sha256(part, context.signal)) !== sum) {
      throw new SpoolError('disk', `The copy in ${folder} is damaged. Check that disk, then retry.`)
    }
    const extension = extname(order.inputPath).slice(1) || 'mp4'
    const path = await moveIntoPlace(part, folder, order.title, extension)
    context.log(`Published to ${path} (sha256 ${sum})`)
    return { type: 'publish', file: { path, bytes: size, durationSeconds: null } }
  } catch (error) {
    await rm(part, { force: true }).catch(nothingThere)
    throw context.signal.aborted ? context.signal.reason : explained(error, folder)
  }
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
