import { z } from 'zod'

const text = z.string().trim().min(1).max(2_000)

/** By what right a source's videos may be published. Public destinations require one. */
export const rightsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mine') }),
  /** `note`: from whom, until when: for the user's own records, never published. */
  z.object({ kind: z.literal('licensed'), note: z.string().trim().max(2_000).default('') }),
  /** `attribution` stands in every description. */
  z.object({ kind: z.literal('creative-commons'), attribution: text }),
])
export type Rights = z.infer<typeof rightsSchema>

/** Said where a public leg has no rights note. */
export const rightsMissing =
  'Say by what right this source may be published: yours, licensed, or Creative Commons.'

/** The description with what the rights demand in it; said once, however often it is added. */
export function withAttribution(description: string, rights: Rights | null): string {
  if (rights?.kind !== 'creative-commons' || description.includes(rights.attribution)) {
    return description
  }
  return description.trim() === ''
    ? rights.attribution
    : `${description.trimEnd()}\n\n${rights.attribution}`
}
