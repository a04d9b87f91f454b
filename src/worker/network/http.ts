import { unescape } from 'node:querystring'
import { SpoolError, systemCode } from '../../shared/errors.ts'
import { redact } from '../redact.ts'

const headersTimeoutMs = 15_000
const idleTimeoutMs = 30_000

const userAgent = 'Spool/0.1 (+desktop app; fetches what its user added)'

export interface Reply {
  status: number
  headers: Headers
  /** Where it came from after redirects. */
  url: URL
  /** The body in chunks; fails where the other side falls silent or breaks off. */
  body: AsyncIterable<Uint8Array>
}

/**
 * Asks a web server. Redirects are followed.
 *
 * @param accept statuses that are an answer; any other is a failure, classified
 * @throws SpoolError `invalid-input` where it is no address, `transient` where there is no answer,
 * else by status: `auth`, `gone`, `rate-limited`, `transient` (5xx), `invalid-input`
 */
export async function request(
  url: string,
  { headers = {}, accept = [200], signal }: RequestOptions,
): Promise<Reply> {
  const { address, login } = parsed(url)
  const timeout = new AbortController()
  const timer = setTimeout(() => {
    timeout.abort(new Error('timeout'))
  }, headersTimeoutMs)
  try {
    const response = await fetch(address, {
      headers: { 'user-agent': userAgent, 'accept-encoding': 'identity', ...login, ...headers },
      signal: AbortSignal.any([signal, timeout.signal]),
    })
    if (!accept.includes(response.status)) {
      await response.body?.cancel().catch(ignore)
      throw statusFailure(response, url)
    }
    const from = new URL(response.url || address)
    return {
      status: response.status,
      headers: response.headers,
      url: from,
      body: chunksOf(response, from, signal),
    }
  } catch (error) {
    throw networkFailure(error, url, signal)
  } finally {
    clearTimeout(timer)
  }
}

interface RequestOptions {
  headers?: Record<string, string>
  accept?: readonly number[]
  signal: AbortSignal
}

/** Name and password go into a header: `fetch` takes no address with them. */
function parsed(url: string): { address: string; login: Record<string, string> } {
  if (!URL.canParse(url)) {
    const details = { url: redact(url) }
    throw new SpoolError('invalid-input', 'This is not a web address. Check it.', { details })
  }
  const address = new URL(url)
  const { username, password } = address
  if (username === '' && password === '') return { address: url, login: {} }
  address.username = address.password = ''
  const login = Buffer.from(`${unescape(username)}:${unescape(password)}`).toString('base64')
  return { address: address.href, login: { authorization: `Basic ${login}` } }
}

async function* chunksOf(
  response: Response,
  url: URL,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader()
  if (!reader) return
  try {
    for (;;) {
      const { done, value } = await withinIdleTime(reader.read())
      if (done) return
      yield value
    }
  } catch (error) {
    throw networkFailure(error, url.href, signal)
  } finally {
    await reader.cancel().catch(ignore)
  }
}

// A connection that has failed cannot be cancelled; why it failed is already known.
const ignore = () => undefined

async function withinIdleTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('timeout'))
    }, idleTimeoutMs)
  })
  try {
    return await Promise.race([work, silence])
  } finally {
    clearTimeout(timer)
  }
}

function statusFailure(response: Response, url: string): SpoolError {
  const { status } = response
  const { host } = new URL(url)
  const details = { httpStatus: status, url: redact(url) }
  const fail = (kind: SpoolError['kind'], sentence: string) =>
    new SpoolError(kind, sentence, { details })
  if (status === 401 || status === 403 || status === 407) {
    return fail('auth', `${host} does not let Spool in (${status}). Check that you may see this.`)
  }
  if (status === 404 || status === 410) {
    return fail('gone', `There is nothing at this address any more (${status}). Check the address.`)
  }
  if (status === 429) {
    const sentence = `${host} asks Spool to slow down (429). It is tried again later.`
    const retryAfterMs = retryAfter(response.headers, Date.now())
    return new SpoolError('rate-limited', sentence, {
      details,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    })
  }
  if (status >= 500 || status === 408 || status === 425) {
    const retryAfterMs = retryAfter(response.headers, Date.now())
    return new SpoolError('transient', `${host} has trouble of its own (${status}). Retry later.`, {
      details,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    })
  }
  return fail('invalid-input', `${host} answered with something unexpected (${status}).`)
}

/** How long a server asks to wait (RFC 9110, Retry-After: seconds or a date), in milliseconds. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after') ?? ''
  if (value === '') return undefined
  const seconds = Number(value)
  const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - now
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined
}

const causes: Record<string, (host: string) => string> = {
  ENOTFOUND: (host) => `There is no server named ${host}. Check the address and the network.`,
  EAI_AGAIN: (host) => `${host} could not be looked up. Check the network, then retry.`,
  ECONNREFUSED: (host) => `${host} does not answer. Retry later.`,
  ECONNRESET: (host) => `${host} broke the connection off. It goes on from there when retried.`,
  CERT_HAS_EXPIRED: (host) => `The certificate of ${host} has expired. Retry when it is renewed.`,
}

/** Turns what `fetch` throws into a failure; an abort of the job keeps its own reason. */
function networkFailure(error: unknown, url: string, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason
  if (error instanceof SpoolError) return error
  const { host } = new URL(url)
  const cause = error instanceof Error ? (error.cause ?? error) : error
  const code = systemCode(cause) ?? ''
  const details = { url: redact(url), stack: redact(String(cause)) }
  if (error instanceof Error && error.message === 'timeout') {
    return new SpoolError('transient', `${host} fell silent. Retry later.`, { details })
  }
  const known = causes[code]?.(host)
  const sentence = known ?? `The connection to ${host} failed. Check the network, then retry.`
  return new SpoolError('transient', sentence, { details, cause: error })
}
