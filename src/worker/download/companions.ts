import { copyFile, readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { SpoolError, toFailure } from '../../shared/errors.ts'
import type { MediaInfo } from '../../shared/media.ts'
import type { Companion, VideoDetails } from '../../shared/video-details.ts'
import type { StageContext } from '../context.ts'
import { moveIntoPlace } from '../files.ts'
import { grabThumbnail } from '../media/thumbnail.ts'
import { readInfo } from '../yt-dlp/details.ts'
import { runYtDlp } from '../yt-dlp/run.ts'
import { subtitleArguments } from '../yt-dlp/arguments.ts'
import { fetchChapters, fetchPicture } from './feed-extras.ts'
import { siteFolder, siteInfoPath } from './site.ts'

export interface Kept {
  details?: VideoDetails
  companions: Companion[]
}

interface Subject {
  /** The downloaded video at its final place. */
  path: string
  media: MediaInfo
  /** Where it came from, if yt-dlp brought it. */
  siteUrl?: string | undefined
  /** What a feed told of it. */
  known?: VideoDetails | undefined
}

/**
 * Keeps what else there is of a video: what the site tells of it, its subtitles, a picture. None of
 * it is worth a download: what cannot be had is noted in the log and left out.
 */
export async function keepCompanions(subject: Subject, context: StageContext): Promise<Kept> {
  const kept: Kept = { companions: [] }
  const add = async (kind: Companion['kind'], find: () => Promise<readonly string[]>) => {
    try {
      for (const from of await find()) {
        const path = await placeBeside(from, subject.path)
        kept.companions.push({ kind, path, bytes: (await stat(path)).size })
      }
    } catch (error) {
      context.signal.throwIfAborted()
      if (error instanceof SpoolError && error.kind === 'cancelled') throw error
      context.log(`Without its ${kind}: ${toFailure(error).message}`)
    }
  }
  const { siteUrl, known } = subject
  if (siteUrl !== undefined) {
    const infoPath = await siteInfoPath(context)
    const info = infoPath === null ? null : readInfo(await readFile(infoPath, 'utf8'))
    if (info) kept.details = info.details
    if (info?.hasSubtitles && infoPath !== null) {
      await add('subtitles', () => subtitles(siteUrl, infoPath, context))
    }
    if (infoPath !== null) await add('metadata', () => Promise.resolve([infoPath]))
  }
  if (known?.chaptersUrl !== undefined && known.chapters.length === 0) {
    const chapters = await orNone('chapters', fetchChapters(known.chaptersUrl, context), context)
    if (chapters) kept.details = { ...known, chapters }
  }
  await add('thumbnail', () => picture(subject, context))
  return kept
}

/** The site's or the feed's own picture, else one out of the video. */
async function picture(subject: Subject, context: StageContext): Promise<string[]> {
  if (subject.siteUrl !== undefined) {
    const names = await readdir(siteFolder(context))
    const name = names.find((one) => /^media\.(jpe?g|png|webp)$/i.test(one))
    if (name !== undefined) return [join(siteFolder(context), name)]
  }
  const url = subject.known?.pictureUrl
  const own = url && (await orNone('picture', fetchPicture(url, context), context))
  if (own) return [own]
  const target = join(context.workFolder, 'thumbnail.jpg')
  return (await grabThumbnail(context, subject.path, subject.media, target)) ? [target] : []
}

/** Null where it cannot be had. */
async function orNone<T>(
  what: string,
  fetched: Promise<T>,
  context: StageContext,
): Promise<T | null> {
  try {
    return await fetched
  } catch (error) {
    context.signal.throwIfAborted()
    context.log(`Without the feed's ${what}: ${toFailure(error).message}`)
    return null
  }
}

/** Fetched after the video, from what is known of it already: a site that refuses them costs nothing. */
async function subtitles(url: string, infoPath: string, context: StageContext): Promise<string[]> {
  const folder = siteFolder(context)
  const failure = await runYtDlp(context, {
    url,
    what: subtitleArguments(folder, infoPath),
    signal: context.signal,
    onStdoutLine: (line) => {
      context.log(`yt-dlp: ${line}`)
    },
  })
  if (failure) context.log(`Not all subtitles: ${failure.message}`)
  const names = await readdir(folder)
  return names
    .filter((name) => /\.(vtt|srt|ass|ttml)$/i.test(name))
    .map((name) => join(folder, name))
}

/** `media.en.vtt` becomes `The title.en.vtt`, beside `The title.mp4`. */
async function placeBeside(from: string, video: string): Promise<string> {
  const base = basename(video, extname(video))
  const ending = basename(from).replace(/^[^.]*\./, '')
  const part = join(dirname(from), `${basename(from)}.part`)
  await copyFile(from, part)
  try {
    return await moveIntoPlace(part, dirname(video), base, ending)
  } finally {
    await rm(part, { force: true })
  }
}
