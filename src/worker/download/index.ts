import { link, rm, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { SpoolError, systemCode } from '../../shared/errors.ts'
import type { MediaInfo } from '../../shared/media.ts'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { copyWithProgress, moveIntoPlace } from '../files.ts'
import { extensionOfContentType, extensionOfFormat, mediaExtensionOf } from '../media/formats.ts'
import { probe } from '../media/probe.ts'
import { RateMeter } from '../rate-meter.ts'
import { fetchFile } from './fetch-file.ts'

/** Brings one video to this machine, whole and checked. */
export async function download(
  order: OrderOf<'download'>,
  context: StageContext,
): Promise<ResultOf<'download'>> {
  const part = join(context.workFolder, 'download.part')
  const isRemote = /^https?:/i.test(order.location)
  const named = isRemote
    ? await fromWeb(order.location, part, context)
    : await fromDisk(order.location, part, context)
  context.progress({ phase: 'Verifying', fraction: null, speed: null, etaSeconds: null })
  const media = await verified(part, isRemote, context)
  const extension = named ?? extensionOfFormat(media.format) ?? 'mp4'
  const path = await moveIntoPlace(part, order.targetFolder, order.title, extension)
  context.log(`Downloaded to ${path}`)
  return {
    type: 'download',
    file: { path, bytes: media.bytes, durationSeconds: media.durationSeconds },
  }
}

async function fromWeb(url: string, part: string, context: StageContext) {
  const { contentType, finalUrl } = await fetchFile(url, part, context)
  return mediaExtensionOf(finalUrl.pathname) ?? extensionOfContentType(contentType)
}

/** A second name for the same bytes where the disk can, else a copy; the original stays as it is. */
async function fromDisk(path: string, part: string, context: StageContext) {
  await rm(part, { force: true })
  try {
    await link(path, part)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') throw missing(path, error)
    context.log(`No link can be made (${systemCode(error) ?? 'unknown'}); copying`)
    await copy(path, part, context)
  }
  return mediaExtensionOf(path) ?? (extname(path).slice(1).toLowerCase() || undefined)
}

async function copy(path: string, part: string, context: StageContext): Promise<void> {
  const { size } = await stat(path).catch((error: unknown) => {
    throw systemCode(error) === 'ENOENT' ? missing(path, error) : error
  })
  const meter = new RateMeter(() => context.gate.activeMs())
  await copyWithProgress(path, part, {
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
}

const missing = (path: string, cause: unknown) =>
  new SpoolError('gone', `The file ${path} is no longer there. Put it back, then retry.`, {
    details: { path },
    cause,
  })

/** @throws SpoolError where the file is not media; what was fetched of it is of no use then */
async function verified(
  part: string,
  isRemote: boolean,
  context: StageContext,
): Promise<MediaInfo> {
  try {
    const media = await probe(context, part)
    if (media.video || media.audio) return media
    throw new SpoolError('invalid-input', 'There is neither picture nor sound in this file.')
  } catch (error) {
    if (isRemote) await rm(`${part}.json`, { force: true })
    await rm(part, { force: true })
    throw error
  }
}
