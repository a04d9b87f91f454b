import { z } from 'zod'

/** Every failure is exactly one of these (see the design's "Errors"). The kind decides about retry. */
export const failureKindSchema = z.enum([
  'transient',
  'rate-limited',
  'auth',
  'gone',
  'invalid-input',
  'disk',
  'tool',
  'cancelled',
  'bug',
])
export type FailureKind = z.infer<typeof failureKindSchema>
