import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Dressing } from '../../shared/delivery.ts'
import type { YoutubeTarget } from '../../shared/destination.ts'
import { SpoolError } from '../../shared/errors.ts'
import { describeLimit, limitProblems } from '../../shared/publication.ts'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import { rejections } from '../../shared/youtube.ts'
import type { StageContext } from '../context.ts'
import { contentType } from './content-type.ts'
import { Ledger, renditionAt, type Rendition } from './ledger.ts'
import { YoutubeApi } from './youtube-api.ts'
import { beginUpload, sendRest, standingOf, type Standing } from './youtube-upload.ts'

export interface YoutubeOrder extends Omit<OrderOf<'publish'>, 'destination'> {
  destination: YoutubeTarget
}

/** A session that expires again and again is no session. */
const mostSessions = 3

/** Brings a rendition to a channel: uploaded once, then dressed, then looked at. */
export async function publishToYoutube(
  order: YoutubeOrder,
  context: StageContext,
): Promise<ResultOf<'publish'>> {
  const { destination, inputPath, youtubeRoot } = order
  const ledger = new Ledger(order.delivery, context)
  const metadata = {
    ...order.metadata,
    // By this the video is known again, should its number be lost on the way.
    tags: [...order.metadata.tags, ledger.now.marker],
  }
  const [problem] = limitProblems(metadata)
  if (problem) throw new SpoolError('invalid-input', describeLimit(problem))
  const api = new YoutubeApi(youtubeRoot, destination.account, context)
  const rendition = await renditionAt(inputPath, context)
  const { intent } = ledger.now
  if (ledger.now.remote === null && intent?.sha256 !== rendition.sha256) {
    const { bytes, sha256 } = rendition
    await ledger.record({ intent: { bytes, sha256, name: metadata.title }, session: null })
  }
  const id = ledger.now.remote?.id ?? (await upload(api, ledger, { ...order, metadata }, rendition))
  await dress(api, ledger, order, id)
  await verify(api, id, order, context)
  const path = `https://youtu.be/${id}`
  context.log(`Published to ${path} (sha256 ${rendition.sha256})`)
  return { type: 'publish', file: { path, bytes: rendition.bytes, durationSeconds: null } }

  async function upload(
    to: YoutubeApi,
    book: Ledger,
    { metadata: told }: YoutubeOrder,
    file: Rendition,
  ): Promise<string> {
    for (let sessions = 0; sessions < mostSessions; sessions++) {
      let standing: Standing = { kind: 'bytes', there: 0 }
      const known = book.now.session
      if (known) standing = await standingOf(to, known.id, file.bytes)
      else {
        const session = await beginUpload(to, told, file)
        await book.record({ session: { id: session, begunAt: Date.now() } })
      }
      const session = book.now.session?.id ?? ''
      const ended = await sendRest(to, session, file, standing, context)
      const made = ended.kind === 'video' ? ended.id : await findOwn(to, book.now.marker)
      if (made !== null) {
        await book.record({ remote: { id: made, url: `https://youtu.be/${made}` }, session: null })
        return made
      }
      context.log('The upload has expired and made no video: it begins anew')
      await book.record({ session: null })
    }
    throw new SpoolError('transient', 'YouTube forgets the upload again and again. Retry later.')
  }
}

const channelSchema = z.object({
  items: z
    .array(
      z.object({
        contentDetails: z.object({ relatedPlaylists: z.object({ uploads: z.string() }) }),
      }),
    )
    .default([]),
})
const playlistSchema = z.object({
  items: z.array(z.object({ contentDetails: z.object({ videoId: z.string() }) })).default([]),
})
const videosSchema = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        snippet: z.object({ tags: z.array(z.string()).default([]) }).optional(),
        status: z
          .object({
            uploadStatus: z.string().optional(),
            privacyStatus: z.string().optional(),
            rejectionReason: z.string().optional(),
            failureReason: z.string().optional(),
          })
          .optional(),
      }),
    )
    .default([]),
})

/** Looks among the channel's newest uploads for the one with our marker; null where it is not. */
async function findOwn(api: YoutubeApi, marker: string): Promise<string | null> {
  const channels = await api.call(
    api.at('/youtube/v3/channels', { part: 'contentDetails', mine: 'true' }),
  )
  const [channel] = channelSchema.parse(await channels.json()).items
  if (!channel) return null
  const list = await api.call(
    api.at('/youtube/v3/playlistItems', {
      ...{ part: 'contentDetails', maxResults: '50' },
      playlistId: channel.contentDetails.relatedPlaylists.uploads,
    }),
    // A channel without any upload has no such list.
    { accept: [404] },
  )
  if (list.status === 404) return null
  const ids = playlistSchema.parse(await list.json()).items
  if (ids.length === 0) return null
  const id = ids.map(({ contentDetails }) => contentDetails.videoId).join(',')
  const videos = await api.call(api.at('/youtube/v3/videos', { part: 'snippet', id }))
  const { items } = videosSchema.parse(await videos.json())
  return items.find(({ snippet }) => snippet?.tags.includes(marker))?.id ?? null
}

