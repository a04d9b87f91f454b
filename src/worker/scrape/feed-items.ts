import { parseFeed } from 'feedsmith'
import { z } from 'zod'
import { SpoolError } from '../../shared/errors.ts'
import type { VideoDetails } from '../../shared/video-details.ts'
import { detailsOf } from './feed-details.ts'

/** Something a feed's item brings along or points at. */
export interface Media {
  url: string
  type?: string | undefined
  bytes?: number | undefined
  seconds?: number | undefined
}

/** One entry of a feed, whatever the feed's format. */
export interface Item {
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

interface Items {
  title: string | undefined
  items: Item[]
}

/**
 * The items of an RSS, Atom or JSON feed; what of them makes no sense is left out.
 *
 * @throws SpoolError `invalid-input` where it is no feed
 */
export function itemsOf(document: string, url: URL): Items {
  const { format, feed } = parsed(document)
  switch (format) {
    case 'rss':
    case 'rdf':
      return withDetails(fromRss(rssSchema.parse(feed)), feed.items, feed, url)
    case 'atom':
      return withDetails(fromAtom(atomSchema.parse(feed)), feed.entries, feed, url)
    case 'json':
      return withDetails(fromJson(jsonSchema.parse(feed)), feed.items, feed, url)
  }
}

/** @param raw the items as the feed has them, in the same order */
const withDetails = (
  { title, items }: Items,
  raw: readonly unknown[] = [],
  feed: unknown,
  url: URL,
) => ({
  title,
  items: items.map((item, index) => ({ ...item, details: detailsOf(raw[index], feed, url) })),
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
