import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { SpoolError, systemCode } from '../../shared/errors.ts'
import type { FoundVideo, OrderOf, ResultOf } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { mediaExtensionOf } from '../media/formats.ts'
import { Finds } from './finds.ts'
import { filesIn, localVideo, settled } from './local.ts'
import { scrapeWeb } from './web.ts'

/** Finds the videos of a source. */
export function scrape(
  order: OrderOf<'scrape'>,
  context: StageContext,
): Promise<ResultOf<'scrape'>> {
  context.progress({ phase: 'looking', fraction: null, speed: null, etaSeconds: null })
  return /^https?:/i.test(order.location) ? scrapeWeb(order, context) : scrapeLocal(order, context)
}

async function scrapeLocal(
  { location: path, filter = {}, settleMs }: OrderOf<'scrape'>,
  context: StageContext,
): Promise<ResultOf<'scrape'>> {
  const title = basename(path) || path
  if (!(await isFolder(path))) {
    if (mediaExtensionOf(path) === undefined) {
      throw new SpoolError('invalid-input', `${title} is not a video or sound file.`, {
        details: { path },
      })
    }
    const finds = new Finds({ kind: 'file', title }, filter, context)
    finds.take(await localVideo(path))
    return finds.result()
  }
  const found = await filesIn(path, context)
  const files = settleMs === undefined ? found : await settled(found, settleMs, context)
  const finds = new Finds({ kind: 'folder', title }, filter, context)
  const videos = await readable(files, context)
  // A watched folder may well be empty until something is put there.
  if (videos.length === 0 && settleMs === undefined) {
    const sentence =
      files.length === 0
        ? 'There are no videos in this folder.'
        : 'None of the videos in this folder can be read. Change their permissions, then retry.'
    throw new SpoolError('invalid-input', sentence, { details: { path } })
  }
  finds.takeAll(videos)
  return finds.result()
}

/** What cannot be read is noted in the log and left out. */
async function readable(files: readonly string[], context: StageContext): Promise<FoundVideo[]> {
  const videos: FoundVideo[] = []
  for (const [index, file] of files.entries()) {
    context.signal.throwIfAborted()
    try {
      videos.push(await localVideo(file))
    } catch (error) {
      const code = systemCode(error)
      if (code === undefined) throw error
      context.log(`Left out ${file}: ${code}`)
    }
    const fraction = (index + 1) / files.length
    context.progress({ phase: 'looking', fraction, speed: null, etaSeconds: null })
  }
  return videos
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    const sentence = `There is no file or folder at ${path} any more. Put it back, then retry.`
    throw new SpoolError('gone', sentence, { details: { path }, cause: error })
  }
}
