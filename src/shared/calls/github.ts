import { z } from 'zod'

const nothing = z.undefined()

/** How GitHub Actions takes part, beside its settings. */
export const githubCalls = {
  'github.state': {
    input: nothing,
    output: z.object({
      hasToken: z.boolean(),
      linkedJobs: z.number().int().nonnegative(),
      /** Why runs cannot be followed just now. */
      trouble: z.string().nullable(),
    }),
  },
  /** Keeps the token in the key store; null removes it. */
  'github.token': {
    input: z.object({ token: z.string().trim().min(1).max(1_000).nullable() }),
    output: nothing,
  },
} as const
