import type { Failure, FailureDetails } from '../shared/errors.ts'
import { redact } from '../shared/redact.ts'

export { pathAndPublicQuery, redact } from '../shared/redact.ts'

function redactDetails(details: FailureDetails): FailureDetails {
  return {
    ...details,
    ...(details.command && { command: details.command.map(redact) }),
    ...(details.stderr && { stderr: details.stderr.map(redact) }),
    ...(details.url !== undefined && { url: redact(details.url) }),
    ...(details.path !== undefined && { path: redact(details.path) }),
    ...(details.stack !== undefined && { stack: redact(details.stack) }),
  }
}

/** The failure as it may leave the worker. */
export const redactFailure = (failure: Failure): Failure => ({
  ...failure,
  message: redact(failure.message),
  details: redactDetails(failure.details),
})
