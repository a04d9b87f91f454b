import { z } from 'zod'
import type { MediaInfo } from '../media.ts'
import { phraseSchema } from './phrase.ts'
import type { Plan } from './types.ts'
import { planPhrases } from './words.ts'

const whatIsDone = z.enum(['copy', 'encode', 'drop'])
const range = z.object({ low: z.number().nonnegative(), high: z.number().nonnegative() })

/** What a plan comes to, for people and scripts. */
export const planSummarySchema = z.object({
  /** What is said of it, in its order. */
  phrases: z.array(phraseSchema),
  container: z.string(),
  picture: whatIsDone,
  /** Of each sound track of the result. */
  sound: z.array(whatIsDone),
  durationSeconds: z.number().nonnegative().nullable(),
  /** Bytes and seconds, about. */
  expected: z.object({ bytes: range.nullable(), seconds: range.nullable() }),
})
export type PlanSummary = z.infer<typeof planSummarySchema>

export const summaryOf = (plan: Plan, media: MediaInfo): PlanSummary => ({
  phrases: planPhrases(plan, media),
  container: plan.container,
  picture: plan.picture.do,
  sound: plan.sound.map((track) => track.do),
  durationSeconds: plan.durationSeconds,
  expected: plan.expected,
})
