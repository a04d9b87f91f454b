import { z } from 'zod'
import {
  artefactIdSchema,
  jobIdSchema,
  sourceIdSchema,
  timestampSchema,
  videoIdSchema,
} from './ids.ts'
import { platformSchema } from './destination.ts'
import { destinationSchema } from './pipeline.ts'
import { presetIdSchema } from './preset.ts'
import { describeLimit, draftSchema, limitProblemSchema, metadataSchema } from './publication.ts'
import { rightsMissing, rightsSchema } from './rights.ts'

/** Whether a source's renditions are looked at first; `public`: only those that anyone can see. */
export const reviewModeSchema = z.enum(['public', 'always', 'never'])
export type ReviewMode = z.infer<typeof reviewModeSchema>

/** Whether a person has to say yes first. */
export const isReviewed = (mode: ReviewMode, isPublic: boolean): boolean =>
  mode === 'always' || (mode === 'public' && isPublic)

/** What is approved without a person: what fits all that the rule names. */
export const approvalRuleSchema = z.object({
  sourceId: sourceIdSchema.nullable(),
  preset: presetIdSchema.nullable(),
  destination: platformSchema.nullable(),
})
export type ApprovalRule = z.infer<typeof approvalRuleSchema>

export const storedRuleSchema = approvalRuleSchema.extend({ id: z.number().int().positive() })
export type StoredRule = z.infer<typeof storedRuleSchema>

export const legStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('review') }),
  /** Approved; `undoUntil` is when the cooling-off ends, `at` when it goes out. */
  z.object({ kind: z.literal('approved'), undoUntil: timestampSchema, at: timestampSchema }),
  /** Its rendition is being made anew. */
  z.object({ kind: z.literal('making') }),
])
export type LegState = z.infer<typeof legStateSchema>

/** What stands in the way of an approval. */
export const legProblemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rights') }),
  /** It goes to a destination that was removed. */
  z.object({ kind: z.literal('destination') }),
  ...limitProblemSchema.options,
])
export type LegProblem = z.infer<typeof legProblemSchema>

/** A problem as one sentence, with what to do. */
export function describeProblem(problem: LegProblem): string {
  switch (problem.kind) {
    case 'rights':
      return rightsMissing
    case 'destination':
      return 'Its destination was removed. Reject it, and add the source with another one.'
    case 'too-long':
    case 'angle-brackets':
      return describeLimit(problem)
  }
}

/** One leg in "Ready to publish": a rendition, where it goes, and what is told there about it. */
export const legSchema = z.object({
  id: jobIdSchema,
  videoId: videoIdSchema,
  sourceId: sourceIdSchema.nullable(),
  videoTitle: z.string(),
  sourceTitle: z.string(),
  preset: z.string(),
  destination: destinationSchema,
  destinationName: z.string(),
  platform: platformSchema,
  public: z.boolean(),
  state: legStateSchema,
  rights: rightsSchema.nullable(),
  metadata: metadataSchema,
  draft: draftSchema,
  /** What stands in the way of an approval. */
  problems: z.array(legProblemSchema),
  durationSeconds: z.number().nullable(),
  bytes: z.number().nullable(),
  /** Files to look at: the rendition, what it was made of, a picture. */
  rendition: artefactIdSchema.nullable(),
  original: artefactIdSchema.nullable(),
  thumbnail: artefactIdSchema.nullable(),
})
export type Leg = z.infer<typeof legSchema>

export const legPageSchema = z.object({ legs: z.array(legSchema), next: z.string().nullable() })
export type LegPage = z.infer<typeof legPageSchema>

/** When approved legs go out: as soon as the cooling-off is over, in the next free slot, or then. */
export const whenSchema = z.union([z.literal('now'), z.literal('slot'), timestampSchema])
export type When = z.infer<typeof whenSchema>

export const approvalSchema = z.object({
  approved: z.array(z.object({ id: jobIdSchema, undoUntil: timestampSchema, at: timestampSchema })),
  refused: z.array(z.object({ id: jobIdSchema, message: z.string() })),
})
export type Approval = z.infer<typeof approvalSchema>
