import { z } from 'zod'
import { remedySchema } from './causes.ts'

/** Failed jobs that one and the same thing helps. */
export const failureGroupSchema = z.object({
  /** A cause, or the kind where no cause is known. */
  cause: z.string(),
  remedy: remedySchema,
  jobs: z.number().int().positive(),
  /** The sentence of the newest of them. */
  example: z.string(),
  /** Whom the newest of them are about. */
  hosts: z.array(z.string()),
})
export type FailureGroup = z.infer<typeof failureGroupSchema>
