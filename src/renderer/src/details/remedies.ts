import type { FailureKind } from '../../../shared/errors.ts'

/** What helps against each kind of failure, beside what its own sentence says. */
export const remedies: Record<FailureKind, string> = {
  transient: 'Such failures often pass by themselves. Retry when the connection is back.',
  'rate-limited': 'The site asks to slow down. Leave it some time, then retry.',
  auth: 'The site wants to know who you are. Check that you may see this video, then retry.',
  gone: 'It is not where it was. Check the address or the path and add it again.',
  'invalid-input': 'Spool cannot use this. Trying again will not help unless the source changes.',
  disk: 'Make room or allow access, then retry. Nothing half-finished was left behind.',
  tool: 'A program Spool needs is missing or broken. Mend it, then retry.',
  cancelled: 'It was stopped on purpose. Retry begins again.',
  bug: 'This is a mistake in Spool. Copy the details below into a report.',
}
