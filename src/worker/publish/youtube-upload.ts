import { open, type FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import { SpoolError } from '../../shared/errors.ts'
import type { Metadata } from '../../shared/publication.ts'
import type { StageContext } from '../context.ts'
import { RateMeter } from '../rate-meter.ts'
import { contentType } from './content-type.ts'
import type { Rendition } from './ledger.ts'
import { refusal, type YoutubeApi } from './youtube-api.ts'

const videoSchema = z.object({ id: z.string().min(1) })

/** How an upload stands: so many bytes are there, the video is made, or nobody knows of it. */
export type Standing =
  { kind: 'bytes'; there: number } | { kind: 'video'; id: string } | { kind: 'expired' }

const step = 256 * 1024
/** Pieces are whole multiples of 256 KiB: small ones for a small file, that all can be followed. */
const pieceBytes = (bytes: number): number =>
  Math.min(64, Math.max(1, Math.ceil(bytes / 64 / step))) * step
/** Breaks without a byte of progress between them before the trouble is the job's. */
const mostBreaks = 4

/** Begins an upload. @returns the address of its session: whoever has it may send the bytes */
export async function beginUpload(
  api: YoutubeApi,
  metadata: Metadata,
  { path, bytes }: Rendition,
): Promise<string> {
  const url = api.at('/upload/youtube/v3/videos', {
    uploadType: 'resumable',
    part: 'snippet,status',
  })
  const response = await api.call(url, {
    method: 'POST',
    // A session without bytes makes no video: a second one does no harm.
    again: true,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-upload-content-length': String(bytes),
      'x-upload-content-type': contentType(path),
    },
    body: JSON.stringify(resourceOf(metadata)),
  })
  const session = response.headers.get('location') ?? ''
  if (URL.canParse(session) && isOf(new URL(session), api.root)) return session
  throw new SpoolError('transient', 'YouTube named no place to send the video to. Retry later.')
}

/** The token goes to YouTube and nowhere else. */
const isOf = (session: URL, root: URL): boolean =>
  session.origin === root.origin ||
  (session.protocol === 'https:' && session.hostname.endsWith('.googleapis.com'))

function resourceOf(metadata: Metadata) {
  const { title, description, tags, category, language, privacy, publishAt } = metadata
  const isScheduled = publishAt !== null && privacy === 'private' && publishAt > Date.now()
  return {
    snippet: {
      ...{ title, description, tags, categoryId: category },
      ...{ defaultLanguage: language, defaultAudioLanguage: language },
    },
    status: {
      privacyStatus: privacy,
      ...(isScheduled ? { publishAt: new Date(publishAt).toISOString() } : {}),
      license: metadata.licence,
      selfDeclaredMadeForKids: metadata.madeForKids,
      containsSyntheticMedia: metadata.syntheticMedia,
    },
  }
}

/** Asks how an upload stands, as must be done after every break. */
export async function standingOf(
  api: YoutubeApi,
  session: string,
  bytes: number,
): Promise<Standing> {
  const response = await api.call(new URL(session), {
    method: 'PUT',
    again: true,
    accept: [308, 404, 410],
    headers: { 'content-range': `bytes */${bytes}` },
  })
  return standingFrom(response)
}

async function standingFrom(response: Response): Promise<Standing> {
  switch (response.status) {
    case 200:
    case 201:
      return { kind: 'video', ...videoSchema.parse(await response.json()) }
    case 308: {
      await response.body?.cancel()
      const last = /^bytes=0-(\d+)$/.exec(response.headers.get('range') ?? '')?.[1]
      return { kind: 'bytes', there: last === undefined ? 0 : Number(last) + 1 }
    }
    case 404:
    case 410:
      await response.body?.cancel()
      return { kind: 'expired' }
    default:
      throw await refusal(response)
  }
}

/** Sends what is missing, from where the server says it is, until it has all or knows it no more. */
export async function sendRest(
  api: YoutubeApi,
  session: string,
  { path, bytes }: Rendition,
  from: Standing,
  context: StageContext,
): Promise<Exclude<Standing, { kind: 'bytes' }>> {
  const file = await open(path)
  const meter = new RateMeter(() => context.gate.activeMs(), from.kind === 'bytes' ? from.there : 0)
  try {
    let standing = from
    let breaks = 0
    while (standing.kind === 'bytes') {
      await context.gate.whenThawed(context.signal)
      const { there }: { there: number } = standing
      standing = await sendPiece(api, session, file, bytes, there).catch(async (error: unknown) => {
        if (!isPassing(error) || ++breaks > mostBreaks) throw error
        context.log(`The upload broke off at ${there} bytes; asking how far it came`)
        return standingOf(api, session, bytes)
      })
      if (standing.kind !== 'bytes') break
      if (standing.there > there) breaks = 0
      else if (++breaks > mostBreaks) {
        throw new SpoolError('transient', 'YouTube takes no more bytes of the video. Retry later.')
      }
      meter.update(standing.there)
      const perSecond = meter.perSecond
      context.progress({
        phase: 'uploading',
        fraction: standing.there / bytes,
        speed: perSecond === null ? null : { unit: 'bytes/s', value: perSecond },
        etaSeconds: meter.secondsUntil(bytes),
      })
    }
    return standing
  } finally {
    await file.close()
  }
}

const isPassing = (error: unknown): boolean =>
  error instanceof SpoolError && error.kind === 'transient'

async function sendPiece(
  api: YoutubeApi,
  session: string,
  file: FileHandle,
  bytes: number,
  from: number,
): Promise<Standing> {
  const piece = new Uint8Array(Math.min(pieceBytes(bytes), bytes - from))
  await file.read(piece, 0, piece.length, from)
  const response = await api.call(new URL(session), {
    method: 'PUT',
    accept: [308, 404, 410],
    headers: { 'content-range': `bytes ${from}-${from + piece.length - 1}/${bytes}` },
    body: piece,
  })
  return standingFrom(response)
}
