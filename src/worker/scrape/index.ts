import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { SpoolError, systemCode } from '../../shared/errors.ts'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
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
  if (files.length === 0) {
    throw new SpoolError('invalid-input', 'There are no videos in this folder.', {
      details: { path },
    })
  }
  const videos = []
  for (const [index, file] of files.entries()) {
    context.signal.throwIfAborted()
    videos.push(await localVideo(file))
    const fraction = (index + 1) / files.length
    context.progress({ phase: 'Looking', fraction, speed: null, etaSeconds: null })
  }
  return { type: 'scrape', source: { kind: 'folder', title }, videos }
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
