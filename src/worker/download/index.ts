import { link, realpath, rm, stat, utimes } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { SpoolError, systemCode } from '../../shared/errors.ts'
import type { MediaInfo } from '../../shared/media.ts'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { copyWithProgress } from '../copy.ts'
import { moveIntoPlace } from '../files.ts'
import { extensionOfContentType, extensionOfFormat, mediaExtensionOf } from '../media/formats.ts'
import { probe } from '../media/probe.ts'
import { keepCompanions } from './companions.ts'
import { requireEnding } from '../media/ending.ts'
import { discard, fetchFile } from './fetch-file.ts'
import { discardSite, downloadFromSite } from './site.ts'

const partName = 'download.part'

/** Brings one video to this machine, whole and checked. */
export function download(
  order: OrderOf<'download'>,
  context: StageContext,
): Promise<ResultOf<'download'>> {
  if (!/^https?:/i.test(order.location)) return fromDisk(order, context)
  return order.fetch === 'site' ? fromSite(order, context) : fromWeb(order, context)
}

/** What yt-dlp brought is checked as everything else is. */
async function fromSite(order: OrderOf<'download'>, context: StageContext) {
  const part = await downloadFromSite(order.location, context)
  const extension = mediaExtensionOf(part)
  const media = await verified(part, context)
  const result = await finish(part, media, extension, order, context, order.location)
  await discardSite(context)
  return result
}

/** What was fetched is kept where it broke off, and let go where it turns out to be no media. */
async function fromWeb(order: OrderOf<'download'>, context: StageContext) {
  const part = join(context.workFolder, partName)
  const { contentType, finalUrl, sizeTold } = await fetchFile(order.location, part, context)
  const extension = mediaExtensionOf(finalUrl.pathname) ?? extensionOfContentType(contentType)
  try {
    const media = await verified(part, context)
    await requireEnding(part, media, { finalUrl, sizeTold }, context)
    const result = await finish(part, media, extension, order, context)
    await discard(part)
    return result
  } catch (error) {
    // All of it came, and it is no good: nothing of it is to be gone on with.
    if (error instanceof SpoolError && !context.signal.aborted && isBad(error)) await discard(part)
    throw error
  }
}

const isBad = ({ kind, details }: SpoolError): boolean =>
  kind === 'invalid-input' || details.cause === 'reset'

/** A second name for the same bytes where the disk can, else a copy; the original stays as it is. */
async function fromDisk(order: OrderOf<'download'>, context: StageContext) {
  const path = order.location
  const part = join(context.workFolder, partName)
  const extension = mediaExtensionOf(path) ?? (extname(path).slice(1).toLowerCase() || undefined)
  try {
    await rm(part, { force: true })
    await linkOrCopy(await behindLinks(path), part, context)
    return await finish(part, await verified(part, context), extension, order, context)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function finish(
  part: string,
  media: MediaInfo,
  extension: string | undefined,
  order: OrderOf<'download'>,
  context: StageContext,
  siteUrl?: string,
): Promise<ResultOf<'download'>> {
  const ending = extension ?? extensionOfFormat(media.format) ?? 'mp4'
  await dateFile(part, order)
  const path = await moveIntoPlace(part, order.targetFolder, order.name ?? order.title, ending)
  context.log(`Downloaded to ${path}`)
  const { bytes, durationSeconds } = media
  const kept = order.companions
    ? await keepCompanions({ path, media, siteUrl, known: order.known }, context)
    : {}
  return { type: 'download', file: { path, bytes, durationSeconds }, ...kept }
}

/** A file is as old as its video; one of this machine is as old as it was. */
async function dateFile(part: string, { location, publishedAt }: OrderOf<'download'>) {
  if (/^https?:/i.test(location)) {
    if (publishedAt != null) await utimes(part, new Date(), new Date(publishedAt))
    return
  }
  const { mtime } = await stat(location)
  if ((await stat(part)).mtimeMs !== mtime.getTime()) await utimes(part, new Date(), mtime)
}

async function behindLinks(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    const sentence = `The file ${path} is no longer there. Put it back, then retry.`
    throw new SpoolError('gone', sentence, { details: { path }, cause: error })
  }
}

async function linkOrCopy(path: string, part: string, context: StageContext): Promise<void> {
  try {
    await link(path, part)
  } catch (error) {
    context.log(`No link can be made (${systemCode(error) ?? 'unknown'}); copying`)
    await copyWithProgress(path, part, context)
  }
}

/** @throws SpoolError where the file is not media */
async function verified(part: string, context: StageContext): Promise<MediaInfo> {
  context.progress({ phase: 'verifying', fraction: null, speed: null, etaSeconds: null })
  const media = await probe(context, part)
  if (media.video || media.audio) return media
  throw new SpoolError('invalid-input', 'There is neither picture nor sound in this file.')
}
