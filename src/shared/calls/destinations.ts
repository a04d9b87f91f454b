import { z } from 'zod'
import { destinationIdSchema, s3CredentialsSchema, savedDestinationSchema } from '../destination.ts'

const nothing = z.undefined()
const one = z.object({ id: destinationIdSchema })

/** Where renditions go, and as whom. Keys travel to main only, never back. */
export const destinationCalls = {
  'destination.list': { input: nothing, output: z.array(savedDestinationSchema) },
  'destination.save': {
    input: savedDestinationSchema
      .extend({ id: destinationIdSchema.optional() })
      .extend({ credentials: s3CredentialsSchema.optional() }),
    output: savedDestinationSchema,
  },
  'destination.remove': { input: one, output: nothing },
  /** Answers once it is tried; what is in the way comes as the failure. */
  'destination.test': { input: one, output: nothing },
} as const
