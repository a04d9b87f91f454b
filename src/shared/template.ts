import { z } from 'zod'
import { timestampSchema } from './ids.ts'

/** What is known of a video where its names and descriptions are made. */
export const templateFactsSchema = z.object({
  title: z.string(),
  /** As the source tells it. */
  description: z.string().default(''),
  tags: z.array(z.string()).default([]),
  /** As the source tells them; empty where it does not. */
  licence: z.string().default(''),
  language: z.string().default(''),
  /** Who made it: the channel, the feed, the folder. */
  channel: z.string().default(''),
  /** Where it was found. */
  url: z.string().default(''),
  /** The site's own name of it. */
  id: z.string().default(''),
  site: z.string().default(''),
  /** The preset's name. */
  preset: z.string().default(''),
  publishedAt: timestampSchema.nullable().default(null),
  durationSeconds: z.number().nullable().default(null),
  /** The rendition's, without the dot. */
  ext: z.string().default('mp4'),
})
export type TemplateFacts = z.infer<typeof templateFactsSchema>

/** Every word a template may hold in braces, and what stands in its place. */
const words = {
  title: ({ title }) => title,
  description: ({ description }) => description,
  tags: ({ tags }) => tags.join(', '),
  licence: ({ licence }) => licence,
  language: ({ language }) => language,
  channel: ({ channel }) => channel,
  url: ({ url }) => url,
  id: ({ id }) => id,
  site: ({ site }) => site,
  preset: ({ preset }) => preset,
  date: (facts) => isoDay(facts).slice(0, 10),
  year: (facts) => isoDay(facts).slice(0, 4),
  month: (facts) => isoDay(facts).slice(5, 7),
  day: (facts) => isoDay(facts).slice(8, 10),
  duration: ({ durationSeconds }) =>
    durationSeconds === null ? '' : String(Math.round(durationSeconds)),
  ext: ({ ext }) => ext,
} as const satisfies Record<string, (facts: TemplateFacts) => string>

export const templateWords = Object.keys(words)

const isWord = (name: string): name is keyof typeof words => Object.hasOwn(words, name)
const isoDay = ({ publishedAt }: TemplateFacts): string =>
  publishedAt === null ? '' : new Date(publishedAt).toISOString()

/** Words in braces that are none; empty where the template can be used. */
export const unknownWords = (template: string): string[] =>
  [...template.matchAll(/\{([a-z]+)\}/gi)].flatMap(([, name = '']) => (isWord(name) ? [] : [name]))

/**
 * Puts what is known into a template: `{channel} – {title}`. What is put in is not read again, so
 * that a title with braces stays what it is.
 *
 * @param clean applied to each value, for places that do not take every character
 */
export const fillTemplate = (
  template: string,
  facts: TemplateFacts,
  clean: (value: string) => string = (value) => value,
): string =>
  template.replace(/\{([a-z]+)\}/gi, (whole, name: string) =>
    isWord(name) ? clean(words[name](facts)) : whole,
  )
