import { z } from 'zod'
import { languageSchema } from './destination.ts'
import { timestampSchema } from './ids.ts'

export const privacySchema = z.enum(['private', 'unlisted', 'public'])
export type Privacy = z.infer<typeof privacySchema>

/** A title nobody reads to its end; destinations have limits of their own. */
export const longestTitle = 1_000

/** What is told about a video where it is published. */
export const metadataSchema = z.object({
  title: z.string().trim().min(1).max(longestTitle),
  description: z.string().max(50_000),
  tags: z.array(z.string().trim().min(1).max(500)).max(500),
  privacy: privacySchema,
  /** The platform's own number of a category. */
  category: z.string().regex(/^\d{1,3}$/),
  language: languageSchema,
  madeForKids: z.boolean(),
  licence: z.enum(['youtube', 'creativeCommon']),
  /** Altered or made by a machine in a way that could be taken for real. */
  syntheticMedia: z.boolean(),
  /** When the platform itself makes a private video public. */
  publishAt: timestampSchema.nullable(),
})
export type Metadata = z.infer<typeof metadataSchema>

/** What a person changed for one leg; the rest is as the destination's templates say. */
export const draftSchema = metadataSchema.partial()
export type Draft = z.infer<typeof draftSchema>

/** What a platform takes at most. Data of YouTube's documentation of `videos.insert`. */
export const youtubeLimits = { titleCharacters: 100, descriptionBytes: 5_000, tagCharacters: 500 }

const utf8 = new TextEncoder()
const characters = (value: string): number => Array.from(value).length

/** As YouTube counts tags: all of them with commas between, quoted where there is a blank. */
export const tagLength = (tags: readonly string[]): number =>
  tags.reduce((sum, tag) => sum + characters(tag) + (/\s/.test(tag) ? 2 : 0), 0) +
  Math.max(0, tags.length - 1)

/** How much of each limit is used. */
export const usedLimits = ({ title, description, tags }: Pick<Metadata, LimitedField>) => ({
  title: { used: characters(title), limit: youtubeLimits.titleCharacters },
  description: { used: utf8.encode(description).length, limit: youtubeLimits.descriptionBytes },
  tags: { used: tagLength(tags), limit: youtubeLimits.tagCharacters },
})
export type LimitedField = 'title' | 'description' | 'tags'

export const limitProblemSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('too-long'),
    field: z.enum(['title', 'description', 'tags']),
    used: z.number(),
    limit: z.number(),
  }),
  z.object({ kind: z.literal('angle-brackets'), field: z.enum(['title', 'description', 'tags']) }),
])
export type LimitProblem = z.infer<typeof limitProblemSchema>

const limitedFields = ['title', 'description', 'tags'] as const

/** What YouTube would refuse of these metadata; empty where nothing. */
export function limitProblems(metadata: Pick<Metadata, LimitedField>): LimitProblem[] {
  const used = usedLimits(metadata)
  const texts = { ...metadata, tags: metadata.tags.join(',') }
  return limitedFields.flatMap((field): LimitProblem[] => [
    ...(used[field].used > used[field].limit
      ? [{ kind: 'too-long' as const, field, ...used[field] }]
      : []),
    ...(/[<>]/.test(texts[field]) ? [{ kind: 'angle-brackets' as const, field }] : []),
  ])
}

/** A problem as one sentence. */
export function describeLimit(problem: LimitProblem): string {
  switch (problem.kind) {
    case 'too-long': {
      const { field, used, limit } = problem
      return {
        title: `The title takes ${used} characters; YouTube allows ${limit}. Shorten it.`,
        description: `The description takes ${used} bytes; YouTube allows ${limit}. Shorten it.`,
        tags: `The tags take ${used} characters; YouTube allows ${limit}. Take some away.`,
      }[field]
    }
    case 'angle-brackets':
      return {
        title: 'The title must not hold “<” or “>”. Take them out.',
        description: 'The description must not hold “<” or “>”. Take them out.',
        tags: 'The tags must not hold “<” or “>”. Take them out.',
      }[problem.field]
  }
}
