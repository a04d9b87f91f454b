import { z } from 'zod'
import { SpoolError } from '../../shared/errors.ts'

export interface GithubApiOptions {
  /** https, or http on loopback; see `githubSettingsSchema`. */
  baseUrl: string
  /** Asked for each request, so that a new token counts at once; null where there is none. */
  token: () => Promise<string | null>
  /** How long one answer may take, in milliseconds; 30 s unless said otherwise. */
  timeoutMs?: number
}

interface GithubRequest {
  /** Below the base URL, without a leading slash. */
  path: string
  etag?: string | null
  /** Makes it a POST. */
  body?: object
  signal?: AbortSignal | undefined
}

/** What GitHub answered, whatever it was. */
export interface GithubAnswer {
  status: number
  headers: Headers
  /** Undefined where it was no JSON. */
  body: unknown
  /** GitHub's own words about an error, shortened and free of the token; often empty. */
  words: string
  url: string
}

const messageSchema = z.object({ message: z.string() })
const longestWords = 300

/** One exchange with GitHub's API. The token goes into the one header and nowhere else. */
export class GithubApi {
  readonly #options: GithubApiOptions

  constructor(options: GithubApiOptions) {
    this.#options = options
  }

  /**
   * @throws SpoolError `transient` where no whole answer came, `cancelled` where the signal said
   * so, `auth` where the token cannot be one, or where there is none and something is to be changed
   */
  async send(request: GithubRequest): Promise<GithubAnswer> {
    const token = await this.#options.token()
    requireUsable(token, request.body !== undefined)
    const url = `${this.#options.baseUrl.replace(/\/+$/, '')}/${request.path}`
    const withoutToken = (text: string) => (token === null ? text : text.replaceAll(token, '•••'))
    const aborter = new AbortController()
    const abort = () => {
      aborter.abort()
    }
    const timer = setTimeout(abort, this.#options.timeoutMs ?? 30_000)
    request.signal?.addEventListener('abort', abort)
    if (request.signal?.aborted) abort()
    try {
      const response = await fetch(url, {
        method: request.body === undefined ? 'GET' : 'POST',
        headers: headersOf(request, token),
        body: request.body === undefined ? null : JSON.stringify(request.body),
        // Followed, a POST may turn into a GET, and a token leave for another place.
        redirect: 'manual',
        signal: aborter.signal,
      })
      const { status, headers } = response
      const body = parsed(await response.text())
      return { status, headers, body, words: withoutToken(wordsOf(body)), url }
    } catch (error) {
      if (request.signal?.aborted) throw new SpoolError('cancelled', 'Asking GitHub was stopped.')
      const message = aborter.signal.aborted
        ? 'GitHub took too long to answer. Check the network; Spool asks again later.'
        : 'GitHub cannot be reached. Check the network; Spool asks again later.'
      throw new SpoolError('transient', message, {
        details: { url, stack: withoutToken(reasonOf(error)) },
      })
    } finally {
      clearTimeout(timer)
      request.signal?.removeEventListener('abort', abort)
    }
  }
}

function requireUsable(token: string | null, needed: boolean): void {
  if (token === null) {
    if (!needed) return
    throw new SpoolError('auth', 'Starting a workflow needs a GitHub token. Add one, then retry.')
  }
  // Put into a header, anything else would come back in the words of an error.
  if (/^[\x21-\x7e]+$/.test(token)) return
  throw new SpoolError('auth', 'The stored GitHub token is not one. Add it again, then retry.')
}

const headersOf = ({ etag, body }: GithubRequest, token: string | null) => ({
  accept: 'application/vnd.github+json',
  'x-github-api-version': '2022-11-28',
  'user-agent': 'Spool',
  ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  ...(etag == null ? {} : { 'if-none-match': etag }),
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
})

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function wordsOf(body: unknown): string {
  const message = messageSchema.safeParse(body)
  if (!message.success) return ''
  const words = message.data.message.replaceAll(/[\p{C}\s]+/gu, ' ').trim()
  return words.length > longestWords ? `${words.slice(0, longestWords)}…` : words
}

/** fetch says only that it failed; its cause says why. */
const reasonOf = (error: unknown): string =>
  String(error instanceof Error ? (error.cause ?? error) : error)
