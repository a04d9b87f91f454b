import { z } from 'zod'
import { jobIdSchema, sourceIdSchema, timestampSchema } from '../ids.ts'
import { draftSchema } from '../publication.ts'
import { presetIdSchema } from '../preset.ts'
import { ledgerEntrySchema } from '../quota.ts'
import {
  approvalRuleSchema,
  approvalSchema,
  legPageSchema,
  legSchema,
  reviewModeSchema,
  storedRuleSchema,
  whenSchema,
} from '../review.ts'
import { rightsSchema } from '../rights.ts'
import { calendarEntrySchema } from '../schedule.ts'

const ids = z.array(jobIdSchema).min(1).max(10_000)
const changed = z.object({ changed: z.number().int().nonnegative() })
const nothing = z.undefined()
const rules = z.array(storedRuleSchema)

/** What waits before it is published, when it goes out, and what of the day's budgets is left. */
export const reviewCalls = {
  'review.page': {
    input: z.object({
      cursor: z.string().max(20).nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    output: legPageSchema.extend({ waiting: z.number().int() }),
  },
  'review.approved': { input: nothing, output: z.array(legSchema) },
  'review.approve': {
    input: z.object({ ids, when: whenSchema.optional() }),
    output: approvalSchema,
  },
  'review.undo': { input: z.object({ ids }), output: changed },
  'review.edit': { input: z.object({ id: jobIdSchema, change: draftSchema }), output: legSchema },
  'review.sendBack': { input: z.object({ ids, preset: presetIdSchema }), output: changed },
  'review.rules': { input: nothing, output: rules },
  'review.addRule': { input: approvalRuleSchema, output: rules },
  'review.removeRule': { input: z.object({ id: z.number().int() }), output: rules },
  /** What of a source is looked at first, and by what right it goes out. */
  'source.terms': {
    input: z.object({ id: sourceIdSchema }),
    output: z.object({ review: reviewModeSchema, rights: rightsSchema.nullable() }),
  },
  'source.rights': {
    input: z.object({ id: sourceIdSchema, rights: rightsSchema.nullable() }),
    output: nothing,
  },
  'source.review': {
    input: z.object({ id: sourceIdSchema, review: reviewModeSchema }),
    output: nothing,
  },
  'schedule.calendar': {
    input: z.object({ from: timestampSchema, to: timestampSchema }),
    output: z.array(calendarEntrySchema),
  },
  'schedule.move': {
    input: z.object({ id: jobIdSchema, at: z.union([z.literal('slot'), timestampSchema]) }),
    output: z.object({ at: timestampSchema }),
  },
  'quota.ledger': { input: nothing, output: z.array(ledgerEntrySchema) },
} as const
