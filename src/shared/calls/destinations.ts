import { z } from 'zod'
import { signingSecretSchema } from '../after-step.ts'
import {
  accountIdSchema,
  accountSchema,
  destinationIdSchema,
  s3CredentialsSchema,
  savedDestinationSchema,
} from '../destination.ts'

const nothing = z.undefined()
const one = z.object({ id: destinationIdSchema })

/** Where renditions go, and as whom. Keys travel to main only, never back. */
export const destinationCalls = {
  'destination.list': { input: nothing, output: z.array(savedDestinationSchema) },
  'destination.save': {
    input: savedDestinationSchema.extend({ id: destinationIdSchema.optional() }).extend({
      credentials: s3CredentialsSchema.optional(),
      signingSecret: signingSecretSchema.optional(),
    }),
    output: savedDestinationSchema,
  },
  /** What hangs on it, to be said before it is removed. */
  'destination.uses': {
    input: one,
    output: z.object({ sources: z.number().int(), publications: z.number().int() }),
  },
  'destination.remove': { input: one, output: nothing },
  /** Answers once it is tried; what is in the way comes as the failure. */
  'destination.test': { input: one, output: nothing },
  'account.list': { input: nothing, output: z.array(accountSchema) },
  /** Answers once it is done in the browser. */
  'account.signIn': { input: nothing, output: accountSchema },
  'account.signOut': { input: z.object({ id: accountIdSchema }), output: nothing },
  /** The OAuth client of the user's own Google project. Without a secret, the one kept stays. */
  'account.client': {
    input: z.object({
      clientId: z.string().trim().max(300),
      clientSecret: z.string().trim().min(1).max(500).optional(),
    }),
    output: nothing,
  },
} as const
