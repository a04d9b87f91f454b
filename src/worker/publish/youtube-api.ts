import { setTimeout as sleep } from 'node:timers/promises'
import type { AccountId } from '../../shared/destination.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { BudgetName } from '../../shared/quota.ts'
import { youtubeReason, youtubeRuleFor } from '../../shared/youtube.ts'
import type { StageContext } from '../context.ts'
import { networkFailure, retryAfter } from '../network/failures.ts'

interface Call {
  method?: 'GET' | 'POST' | 'PUT'
  headers?: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
  /** Statuses that are an answer beside 2xx. */
  accept?: readonly number[]
  /** Whether it is asked again after a broken connection: only what does no harm twice. */
  again?: boolean
}

/** How often a call is made before the trouble is the job's. */
const mostTries = 4
const firstPauseMs = 250
/** A piece of a file on a slow line takes its time. */
const patienceMs = 10 * 60_000

/** YouTube's Data API: calls with the account's token, renewed when it is refused. */
export class YoutubeApi {
  readonly root: URL
  readonly #account: AccountId
  readonly #context: StageContext
  #token: string | null = null

  constructor(root: string, account: AccountId, context: StageContext) {
    this.root = new URL(root)
    this.#account = account
    this.#context = context
  }

  at(path: string, query: Record<string, string>): URL {
    const url = new URL(path, this.root)
    url.search = new URLSearchParams(query).toString()
    return url
  }

  /**
   * @throws SpoolError for every answer that was not accepted, classified; for a broken connection
   * `transient`
   */
  async call(url: URL, call: Call = {}): Promise<Response> {
    const { accept = [], again = (call.method ?? 'GET') === 'GET' } = call
    let renewed = false
    for (let tried = 1; ; tried++) {
      let response: Response
      try {
        response = await this.#ask(url, call)
      } catch (error) {
        const failure = networkFailure(error, url.origin, this.#context.signal)
        const isPassing = failure instanceof SpoolError && failure.kind === 'transient'
        if (!isPassing || !again || tried >= mostTries) throw failure
        await this.#pause(tried)
        continue
      }
      if (response.ok || accept.includes(response.status)) return response
      const failure = await refusal(response)
      if (response.status === 401 && !renewed) {
        renewed = true
        await this.#renew()
      } else if (failure.kind === 'transient' && again && tried < mostTries) {
        await this.#pause(tried)
      } else throw failure
    }
  }

  async #ask(url: URL, { method = 'GET', headers, body }: Call): Promise<Response> {
    this.#token ??= await this.#fresh(null)
    return fetch(url, {
      method,
      headers: { ...headers, authorization: `Bearer ${this.#token}` },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: AbortSignal.any([this.#context.signal, AbortSignal.timeout(patienceMs)]),
    })
  }

  async #renew(): Promise<void> {
    this.#token = await this.#fresh(this.#token)
  }

  async #fresh(refused: string | null): Promise<string> {
    const answer = await this.#context.ask({ kind: 'token', account: this.#account, refused })
    if (answer.kind === 'token') return answer.token
    throw new Error('Spool answered something else than it was asked.')
  }

  #pause(tried: number): Promise<void> {
    return sleep(firstPauseMs * 2 ** (tried - 1), undefined, { signal: this.#context.signal })
  }
}

/** What YouTube refused, as a failure. Its words may quote the request; its reason does not. */
export async function refusal(response: Response): Promise<SpoolError> {
  const reason = youtubeReason(await response.json().catch(() => null))
  const rule = youtubeRuleFor(reason, response.status)
  const retryAfterMs = retryAfter(response.headers, Date.now())
  return new SpoolError(
    rule?.kind ?? 'invalid-input',
    rule?.sentence ?? `YouTube refused it (${reason ?? response.status}).`,
    {
      details: {
        httpStatus: response.status,
        host: new URL(response.url).host,
        stack: `YouTube answered ${reason ?? 'without a reason'}`,
      },
      ...(rule?.budget && { budget: budgetOf(rule.budget, response.url) }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
  )
}

/** Uploads have a budget of their own; YouTube says of each that it is used up in the same words. */
const budgetOf = (budget: BudgetName, url: string): BudgetName =>
  budget === 'other' && new URL(url).pathname === '/upload/youtube/v3/videos'
    ? 'videos.insert'
    : budget
