import { SpoolError, type FailureKind } from '../../shared/errors.ts'
import type { GithubAnswer } from './api.ts'

const secondMs = 1_000
const dayMs = 86_400_000
/** What GitHub asks for where it sets a limit and does not say how long. */
const unsaidPauseMs = 60_000

/** How long GitHub wants to be left alone, in milliseconds; 0 where it says nothing of it. */
export function pauseMs({ headers }: Pick<GithubAnswer, 'headers'>): number {
  // Its times are told from its own clock: this machine's may be wrong.
  const now = timeOf(headers.get('date')) ?? Date.now()
  const after = headers.get('retry-after')
  const asked =
    after === null ? 0 : /^\d+$/.test(after) ? Number(after) * secondMs : (timeOf(after) ?? 0) - now
  const reset = Number(headers.get('x-ratelimit-reset'))
  const usedUp =
    headers.get('x-ratelimit-remaining') === '0' && reset > 0 ? reset * secondMs - now : 0
  const pause = Math.max(asked, usedUp)
  return after === null && usedUp === 0 ? 0 : Math.min(Math.max(pause, secondMs), dayMs)
}

function timeOf(text: string | null): number | null {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? null : time
}

interface Subject {
  repository: string
  /** What to say where the thing asked for is not there. */
  gone: string
}

/** The error an answer other than the expected one stands for. */
export function refusal(answer: GithubAnswer, { repository, gone }: Subject): SpoolError {
  const { status, words, url } = answer
  const pause = pauseMs(answer)
  const failure = (kind: FailureKind, message: string, retryAfterMs = 0) =>
    new SpoolError(kind, message, {
      details: { httpStatus: status, url, ...(words === '' ? {} : { stderr: [words] }) },
      ...(retryAfterMs === 0 ? {} : { retryAfterMs }),
    })
  if (status === 429 || (status === 403 && (pause > 0 || /rate limit/i.test(words)))) {
    return failure(
      'rate-limited',
      'GitHub asks Spool to slow down. Spool goes on by itself when it may.',
      pause === 0 ? unsaidPauseMs : pause,
    )
  }
  if (status >= 500 || status === 408) {
    return failure('transient', `GitHub has trouble (${status}). Spool asks again later.`, pause)
  }
  switch (status) {
    case 401:
      return failure('auth', 'GitHub does not accept the token. Make a new one and add it.')
    case 403:
      return failure(
        'auth',
        `The GitHub token may not do this. Give it read and write access to the Actions of ${repository}.`,
      )
    case 404:
    case 410:
      return failure('gone', gone)
  }
  if (status >= 400) {
    return failure(
      'invalid-input',
      words === ''
        ? `GitHub refused what Spool asked of ${repository} (${status}). Check its settings.`
        : `GitHub refused: ${words.replace(/\.$/, '')}. Check the workflow and the settings.`,
    )
  }
  if (status >= 300) {
    return failure('invalid-input', `${repository} has moved on GitHub. Set its new name.`)
  }
  return failure(
    'transient',
    'What answers is not GitHub. Check its base URL, and whether the network wants a sign-in.',
  )
}
