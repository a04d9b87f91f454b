import { z } from 'zod'
import { budgetNameSchema } from './quota.ts'
import { jobIdSchema, jobTypeSchema, timestampSchema } from './ids.ts'

const until = timestampSchema

export const waitReasonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paused'), scope: z.enum(['queue', 'type', 'source']) }),
  /** The settings say when work may begin. */
  z.object({ kind: z.literal('hours'), until }),
  z.object({ kind: z.literal('battery') }),
  z.object({ kind: z.literal('metered') }),
  z.object({ kind: z.literal('backoff'), until }),
  z.object({ kind: z.literal('scheduled'), until }),
  z.object({ kind: z.literal('review') }),
  /** It waits for the reset of a platform's daily budget. */
  z.object({ kind: z.literal('quota'), budget: budgetNameSchema, until }),
  /** `broken`: one of them failed or was cancelled, so that waiting alone will not help. */
  z.object({ kind: z.literal('input'), jobs: z.array(jobIdSchema), broken: z.boolean() }),
  /** A run of GitHub Actions works on it. */
  z.object({ kind: z.literal('run'), id: z.string() }),
  z.object({ kind: z.literal('site-held'), site: z.string(), until }),
  z.object({
    kind: z.literal('site-busy'),
    site: z.string(),
    running: z.number().int(),
    slots: z.number().int(),
  }),
  z.object({ kind: z.literal('disk'), volume: z.string(), missingBytes: z.number() }),
  z.object({
    kind: z.literal('slots'),
    type: jobTypeSchema,
    running: z.number().int(),
    slots: z.number().int(),
  }),
  z.object({ kind: z.literal('next') }),
])
/** Why a job has not begun. */
export type WaitReason = z.infer<typeof waitReasonSchema>
