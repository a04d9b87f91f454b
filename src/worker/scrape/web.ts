import { basename } from 'node:path'
import { SpoolError } from '../../shared/errors.ts'
import type { ResultOf } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { titleOf } from '../files.ts'
import { mediaExtensionOf } from '../media/formats.ts'
import { request, type Reply } from '../network/http.ts'
import { pathAndPublicQuery, redact } from '../redact.ts'
import { readFeed } from './feed.ts'

const maxFeedBytes = 10_000_000
/** Enough to tell a feed from a page; leading comments and white space are common. */
const sniffBytes = 4_096

/** What is at a web address: a feed of videos, or one video. */
export async function scrapeWeb(url: string, context: StageContext): Promise<ResultOf<'scrape'>> {
  const reply = await request(url, { signal: context.signal, network: context.network })
  const contentType = (reply.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? ''
  context.log(`${reply.status} ${contentType} from ${redact(reply.url.href)}`)
  const body = reply.body[Symbol.asyncIterator]()
  try {
    const head = await readUpTo(body, sniffBytes)
    const start = head.toString('utf8', 0, sniffBytes)
    if (looksLikeFeed(contentType, start)) {
      const document = await readFeedBody(head, body)
      const { title, videos, skipped } = readFeed(document, reply.url)
      for (const item of skipped) context.log(`Left out, nothing to fetch: ${item}`)
      return { type: 'scrape', source: { kind: 'feed', title }, videos }
    }
    if (looksLikeMedia(contentType, reply.url, start)) return oneVideo(url, reply)
    throw notUsable(contentType, start, url)
  } finally {
    await body.return?.(undefined)
  }
}

async function readUpTo(body: AsyncIterator<Uint8Array>, bytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let length = 0
  while (length < bytes) {
    const next = await body.next()
    if (next.done === true) break
    chunks.push(next.value)
    length += next.value.length
  }
  return Buffer.concat(chunks)
}

async function readFeedBody(head: Buffer, body: AsyncIterator<Uint8Array>): Promise<string> {
  const rest = await readUpTo(body, maxFeedBytes + 1 - head.length)
  const document = Buffer.concat([head, rest])
  if (document.length > maxFeedBytes) {
    throw new SpoolError(
      'invalid-input',
      'This feed is larger than 10 MB, which no honest feed is. Check the address.',
    )
  }
  return document.toString('utf8')
}

function looksLikeFeed(contentType: string, start: string): boolean {
  const text = start.replace(/^\uFEFF/, '').trimStart()
  if (/^[{[]/.test(text)) return /json/i.test(contentType) || text.includes('jsonfeed.org')
  if (!text.startsWith('<')) return false
  if (/<(rss|feed|rdf:RDF)[\s>]/.test(text)) return true
  return /(rss|atom|rdf)\+xml|^(text|application)\/xml$/i.test(contentType) && !looksLikePage(start)
}

const looksLikePage = (start: string): boolean =>
  /<(!doctype html|html|head|body)[\s>]/i.test(start)

function looksLikeMedia(contentType: string, url: URL, start: string): boolean {
  // Playlists of streams are text, and not fetched yet.
  if (/mpegurl|dash\+xml/i.test(contentType) || start.startsWith('#EXTM3U')) return false
  if (/^(video|audio)\//i.test(contentType)) return true
  const isUnspecific = contentType === '' || /octet-stream|binary/i.test(contentType)
  return isUnspecific && mediaExtensionOf(url.pathname) !== undefined && !looksLikePage(start)
}

function oneVideo(url: string, reply: Reply): ResultOf<'scrape'> {
  const asked = new URL(url)
  const name = titleOf(decoded(basename(asked.pathname))) || asked.host
  const length = Number(reply.headers.get('content-length') ?? Number.NaN)
  const publishedAt = Date.parse(reply.headers.get('last-modified') ?? '')
  return {
    type: 'scrape',
    source: { kind: 'media', title: name },
    videos: [
      {
        site: asked.host,
        siteId: pathAndPublicQuery(asked),
        title: name,
        location: url,
        durationSeconds: null,
        publishedAt: Number.isNaN(publishedAt) ? null : publishedAt,
        bytes: Number.isSafeInteger(length) ? length : null,
      },
    ],
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone percent sign in the address; it is a title all the same.
    return text
  }
}

function notUsable(contentType: string, start: string, url: string): SpoolError {
  const details = { url: redact(url) }
  if (start.startsWith('#EXTM3U') || /mpegurl|dash\+xml/i.test(contentType)) {
    const sentence = 'This is a streaming playlist; Spool cannot fetch those yet.'
    return new SpoolError('invalid-input', sentence, { details })
  }
  if (/html/i.test(contentType) || looksLikePage(start)) {
    const sentence =
      'This address is a web page, not a feed or a video. Look on it for its RSS feed, or for the address of the video itself.'
    return new SpoolError('invalid-input', sentence, { details })
  }
  const what = contentType === '' ? 'something unknown' : contentType
  const sentence = `This address has ${what}, not a feed or a video. Check the address.`
  return new SpoolError('invalid-input', sentence, { details })
}
