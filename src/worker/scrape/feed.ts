import { parseFeed } from 'feedsmith'
import { z } from 'zod'
import { SpoolError } from '../../shared/errors.ts'
import type { FoundVideo } from '../../shared/stage.ts'
import type { VideoDetails } from '../../shared/video-details.ts'
import { mediaExtensionOf } from '../media/formats.ts'
import { pathAndPublicQuery } from '../redact.ts'
import { detailsOf } from './feed-details.ts'

interface Media {
  url: string
  type?: string | undefined
  bytes?: number | undefined
  seconds?: number | undefined
}

interface Item {
  id: string | undefined
  title: string | undefined
  link: string | undefined
  published: string | undefined
  seconds: number | undefined
  media: Media[]
  /** A video of YouTube, by its id there. */
  youtube?: string | undefined
  details?: VideoDetails | undefined
}

const text = z.string().optional().catch(undefined)
const number = z.number().nonnegative().optional().catch(undefined)
const list = <T extends z.ZodType>(schema: T) => z.array(schema).optional().catch(undefined)

const mediaSchema = z.object({
  url: text,
  type: text,
  medium: text,
  fileSize: number,
  duration: number,
})
const mediaNamespace = z
  .object({
    contents: list(mediaSchema),
    groups: list(z.object({ contents: list(mediaSchema) })),
    group: z
      .object({ contents: list(mediaSchema) })
      .optional()
      .catch(undefined),
  })
  .optional()
  .catch(undefined)

const rssSchema = z.object({
  title: text,
  items: list(
    z.object({
      title: text,
      link: text,
      guid: z.object({ value: text }).optional().catch(undefined),
      pubDate: text,
      enclosures: list(z.object({ url: text, type: text, length: number })),
      media: mediaNamespace,
      itunes: z.object({ duration: number }).optional().catch(undefined),
    }),
  ),
})
const atomSchema = z.object({
  title: z.object({ value: text }).optional().catch(undefined),
  entries: list(
    z.object({
      id: text,
      title: z.object({ value: text }).optional().catch(undefined),
      published: text,
      updated: text,
      links: list(z.object({ href: text, rel: text, type: text, length: number })),
      media: mediaNamespace,
      yt: z.object({ videoId: text }).optional().catch(undefined),
    }),
  ),
})
const jsonSchema = z.object({
  title: text,
  items: list(
    z.object({
      id: text,
      title: text,
      url: text,
      date_published: text,
      attachments: list(
        z.object({
          url: text,
          mime_type: text,
          size_in_bytes: number,
          duration_in_seconds: number,
        }),
      ),
    }),
  ),
})

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
  const { title, items } = itemsOf(document)
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

function itemsOf(document: string): { title: string | undefined; items: Item[] } {
  const { format, feed } = parsed(document)
  switch (format) {
    case 'rss':
    case 'rdf':
      return withDetails(fromRss(rssSchema.parse(feed)), feed.items, feed)
    case 'atom':
      return withDetails(fromAtom(atomSchema.parse(feed)), feed.entries, feed)
    case 'json':
      return withDetails(fromJson(jsonSchema.parse(feed)), feed.items, feed)
  }
}

/** @param raw the items as the feed has them, in the same order */
const withDetails = (
  { title, items }: { title: string | undefined; items: Item[] },
  raw: readonly unknown[] = [],
  feed: unknown,
) => ({
  title,
  items: items.map((item, index) => ({ ...item, details: detailsOf(raw[index], feed) })),
})

function parsed(document: string): ReturnType<typeof parseFeed> {
  try {
    return parseFeed(document)
  } catch (error) {
    throw new SpoolError(
      'invalid-input',
      'This feed is damaged or no feed at all. Check the address.',
      { cause: error, details: { stack: String(error) } },
    )
  }
}

const fromRss = (feed: z.infer<typeof rssSchema>) => ({
  title: feed.title,
  items: (feed.items ?? []).map((item): Item => ({
    id: item.guid?.value,
    title: item.title,
    link: item.link,
    published: item.pubDate,
    seconds: item.itunes?.duration,
    media: [
      ...(item.enclosures ?? []).flatMap(({ url, type, length }) =>
        url === undefined ? [] : [{ url, type, bytes: length }],
      ),
      ...fromNamespace(item.media),
    ],
  })),
})

const fromAtom = (feed: z.infer<typeof atomSchema>) => ({
  title: feed.title?.value,
  items: (feed.entries ?? []).map((entry): Item => ({
    id: entry.id,
    title: entry.title?.value,
    link: entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href,
    published: entry.published ?? entry.updated,
    seconds: undefined,
    youtube: entry.yt?.videoId,
    media: [
      ...(entry.links ?? []).flatMap(({ href, rel, type, length }) =>
        href !== undefined && rel === 'enclosure' ? [{ url: href, type, bytes: length }] : [],
      ),
      ...fromNamespace(entry.media),
    ],
  })),
})

const fromJson = (feed: z.infer<typeof jsonSchema>) => ({
  title: feed.title,
  items: (feed.items ?? []).map((item): Item => ({
    id: item.id,
    title: item.title,
    link: item.url,
    published: item.date_published,
    seconds: undefined,
    media: (item.attachments ?? []).flatMap((attachment) =>
      attachment.url === undefined
        ? []
        : [
            {
              url: attachment.url,
              type: attachment.mime_type,
              bytes: attachment.size_in_bytes,
              seconds: attachment.duration_in_seconds,
            },
          ],
    ),
  })),
})

function fromNamespace(media: z.infer<typeof mediaNamespace>): Media[] {
  const groups = [...(media?.groups ?? []), ...(media?.group ? [media.group] : [])]
  return [media?.contents ?? [], ...groups.map(({ contents }) => contents ?? [])]
    .flat()
    .flatMap(({ url, type, medium, fileSize, duration }) =>
      url === undefined ? [] : [{ url, type: type ?? medium, bytes: fileSize, seconds: duration }],
    )
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
