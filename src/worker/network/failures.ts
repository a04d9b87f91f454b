import { causedBy, SpoolError, systemCode } from '../../shared/errors.ts'
import type { FailureCause } from '../../shared/causes.ts'
import { redact } from '../redact.ts'

interface StatusRule {
  applies: (status: number) => boolean
  cause: FailureCause
  sentence: (host: string, status: number) => string
}

/** What a status that is no answer means; the first that applies. */
const statusRules: readonly StatusRule[] = [
  {
    applies: (status) => status === 401 || status === 407,
    cause: 'sign-in',
    sentence: (host, status) =>
      `${host} wants a name and a password (${status}). Put them into the address, then add it again.`,
  },
  {
    applies: (status) => status === 403,
    cause: 'forbidden',
    sentence: (host, status) =>
      `${host} does not let Spool in (${status}). Check that you may see this.`,
  },
  {
    applies: (status) => status === 404 || status === 410,
    cause: 'not-found',
    sentence: (_host, status) =>
      `There is nothing at this address any more (${status}). Check the address.`,
  },
  {
    applies: (status) => status === 451,
    cause: 'geo',
    sentence: (host, status) => `${host} may not show this where you are (${status}).`,
  },
  {
    applies: (status) => status === 429,
    cause: 'rate-limited',
    sentence: (host) => `${host} asks Spool to slow down (429). It is tried again later.`,
  },
  {
    applies: (status) => status >= 500 || status === 408 || status === 425,
    cause: 'server-trouble',
    sentence: (host, status) => `${host} has trouble of its own (${status}). Retry later.`,
  },
]

/** The failure that an answer with this status is. */
export function statusFailure(status: number, headers: Headers, url: string): SpoolError {
  const { host } = new URL(url)
  const rule = statusRules.find(({ applies }) => applies(status))
  const details = { httpStatus: status, url: redact(url), host }
  if (!rule) {
    const sentence = `${host} answered with something unexpected (${status}).`
    return new SpoolError('invalid-input', sentence, { details })
  }
  const retryAfterMs = retryAfter(headers, Date.now())
  return causedBy(rule.cause, rule.sentence(host, status), {
    details,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

/** How long a server asks to wait (RFC 9110, Retry-After: seconds or a date), in milliseconds. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after') ?? ''
  if (value === '') return undefined
  const seconds = Number(value)
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - now
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined
}

interface CodeRule {
  code: RegExp
  cause: FailureCause
  sentence: (host: string) => string
}

/** What the system, TLS and HTTP say of a connection that failed; the first that fits. */
export const codeRules: readonly CodeRule[] = [
  {
    code: /^ENOTFOUND$/,
    cause: 'dns',
    sentence: (host) => `There is no server named ${host}. Check the address and the network.`,
  },
  {
    code: /^(EAI_AGAIN|EAI_FAIL|ESERVFAIL|ETIMEOUT)$/,
    cause: 'dns',
    sentence: (host) => `${host} could not be looked up. Check the network, then retry.`,
  },
  {
    code: /^(ECONNREFUSED|EHOSTDOWN)$/,
    cause: 'refused',
    sentence: (host) => `${host} does not answer. Retry later.`,
  },
  {
    code: /^(ENETUNREACH|ENETDOWN|EHOSTUNREACH|EADDRNOTAVAIL)$/,
    cause: 'offline',
    sentence: (host) => `There is no way to ${host} from here. Check the network, then retry.`,
  },
  {
    code: /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE)$/,
    cause: 'reset',
    sentence: (host) => `${host} broke the connection off. It goes on from there when retried.`,
  },
  {
    code: /^(ETIMEDOUT|ESOCKETTIMEDOUT|SPOOL_SILENT)$/,
    cause: 'silent',
    sentence: (host) => `${host} fell silent. Retry later.`,
  },
  {
    code: /^SPOOL_SLOW$/,
    cause: 'silent',
    sentence: (host) => `${host} sends next to nothing. It goes on from there when retried.`,
  },
  {
    code: /^CERT_HAS_EXPIRED$/,
    cause: 'tls',
    sentence: (host) => `The certificate of ${host} has expired. Retry when it is renewed.`,
  },
  {
    code: /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|^ERR_TLS|^ERR_SSL|^EPROTO$/,
    cause: 'tls',
    sentence: (host) =>
      `No trustworthy connection to ${host} can be made. Check the date of this machine and the address.`,
  },
]

/** Says in time that the other side does not. */
export class NetworkTimeout extends Error {
  override readonly name = 'NetworkTimeout'
  readonly code: 'SPOOL_SILENT' | 'SPOOL_SLOW'

  constructor(code: 'SPOOL_SILENT' | 'SPOOL_SLOW') {
    super(code)
    this.code = code
  }
}

/** Turns what a connection throws into a failure; an abort of the job keeps its own reason. */
export function networkFailure(error: unknown, url: string, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason
  if (error instanceof SpoolError) return error
  const { host } = new URL(url)
  const code = codeOf(error)
  const details = { url: redact(url), host, stack: redact(String(error)) }
  const rule = codeRules.find((known) => known.code.test(code))
  if (rule) return causedBy(rule.cause, rule.sentence(host), { details, cause: error })
  const sentence = `The connection to ${host} failed. Check the network, then retry.`
  return new SpoolError('transient', sentence, { details, cause: error })
}

/** Of several addresses that were tried, what the first one said. */
function codeOf(error: unknown): string {
  const code = systemCode(error)
  if (code !== undefined) return code
  return error instanceof AggregateError ? (systemCode(error.errors[0]) ?? '') : ''
}
