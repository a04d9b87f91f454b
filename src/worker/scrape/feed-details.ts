import { z } from 'zod'
import type { VideoDetails } from '../../shared/video-details.ts'
import { endedChapters } from '../chapters.ts'

const text = z.string().trim().min(1).optional().catch(undefined)
const list = <T extends z.ZodType>(schema: T) => z.array(schema).optional().catch(undefined)
const part = <T extends z.ZodRawShape>(shape: T) => z.object(shape).optional().catch(undefined)

const pictures = list(z.object({ url: text }))

/** What RSS, Atom and JSON feeds and their extensions say of an item beside its media. */
const itemSchema = z.object({
  description: text,
  summary: z
    .union([z.string(), z.object({ value: text })])
    .optional()
    .catch(undefined),
  content: part({ encoded: text, value: text }),
  content_text: text,
  content_html: text,
  itunes: part({ author: text, summary: text, keywords: list(z.string()), image: text }),
  dc: part({ creators: list(z.string()) }),
  authors: list(z.object({ name: text })),
  categories: list(z.object({ name: text, term: text })),
  tags: list(z.string()),
  creativeCommons: part({ licenses: list(z.string()) }),
  rights: part({ value: text }),
  media: part({
    thumbnails: pictures,
    groups: list(z.object({ description: part({ value: text }), thumbnails: pictures })),
  }),
  image: text,
  podcast: part({ chapters: part({ url: text }) }),
  psc: part({ chapters: list(z.object({ start: text, title: text })) }),
})
const feedSchema = z.object({
  language: text,
  itunes: part({ author: text }),
  authors: list(z.object({ name: text })),
})

/**
 * What a feed tells of a video beside its title.
 *
 * @param item as the feed has it
 * @param feed the whole feed: who makes it makes its items, where they do not say
 * @param feedUrl what addresses in it are relative to
 * @returns undefined where it tells nothing
 */
export function detailsOf(item: unknown, feed: unknown, feedUrl: URL): VideoDetails | undefined {
  const said = itemSchema.safeParse(item).data
  if (!said) return undefined
  const whole = feedSchema.safeParse(feed).data
  const authors = (people: { name?: string | undefined }[] | undefined) =>
    people?.find(({ name }) => name !== undefined)?.name
  const description = [
    ...[said.content_text, said.content?.encoded, said.content?.value, said.content_html],
    ...(said.media?.groups ?? []).map((group) => group.description?.value),
    ...[said.description, said.itunes?.summary, plain(said.summary)],
  ].find((one) => one !== undefined)
  const details: VideoDetails = {
    description: description === undefined ? '' : textOf(description),
    uploader:
      [said.itunes?.author, said.dc?.creators?.[0], authors(said.authors)].find(Boolean) ??
      whole?.itunes?.author ??
      authors(whole?.authors) ??
      null,
    tags: [
      ...(said.categories ?? []).flatMap(({ name, term }) => name ?? term ?? []),
      ...(said.itunes?.keywords ?? []),
      ...(said.tags ?? []),
    ],
    licence: said.creativeCommons?.licenses?.[0] ?? said.rights?.value ?? null,
    language: whole?.language ?? null,
    chapters: chaptersOf(said.psc?.chapters ?? []),
    pictureUrl: addressOf(pictureOf(said), feedUrl),
    chaptersUrl: addressOf(said.podcast?.chapters?.url, feedUrl),
  }
  const isEmpty =
    details.description === '' &&
    details.uploader === null &&
    details.licence === null &&
    details.pictureUrl === undefined &&
    details.chaptersUrl === undefined &&
    details.tags.length + details.chapters.length === 0
  return isEmpty ? undefined : details
}

function pictureOf({ itunes, media, image }: z.infer<typeof itemSchema>): string | undefined {
  const thumbnails = [media, ...(media?.groups ?? [])].flatMap((one) => one?.thumbnails ?? [])
  return [itunes?.image, ...thumbnails.map(({ url }) => url), image].find(Boolean)
}

function addressOf(url: string | undefined, feedUrl: URL): string | undefined {
  if (url === undefined || !URL.canParse(url, feedUrl)) return undefined
  return new URL(url, feedUrl).href
}

const plain = (value: string | { value?: string | undefined } | undefined): string | undefined =>
  typeof value === 'object' ? value.value : value

/** More of a description is not kept anyway. */
const longest = 200_000

const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' },
}

/** HTML as plain text: paragraphs become lines, everything else of it goes. */
function textOf(html: string): string {
  if (!/[<&]/.test(html)) return html
  return html
    .slice(0, longest)
    .replace(/<br\s*\/?>|<\/(p|div|li|h\d)>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&#(\d{1,7});/g, (_whole, code: string) => characterOf(Number(code)))
    .replace(/&(\w+);/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const characterOf = (code: number): string =>
  code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : ''

function chaptersOf(marks: readonly { start?: string | undefined; title?: string | undefined }[]) {
  const begun = marks.flatMap(({ start, title }) => {
    const startSeconds = (start ?? '').split(':').reduce((sum, one) => sum * 60 + Number(one), 0)
    return start === undefined || Number.isNaN(startSeconds)
      ? []
      : { title: title ?? '', startSeconds }
  })
  return endedChapters(begun)
}
