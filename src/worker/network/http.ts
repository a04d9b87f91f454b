import { request as requestPlain, type IncomingMessage } from 'node:http'
import { request as requestSecure } from 'node:https'
import { unescape } from 'node:querystring'
import { causedBy, SpoolError } from '../../shared/errors.ts'
import type { NetworkSettings } from '../../shared/settings/network.ts'
import { redact } from '../redact.ts'
import { NetworkGuard } from './address.ts'
import { decoded } from './decode.ts'
import { NetworkTimeout, networkFailure, statusFailure } from './failures.ts'

export { retryAfter } from './failures.ts'

const mostRedirects = 10
const userAgent = 'Spool/0.1 (+desktop app; fetches what its user added)'

/** How long the other side may keep one waiting. */
export interface Patience {
  /** Until it has begun to answer. */
  headersMs: number
  /** Between two pieces of the body. */
  idleMs: number
  /** So few bytes in so much time of waiting are as good as none. */
  slow: { bytes: number; ms: number }
}

const defaultPatience: Patience = {
  headersMs: 15_000,
  idleMs: 30_000,
  slow: { bytes: 2_048, ms: 60_000 },
}

export interface Reply {
  status: number
  headers: Headers
  /** Where it came from after redirects. */
  url: URL
  /** The body in chunks; fails where the other side falls silent or breaks off. */
  body: AsyncIterable<Uint8Array>
}

interface RequestOptions {
  headers?: Record<string, string>
  /** What to send (POST); it is for who was named, and goes nowhere else. */
  body?: string
  /** Statuses that are an answer; any other is a failure, classified. */
  accept?: readonly number[]
  signal: AbortSignal
  /** What may be reached; it holds for every redirect as well. */
  network: NetworkSettings
  patience?: Patience
}

/**
 * Asks a web server. Redirects are followed, each checked like the first address.
 *
 * @throws SpoolError `invalid-input` where it is no address, or one of the local network that is not
 * allowed; `transient` where there is no answer; else by status: `auth`, `gone`, `rate-limited`,
 * `transient` (5xx), `invalid-input`
 */
export async function request(url: string, options: RequestOptions): Promise<Reply> {
  const { headers = {}, accept = [200], signal, body, patience = defaultPatience } = options
  const guard = new NetworkGuard(options.network)
  const { address, login } = parsed(url)
  const seen = new Set<string>()
  let at = address
  let secrets = login
  for (;;) {
    if (seen.has(at.href) || seen.size > mostRedirects) throw inCircles(at)
    seen.add(at.href)
    const asked = { headers: { ...headers, ...secrets }, body }
    const response = await answerOf(at, asked, guard, signal, patience)
    const status = response.statusCode ?? 0
    const next = isRedirect(status) ? response.headers.location : undefined
    if (next === undefined) {
      const answer = headersOf(response)
      if (!accept.includes(status)) {
        response.destroy()
        throw statusFailure(status, answer, at.href)
      }
      return { status, headers: answer, url: at, body: bodyOf(response, at, signal, patience) }
    }
    response.destroy()
    if (body !== undefined) throw statusFailure(status, headersOf(response), at.href)
    const target = redirected(next, at)
    // A name and a password are for the one who was to be asked.
    if (target.origin !== at.origin) secrets = {}
    at = target
  }
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status)

function inCircles(at: URL): SpoolError {
  const sentence = `${at.host} sends Spool in circles. Check the address.`
  return causedBy('redirects', sentence, { details: { url: redact(at.href), host: at.host } })
}

function redirected(location: string, from: URL): URL {
  const target = URL.canParse(location, from) ? new URL(location, from) : null
  if (target && /^https?:$/.test(target.protocol)) return target
  const sentence = `${from.host} sends Spool to something that is no web address. Check the address.`
  const details = { url: redact(from.href), host: from.host }
  throw new SpoolError('invalid-input', sentence, { details })
}

/** Name and password go into a header; an address is shown and logged without them. */
function parsed(url: string): { address: URL; login: Record<string, string> } {
  const address = URL.canParse(url) ? new URL(url) : null
  if (!address || !/^https?:$/.test(address.protocol)) {
    const details = { url: redact(url) }
    throw new SpoolError('invalid-input', 'This is not a web address. Check it.', { details })
  }
  const { username, password } = address
  if (username === '' && password === '') return { address, login: {} }
  address.username = address.password = ''
  const login = Buffer.from(`${unescape(username)}:${unescape(password)}`).toString('base64')
  return { address, login: { authorization: `Basic ${login}` } }
}

/** Resolves when the other side has begun to answer. Every connection is a new one, and checked. */
async function answerOf(
  at: URL,
  { headers, body }: { headers: Record<string, string>; body: string | undefined },
  guard: NetworkGuard,
  signal: AbortSignal,
  { headersMs }: Patience,
): Promise<IncomingMessage> {
  guard.requireHost(at.hostname)
  const begin = at.protocol === 'https:' ? requestSecure : requestPlain
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<IncomingMessage>((resolve, reject) => {
      const asking = begin(at, {
        method: body === undefined ? 'GET' : 'POST',
        agent: false,
        headers: { 'user-agent': userAgent, 'accept-encoding': 'identity', ...headers },
        lookup: guard.lookup,
        signal,
      })
      timer = setTimeout(() => asking.destroy(new NetworkTimeout('SPOOL_SILENT')), headersMs)
      asking.on('response', resolve)
      asking.on('error', reject)
      asking.end(body)
    })
  } catch (error) {
    throw networkFailure(error, at.href, signal)
  } finally {
    clearTimeout(timer)
  }
}

function headersOf(response: IncomingMessage): Headers {
  const headers = new Headers()
  for (let at = 0; at + 1 < response.rawHeaders.length; at += 2) {
    const [name = '', value = ''] = response.rawHeaders.slice(at, at + 2)
    try {
      headers.append(name, value)
    } catch {
      // A header that is none says nothing.
    }
  }
  return headers
}

async function* bodyOf(
  response: IncomingMessage,
  at: URL,
  signal: AbortSignal,
  patience: Patience,
): AsyncGenerator<Uint8Array> {
  const encoding = response.headers['content-encoding'] ?? ''
  const chunks = decoded(response, encoding, at.host)
  const waiting = new Waiting(patience)
  try {
    for (;;) {
      const { done, value } = await waiting.within(chunks.next())
      if (done === true) return
      waiting.got(value.length)
      yield value
    }
  } catch (error) {
    throw networkFailure(error, at.href, signal)
  } finally {
    response.destroy()
  }
}

/** Loses patience with who sends nothing, or next to nothing. Time not spent waiting is free. */
class Waiting {
  readonly #patience: Patience
  #bytes = 0
  #waitedMs = 0

  constructor(patience: Patience) {
    this.#patience = patience
  }

  async within<T>(work: Promise<T>): Promise<T> {
    const { idleMs, slow } = this.#patience
    const begun = performance.now()
    let timer: NodeJS.Timeout | undefined
    const silence = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new NetworkTimeout('SPOOL_SILENT'))
      }, idleMs)
    })
    try {
      return await Promise.race([work, silence])
    } finally {
      clearTimeout(timer)
      this.#waitedMs += performance.now() - begun
      if (this.#waitedMs >= slow.ms) this.#judge()
    }
  }

  got(bytes: number): void {
    this.#bytes += bytes
  }

  #judge(): void {
    if (this.#bytes < this.#patience.slow.bytes) throw new NetworkTimeout('SPOOL_SLOW')
    this.#bytes = this.#waitedMs = 0
  }
}
