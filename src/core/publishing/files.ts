import { basename, extname } from 'node:path'
import type { Target } from '../../shared/destination.ts'
import type { VideoId } from '../../shared/job.ts'
import type { OrderOf } from '../../shared/stage.ts'
import type { Database } from '../database/index.ts'
import { isThere } from '../disk/there.ts'
import { workKey } from '../queue/work-key.ts'

/** The rendition of a video that goes out. */
interface Made {
  videoId: VideoId
  preset: string
  presetVersion: number
}

type Files = OrderOf<'publish'>['files']

/** No video has subtitles in more languages than anybody waits for. */
const mostCaptions = 20
/** A rendition this much longer or shorter was cut: what is said then is no longer said now. */
const cutSeconds = 1

/** What goes with a rendition where the destination takes it: a picture, subtitles. */
export async function filesFor(database: Database, made: Made, target: Target): Promise<Files> {
  const { videoId } = made
  switch (target.kind) {
    case 'folder':
      return { thumbnail: await pictureOf(database, videoId), captions: [] }
    case 's3':
      return { thumbnail: null, captions: [] }
    case 'youtube': {
      const wantsCaptions = target.captions && !isCut(database, made)
      return {
        thumbnail: target.thumbnail ? await pictureOf(database, videoId) : null,
        captions: wantsCaptions ? await captionsOf(database, videoId) : [],
      }
    }
  }
}

async function pictureOf(database: Database, videoId: VideoId): Promise<string | null> {
  const picture = database.library.companionOf.get({ videoId, kind: 'thumbnail' })
  return picture && (await isThere(picture.path)) ? picture.path : null
}

/** One file for each language, the newest; of the kinds that YouTube reads. */
async function captionsOf(database: Database, videoId: VideoId): Promise<Files['captions']> {
  const rows = database.library.companionsOf.all({
    ...{ videoId, kind: 'subtitles', limit: 10 * mostCaptions },
  })
  const byLanguage = new Map<string, string>()
  for (const { path } of rows) {
    const language = captionLanguage(path)
    if (language !== null && !byLanguage.has(language) && (await isThere(path))) {
      byLanguage.set(language, path)
    }
  }
  return [...byLanguage]
    .slice(0, mostCaptions)
    .map(([language, path]) => ({ language, path }))
    .sort((a, b) => a.language.localeCompare(b.language))
}

/** The language a file of subtitles is named by: `The title.de-AT.vtt`; null where it names none. */
export function captionLanguage(path: string): string | null {
  if (!['.vtt', '.srt', '.ttml'].includes(extname(path).toLowerCase())) return null
  const name = basename(path, extname(path))
  return /\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$/.exec(name)?.[1] ?? null
}

function isCut(database: Database, made: Made): boolean {
  const length = (type: 'transform' | 'download', kind: 'rendition' | 'download') =>
    database.publications.fileOf.get({ workKey: workKey({ type, ...made }), kind })
      ?.duration_seconds ?? null
  const [before, after] = [length('download', 'download'), length('transform', 'rendition')]
  return before !== null && after !== null && Math.abs(before - after) > cutSeconds
}
