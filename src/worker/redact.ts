import type { Failure, FailureDetails } from '../shared/errors.ts'

const secretName = 'token|key|sig|pass|pwd|auth|secret|credential'
const userInfo = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"'<>]*@/gi
const secretValue = new RegExp(
  `([?&;#][^=&;#\\s"'<>]*(?:${secretName})[^=&;#\\s"'<>]*=)[^&;#\\s"'<>]*`,
  'gi',
)
const isSecretName = new RegExp(secretName, 'i')

/** Hides user names, passwords and secret query values of every URL within a text. */
export const redact = (text: string): string =>
  text.replace(userInfo, '$1***@').replace(secretValue, '$1***')

/** Path and query of a URL without what is secret, and so changes from one visit to the next. */
export function pathAndPublicQuery(url: URL): string {
  const query = new URLSearchParams(
    [...url.searchParams].filter(([name]) => !isSecretName.test(name)),
  )
  return query.size === 0 ? url.pathname : `${url.pathname}?${query.toString()}`
}

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
