import { SpoolError } from '../../shared/errors.ts'
import type { FoundVideo } from '../../shared/stage.ts'
import { mediaExtensionOf } from '../media/formats.ts'
import { pathAndPublicQuery } from '../redact.ts'
import { itemsOf, type Item, type Media } from './feed-items.ts'

export interface ScrapedFeed {
  title: string
  videos: FoundVideo[]
  /** Titles of the items that have nothing to fetch. */
  skipped: string[]
}

/**
 * The videos and sounds of an RSS, Atom or JSON feed.
 *
 * @param url where the feed came from: relative addresses are relative to it
 * @throws SpoolError `invalid-input` where it is no feed, or nothing in it can be fetched
 */
export function readFeed(document: string, url: URL): ScrapedFeed {
  const { title, items } = itemsOf(document, url)
  const videos: FoundVideo[] = []
  const skipped: string[] = []
  for (const item of items) {
    const video = toVideo(item, url)
    if (video) videos.push(video)
    else skipped.push(item.title ?? item.link ?? 'untitled')
  }
  if (videos.length === 0) {
    throw new SpoolError(
      'invalid-input',
      items.length === 0
        ? 'There is nothing in this feed yet.'
        : 'This feed has no videos or sounds that can be fetched, only links to pages.',
      { details: { url: url.href } },
    )
  }
  return { title: filled(title) ?? url.host, videos, skipped }
}

function toVideo(item: Item, feedUrl: URL): FoundVideo | null {
  const youtube = youtubeVideo(item)
  if (youtube) return youtube
  const linked = item.link === undefined ? [] : [{ url: item.link }]
  const [media] = [...item.media, ...linked].flatMap((candidate) => fetchable(candidate, feedUrl))
  if (!media) return null
  const publishedAt = Date.parse(item.published ?? '')
  const seconds = media.seconds ?? item.seconds
  return {
    ...identityOf(item, media, feedUrl),
    title: filled(item.title) ?? media.url,
    location: media.url,
    durationSeconds: seconds !== undefined && seconds > 0 ? seconds : null,
    publishedAt: Number.isNaN(publishedAt) ? null : publishedAt,
    bytes: plausible(media.bytes),
    fetch: isStream(media) ? 'site' : 'direct',
    form: null,
    ...(item.details && { details: item.details }),
  }
}

/** Named by its address, it is the same video as the one found at that address. */
function identityOf(item: Item, media: Media, feedUrl: URL): Pick<FoundVideo, 'site' | 'siteId'> {
  const id = filled(item.id)
  if (id !== undefined && id !== media.url) return { site: feedUrl.host, siteId: id }
  const address = new URL(media.url)
  return { site: address.host, siteId: pathAndPublicQuery(address) }
}

/** Known as yt-dlp knows it, so that a video found both ways is one. */
function youtubeVideo(item: Item): FoundVideo | null {
  const id = item.youtube ?? youtubeId(item.link)
  if (id === undefined || !/^[\w-]{11}$/.test(id)) return null
  const publishedAt = Date.parse(item.published ?? '')
  return {
    site: 'youtube',
    siteId: id,
    title: filled(item.title) ?? id,
    location: `https://www.youtube.com/watch?v=${id}`,
    durationSeconds: null,
    publishedAt: Number.isNaN(publishedAt) ? null : publishedAt,
    bytes: null,
    fetch: 'site',
    form: item.link?.includes('/shorts/') ? 'short' : null,
    ...(item.details && { details: item.details }),
  }
}

function youtubeId(link = ''): string | undefined {
  if (!URL.canParse(link)) return undefined
  const { hostname, pathname, searchParams } = new URL(link)
  if (hostname === 'youtu.be') return pathname.slice(1)
  if (!/(^|\.)youtube\.com$/.test(hostname)) return undefined
  return searchParams.get('v') ?? /^\/shorts\/([\w-]+)/.exec(pathname)?.[1]
}

const isStream = (media: Media): boolean =>
  /mpegurl|dash\+xml/i.test(media.type ?? '') || /\.(m3u8|mpd)([?#]|$)/i.test(media.url)

/** Many feeds say 0 or 1 for “unknown”, and some what no file can have. */
function plausible(bytes = 0): number | null {
  const whole = Math.round(bytes)
  return whole > 1 && Number.isSafeInteger(whole) ? whole : null
}

/** Undefined where there is nothing to be seen. */
function filled(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? undefined : trimmed
}

/** Resolved against the feed's address, where it is media that HTTP can bring. */
function fetchable(media: Media, feedUrl: URL): Media[] {
  if (!URL.canParse(media.url, feedUrl.href)) return []
  const url = new URL(media.url, feedUrl)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return []
  const isPlayer = /shockwave|html/i.test(media.type ?? '')
  const isMedia =
    isStream(media) ||
    /^(video|audio)/i.test(media.type ?? '') ||
    mediaExtensionOf(url.pathname) !== undefined
  if (isPlayer || !isMedia) return []
  url.hash = ''
  return [{ ...media, url: url.href }]
}
