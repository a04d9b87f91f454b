import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { SpoolError, systemCode } from '../../shared/errors.ts'
import type { FoundVideo, OrderOf, ResultOf } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { mediaExtensionOf } from '../media/formats.ts'
import { filesIn, localVideo } from './local.ts'
import { scrapeWeb } from './web.ts'

/** Finds the videos of a source. */
export function scrape(
  { location }: OrderOf<'scrape'>,
  context: StageContext,
): Promise<ResultOf<'scrape'>> {
  context.progress({ phase: 'Looking', fraction: null, speed: null, etaSeconds: null })
  return /^https?:/i.test(location) ? scrapeWeb(location, context) : scrapeLocal(location, context)
}

async function scrapeLocal(path: string, context: StageContext): Promise<ResultOf<'scrape'>> {
  const title = basename(path) || path
  if (!(await isFolder(path))) {
    if (mediaExtensionOf(path) === undefined) {
      throw new SpoolError('invalid-input', `${title} is not a video or sound file.`, {
        details: { path },
      })
    }
    return { type: 'scrape', source: { kind: 'file', title }, videos: [await localVideo(path)] }
  }
  const files = await filesIn(path, context)
  const videos = await readable(files, context)
  if (videos.length === 0) {
    const sentence =
      files.length === 0
        ? 'There are no videos in this folder.'
        : 'None of the videos in this folder can be read. Change their permissions, then retry.'
    throw new SpoolError('invalid-input', sentence, { details: { path } })
  }
  return { type: 'scrape', source: { kind: 'folder', title }, videos }
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
    context.progress({ phase: 'Looking', fraction, speed: null, etaSeconds: null })
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
