import { z } from 'zod'
import type { FoundVideo, SourceDescription } from '../../shared/stage.ts'
import { titleOf } from '../files.ts'
import { mediaExtensionOf } from '../media/formats.ts'
import { pathAndPublicQuery } from '../redact.ts'

const text = z.string().trim().min(1).optional().catch(undefined)
const number = z.number().nonnegative().optional().catch(undefined)

/** One line of yt-dlp's list. What it does not know it leaves out or says null. */
const entrySchema = z.object({
  id: text,
  title: text,
  url: text,
  webpage_url: text,
  ie_key: text,
  extractor_key: text,
  duration: number,
  timestamp: number,
  upload_date: text,
  live_status: text,
  filesize: number,
  filesize_approx: number,
  channel: text,
  channel_id: text,
  playlist_title: text,
  playlist_id: text,
  playlist_channel_id: text,
})
type Entry = z.infer<typeof entrySchema>

export type Listed =
  | { kind: 'video'; video: FoundVideo; source: SourceDescription }
  /** A list within the list, as the tabs of a channel are. */
  | { kind: 'list'; url: string }
  | { kind: 'unusable'; why: string }

/** Reads one line of yt-dlp's list. @param asked the address that was listed */
export function readEntry(line: string, asked: string): Listed {
  const parsed = entrySchema.safeParse(jsonOf(line))
  if (!parsed.success) return { kind: 'unusable', why: 'yt-dlp said something unexpected' }
  const entry = parsed.data
  const address = webAddress(entry.webpage_url) ?? webAddress(entry.url)
  if (!address) return { kind: 'unusable', why: `no web address for ${entry.title ?? 'a video'}` }
  const site = entry.ie_key ?? entry.extractor_key ?? 'Generic'
  if (entry.ie_key !== undefined && isListExtractor(site))
    return { kind: 'list', url: address.href }
  const place = isGeneric(site)
    ? placeOfGeneric(entry, address)
    : placeOfKnown(entry, site, address)
  const seconds = entry.duration ?? 0
  const bytes = Math.round(entry.filesize ?? entry.filesize_approx ?? 0)
  const video: FoundVideo = {
    ...place,
    title: entry.title ?? (titleOf(address.pathname) || address.host),
    durationSeconds: seconds > 0 ? seconds : null,
    publishedAt: publishedAt(entry),
    bytes: Number.isSafeInteger(bytes) && bytes > 0 ? bytes : null,
    form: formOf(entry, asked),
  }
  return { kind: 'video', video, source: describe(entry, video, asked) }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** Undefined where it is none that may be fetched; without what yt-dlp hides behind the `#`. */
function webAddress(address: string | undefined): URL | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined
  url.hash = ''
  return url
}

const isListExtractor = (key: string): boolean => /(tab|playlist|channel|user|album)$/i.test(key)

const isGeneric = (key: string): boolean => /^(generic|html5mediaembed)$/i.test(key)

type Place = Pick<FoundVideo, 'site' | 'siteId' | 'location' | 'fetch'>

/** A site yt-dlp knows has an id for each video, whatever the address it was found by. */
const placeOfKnown = (entry: Entry, site: string, address: URL): Place => ({
  site: site.toLowerCase(),
  siteId: entry.id ?? pathAndPublicQuery(address),
  location: address.href,
  fetch: 'site',
})

/** Elsewhere an id tells nothing; the media's own address does, and often can be fetched as it is. */
function placeOfGeneric(entry: Entry, page: URL): Place {
  const media = webAddress(entry.url) ?? page
  return {
    site: media.host,
    siteId: pathAndPublicQuery(media),
    location: media.href,
    fetch: mediaExtensionOf(media.pathname) === undefined ? 'site' : 'direct',
  }
}

function publishedAt({ timestamp, upload_date: date }: Entry): number | null {
  if (timestamp !== undefined) return Math.round(timestamp * 1_000)
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(date ?? '') ?? []
  return year === undefined ? null : Date.UTC(Number(year), Number(month) - 1, Number(day))
}

function formOf(entry: Entry, asked: string): FoundVideo['form'] {
  if (entry.live_status === 'is_upcoming') return 'upcoming'
  if (entry.live_status === 'is_live') return 'live'
  const place = `${entry.webpage_url ?? ''} ${entry.url ?? ''} ${asked}`
  if (/\/shorts(\/|\s|$)/.test(place)) return 'short'
  return entry.live_status === undefined ? null : 'video'
}

function describe(entry: Entry, video: FoundVideo, asked: string): SourceDescription {
  const { playlist_id: list } = entry
  if (list === undefined) return { kind: 'page', title: video.title }
  const feed = youtubeFeed(video.site, entry.playlist_channel_id ?? list)
  return {
    kind: 'channel',
    // A tab is named after its channel: “Someone - Videos”.
    title: entry.playlist_title?.replace(/ - (Videos|Shorts|Live)$/, '') ?? new URL(asked).host,
    ...(feed === null ? {} : { feed }),
  }
}

/** YouTube tells a channel's newest videos in a feed, too. */
function youtubeFeed(site: string, channel: string): string | null {
  if (!site.startsWith('youtube') || !/^UC[\w-]{22}$/.test(channel)) return null
  return `https://www.youtube.com/feeds/videos.xml?channel_id=${channel}`
}
