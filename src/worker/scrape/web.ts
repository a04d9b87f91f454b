import { SpoolError } from '../../shared/errors.ts'
import type { FoundVideo, OrderOf, ResultOf, Validators } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { titleOf } from '../files.ts'
import { mediaExtensionOf } from '../media/formats.ts'
import { readUpTo } from '../network/body.ts'
import { request, type Reply } from '../network/http.ts'
import { pathAndPublicQuery, redact } from '../redact.ts'
import { readFeed } from './feed.ts'
import { Finds } from './finds.ts'
import { scrapeSite } from './site.ts'

const maxFeedBytes = 10_000_000
/** Enough to tell a feed from a page; leading comments and white space are common. */
const sniffBytes = 4_096

/** What is at a web address: a feed of videos, a video, a stream, or what yt-dlp finds there. */
export async function scrapeWeb(
  order: OrderOf<'scrape'>,
  context: StageContext,
): Promise<ResultOf<'scrape'>> {
  const { filter = {} } = order
  const url = order.feed ?? order.location
  if (isKnownSite(url)) return scrapeSite(url, filter, context)
  const reply = await ask(url, order.validators, context)
  if (reply === 'refused') return scrapeSite(url, filter, context)
  const contentType = (reply.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? ''
  context.log(`${reply.status} ${contentType} from ${redact(reply.url.href)}`)
  const body = reply.body[Symbol.asyncIterator]()
  try {
    const head = await readUpTo(body, sniffBytes)
    const start = head.toString('utf8', 0, sniffBytes)
    if (reply.status === 304) return unchanged(reply.url)
    if (looksLikeFeed(contentType, start)) {
      const document = await readFeedBody(head, body)
      const { title, videos, skipped } = readFeed(document, reply.url)
      for (const item of skipped) context.log(`Left out, nothing to fetch: ${item}`)
      const finds = new Finds({ kind: 'feed', title }, filter, context)
      finds.takeAll(videos)
      return finds.result({ validators: validatorsOf(reply.headers) })
    }
    const kind = kindOfMedia(contentType, reply.url, start)
    if (kind !== null) {
      const finds = new Finds({ kind, title: nameOf(new URL(url)) }, filter, context)
      finds.take(oneVideo(url, kind, reply))
      return finds.result()
    }
    if (!looksLikePage(start)) throw notUsable(contentType, url)
  } finally {
    await body.return?.(undefined)
  }
  return scrapeSite(url, filter, context)
}

/** Sites whose pages are not worth a look: yt-dlp knows them, and they like few questions. */
const knownSites =
  /(^|\.)(youtube\.com|youtu\.be|vimeo\.com|twitch\.tv|tiktok\.com|dailymotion\.com|soundcloud\.com|bilibili\.com)$/i

const isKnownSite = (url: string): boolean => {
  if (!URL.canParse(url)) return false
  const { hostname, pathname } = new URL(url)
  return knownSites.test(hostname) && !pathname.startsWith('/feeds/')
}

/** @returns `refused` where the server lets in nobody but browsers: yt-dlp may fare better */
async function ask(
  url: string,
  validators: Validators | undefined,
  context: StageContext,
): Promise<Reply | 'refused'> {
  const { etag = null, lastModified = null } = validators ?? {}
  const headers = {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  }
  try {
    const accept = validators === undefined ? [200] : [200, 304]
    return await request(url, { signal: context.signal, network: context.network, headers, accept })
  } catch (error) {
    if (!(error instanceof SpoolError) || error.kind !== 'auth') throw error
    const isFile = mediaExtensionOf(new URL(url).pathname) !== undefined
    if (isFile || context.tools.ytDlp === undefined) throw error
    context.log(`${error.message} Trying yt-dlp.`)
    return 'refused'
  }
}

const validatorsOf = (headers: Headers): Validators => ({
  etag: headers.get('etag'),
  lastModified: headers.get('last-modified'),
})

const unchanged = (url: URL): ResultOf<'scrape'> => ({
  type: 'scrape',
  source: { kind: 'feed', title: url.host },
  videos: [],
  unchanged: true,
})

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

function kindOfMedia(contentType: string, url: URL, start: string): 'media' | 'stream' | null {
  if (/mpegurl|dash\+xml/i.test(contentType) || start.startsWith('#EXTM3U')) return 'stream'
  if (/^\s*(<\?xml[^>]*>\s*)?<MPD[\s>]/.test(start)) return 'stream'
  if (/^(video|audio)\//i.test(contentType)) return 'media'
  const isUnspecific = contentType === '' || /octet-stream|binary/i.test(contentType)
  const isNamedSo = mediaExtensionOf(url.pathname) !== undefined
  return isUnspecific && isNamedSo && !looksLikePage(start) ? 'media' : null
}

function oneVideo(url: string, kind: 'media' | 'stream', reply: Reply): FoundVideo {
  const asked = new URL(url)
  const length = Number(reply.headers.get('content-length') ?? Number.NaN)
  const publishedAt = Date.parse(reply.headers.get('last-modified') ?? '')
  return {
    site: asked.host,
    siteId: pathAndPublicQuery(asked),
    title: nameOf(asked),
    location: url,
    durationSeconds: null,
    publishedAt: Number.isNaN(publishedAt) ? null : publishedAt,
    // A stream's length is that of its list.
    bytes: kind === 'media' && Number.isSafeInteger(length) ? length : null,
    fetch: kind === 'media' ? 'direct' : 'site',
    form: null,
  }
}

/** What the files of a stream are called everywhere: the folder says more. */
const saysNothing = /^(master|index|playlist|manifest|stream|chunklist|prog_index|main|video)$/i

function nameOf(url: URL): string {
  const [name = '', folder = ''] = url.pathname.split('/').filter(Boolean).reverse()
  const title = titleOf(decoded(name))
  const better = saysNothing.test(title) && folder !== '' ? decoded(folder) : title
  return better || url.host
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone percent sign in the address; it is a title all the same.
    return text
  }
}

function notUsable(contentType: string, url: string): SpoolError {
  const what = contentType === '' ? 'something unknown' : contentType
  const sentence = `This address has ${what}, not a feed or a video. Check the address.`
  return new SpoolError('invalid-input', sentence, { details: { url: redact(url) } })
}
