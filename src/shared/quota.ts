import { z } from 'zod'
import { timestampSchema } from './ids.ts'

/**
 * The daily budgets of the YouTube Data API: separate ones for uploads and searches, one for all
 * else. `uploads` is not the API's but the channel's own limit, known only once it is hit.
 */
export const budgetNameSchema = z.enum(['videos.insert', 'search', 'other', 'uploads'])
export type BudgetName = z.infer<typeof budgetNameSchema>

const limit = z.number().int().min(0).max(1_000_000_000)

/** How much of each budget a day has. Google grants some projects more: the user can say so. */
export const budgetsSchema = z.object({ 'videos.insert': limit, search: limit, other: limit })
export type Budgets = z.infer<typeof budgetsSchema>
export const defaultBudgets: Budgets = { 'videos.insert': 100, search: 100, other: 10_000 }

/** What one call takes of its budget. */
export const callCosts = {
  'videos.insert': { budget: 'videos.insert', units: 1 },
  'videos.list': { budget: 'other', units: 1 },
  'videos.update': { budget: 'other', units: 50 },
  'thumbnails.set': { budget: 'other', units: 50 },
  'playlistItems.list': { budget: 'other', units: 1 },
  'playlistItems.insert': { budget: 'other', units: 50 },
  'captions.list': { budget: 'other', units: 50 },
  'captions.insert': { budget: 'other', units: 400 },
  'search.list': { budget: 'search', units: 1 },
} as const satisfies Record<string, { budget: keyof Budgets; units: number }>
export type ApiCall = keyof typeof callCosts

/** The budgets' day begins at midnight here. */
export const quotaTimeZone = 'America/Los_Angeles'

export const ledgerEntrySchema = z.object({
  budget: budgetNameSchema,
  /** Null where the limit is not known. */
  limit: z.number().nullable(),
  used: z.number(),
  /** The platform said that nothing is left, whatever the count says. */
  exhausted: z.boolean(),
  /** Jobs parked until the reset. */
  parked: z.number().int(),
  resetAt: timestampSchema,
})
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>
