import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { contentType } from './content-type.ts'
import type { Steps } from './steps.ts'
import type { YoutubeApi } from './youtube-api.ts'
import type { YoutubeOrder } from './youtube.ts'
import { playlistSchema } from './youtube-videos.ts'

type Captions = YoutubeOrder['files']['captions'][number]

/** Gives the video what goes with it: each by itself, once, and again by itself where it failed. */
export async function dress(
  api: YoutubeApi,
  steps: Steps,
  { destination: { playlist }, files: { thumbnail, captions } }: YoutubeOrder,
  id: string,
): Promise<void> {
  if (thumbnail !== null) {
    await steps.take(
      'thumbnail',
      (why) => `The video is on YouTube, but its picture is missing. ${why}`,
      () => setPicture(api, id, thumbnail),
    )
  }
  if (playlist !== null) {
    await steps.take(
      'playlist',
      (why) => `The video is on YouTube, but the playlist lacks it. ${why}`,
      () => addToList(api, id, playlist),
    )
  }
  for (const one of captions) {
    const { language } = one
    await steps.take(
      `captions:${language}`,
      (why) => `The video is on YouTube, but its captions (${language}) are missing. ${why}`,
      () => addCaptions(api, id, one),
    )
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
  { path, language }: Captions,
): Promise<void> {
  const mine = await api.call(api.at('/youtube/v3/captions', { part: 'snippet', videoId }))
  const there = captionsSchema.parse(await mine.json()).items
  if (there.some(({ snippet }) => snippet.language === language)) return
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
