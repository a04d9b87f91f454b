import { z } from 'zod'
import { failureGroupSchema } from '../failure-group.ts'

const changed = z.object({ changed: z.number().int().nonnegative() })

/** What stands in the way, and what clears it. */
export const failureCalls = {
  'failure.groups': { input: z.undefined(), output: z.array(failureGroupSchema) },
  'failure.retry': { input: z.object({ cause: z.string().min(1).max(64) }), output: changed },
  'site.release': { input: z.object({ site: z.string().min(1).max(300) }), output: changed },
} as const