/** Gives the video what goes with it: each by itself, once, and again by itself where it failed. */
async function dress(
  api: YoutubeApi,
  ledger: Ledger,
  { destination, files }: YoutubeOrder,
  id: string,
): Promise<void> {
  const { thumbnail, captions } = files
  const { playlist } = destination
  const steps: [Dressing, string, (() => Promise<void>) | null][] = [
    ['thumbnail', 'its picture', thumbnail === null ? null : () => setPicture(api, id, thumbnail)],
    ['playlist', 'the playlist', playlist === null ? null : () => addToList(api, id, playlist)],
    [
      'captions',
      'its captions',
      captions.length === 0 ? null : () => addCaptions(api, id, captions),
    ],
  ]
  for (const [name, what, step] of steps) {
    if (!step || ledger.now.done.includes(name)) continue
    try {
      await step()
    } catch (error) {
      if (!(error instanceof SpoolError) || error.kind === 'cancelled') throw error
      const sentence = `The video is on YouTube, but ${what} is missing. ${error.message}`
      throw new SpoolError(error.kind, sentence, {
        details: error.details,
        ...(error.budget && { budget: error.budget }),
        ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
      })
    }
    await ledger.record({ done: [...ledger.now.done, name] })
  }
}

async function setPicture(api: YoutubeApi, videoId: string, path: string): Promise<void> {
  const url = api.at('/upload/youtube/v3/thumbnails/set', { videoId, uploadType: 'media' })
  const headers = { 'content-type': contentType(path) }
  const body = new Uint8Array(await readFile(path))
  await api.call(url, { method: 'POST', again: true, headers, body })
}

async function addToList(api: YoutubeApi, videoId: string, playlistId: string): Promise<void> {
  const mine = await api.call(
    api.at('/youtube/v3/playlistItems', { part: 'contentDetails', playlistId, videoId }),
  )
  if (playlistSchema.parse(await mine.json()).items.length > 0) return
  await api.call(api.at('/youtube/v3/playlistItems', { part: 'snippet' }), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      snippet: { playlistId, resourceId: { kind: 'youtube#video', videoId } },
    }),
  })
}

const captionsSchema = z.object({
  items: z.array(z.object({ snippet: z.object({ language: z.string() }) })).default([]),
})

async function addCaptions(
  api: YoutubeApi,
  videoId: string,
  captions: YoutubeOrder['files']['captions'],
): Promise<void> {
  const mine = await api.call(api.at('/youtube/v3/captions', { part: 'snippet', videoId }))
  const there = captionsSchema.parse(await mine.json()).items.map(({ snippet }) => snippet.language)
  for (const { path, language } of captions) {
    if (there.includes(language)) continue
    const boundary = 'spool-captions'
    const about = JSON.stringify({ snippet: { videoId, language, name: '' } })
    const head = `--${boundary}\r\ncontent-type: application/json\r\n\r\n${about}\r\n--${boundary}\r\ncontent-type: application/octet-stream\r\n\r\n`
    const body = Buffer.concat([
      Buffer.from(head),
      await readFile(path),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ])
    const url = api.at('/upload/youtube/v3/captions', { part: 'snippet', uploadType: 'multipart' })
    await api.call(url, {
      method: 'POST',
      headers: { 'content-type': `multipart/related; boundary=${boundary}` },
      body: new Uint8Array(body),
    })
  }
}

/** Whether YouTube kept it. */
async function verify(
  api: YoutubeApi,
  id: string,
  { metadata }: YoutubeOrder,
  context: StageContext,
): Promise<void> {
  context.progress({ phase: 'verifying', fraction: 1, speed: null, etaSeconds: null })
  const response = await api.call(api.at('/youtube/v3/videos', { part: 'status', id }))
  const [video] = videosSchema.parse(await response.json()).items
  if (!video) throw new SpoolError('gone', 'The video is not on YouTube any more.')
  const { uploadStatus = '', rejectionReason, failureReason, privacyStatus } = video.status ?? {}
  if (['rejected', 'failed'].includes(uploadStatus)) {
    const reason = rejectionReason ?? failureReason ?? ''
    const sentence = rejections[reason] ?? 'YouTube did not keep the video. Look at it there.'
    throw new SpoolError('invalid-input', sentence)
  }
  if (privacyStatus !== undefined && privacyStatus !== metadata.privacy) {
    context.log(
      `YouTube keeps the video ${privacyStatus}: projects it has not audited cannot publish openly`,
    )
  }
}
