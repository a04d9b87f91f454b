import { z } from 'zod'
import { budgetsSchema, defaultBudgets } from '../quota.ts'
import { spreadRuleSchema } from '../schedule.ts'

/** How approved renditions go out. */
export const reviewSettingsSchema = z.object({
  /** How long an approval can be undone before it takes effect. */
  coolingOffSeconds: z.number().int().min(0).max(86_400),
  /** The slots of public destinations; null where approved legs go out at once. */
  spread: spreadRuleSchema.nullable(),
  /** The daily budgets of the project that Spool publishes to YouTube with. */
  budgets: budgetsSchema,
})
export type ReviewSettings = z.infer<typeof reviewSettingsSchema>

export const defaultReview: ReviewSettings = {
  coolingOffSeconds: 30,
  spread: null,
  budgets: defaultBudgets,
}
