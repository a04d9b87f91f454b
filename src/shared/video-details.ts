import { z } from 'zod'

const text = (longest: number) => z.string().transform((whole) => whole.slice(0, longest))

const address = z.string().max(8_192).optional()

/** What a site tells of a video beside its title. */
export const videoDetailsSchema = z.object({
  description: text(50_000),
  uploader: text(500).nullable(),
  tags: z.array(text(500)).transform((all) => all.slice(0, 500)),
  licence: text(500).nullable(),
  /** As in BCP 47. */
  language: text(35).nullable().default(null),
  chapters: z
    .array(z.object({ title: text(500), startSeconds: z.number(), endSeconds: z.number() }))
    .transform((all) => all.slice(0, 1_000)),
  /** Where a feed has a picture of it, and its chapters: they are fetched with it. */
  pictureUrl: address,
  chaptersUrl: address,
})
export type VideoDetails = z.infer<typeof videoDetailsSchema>

/** A file that belongs to a downloaded video and lies beside it under its name. */
export const companionSchema = z.object({
  kind: z.enum(['thumbnail', 'metadata', 'subtitles']),
  path: z.string().min(1),
  bytes: z.number().int().nonnegative(),
})
export type Companion = z.infer<typeof companionSchema>
