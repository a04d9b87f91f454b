import { describe, expect, it } from 'vitest'
import { pauseMs, refusal } from '../../../src/core/github/refusal.ts'

const subject = { repository: 'me/videos', gone: 'It is gone.' }
const serverNow = Date.parse('2026-11-24T12:00:00Z')
const date = new Date(serverNow).toUTCString()

const refused = (status: number, headers: Record<string, string> = {}, words = '') =>
  refusal(
    { status, headers: new Headers({ date, ...headers }), body: {}, words, url: 'https://x/y' },
    subject,
  )

describe('an answer of GitHub is', () => {
  it.each([
    [401, 'auth', /does not accept/],
    [403, 'auth', /access to the Actions of me\/videos/],
    [404, 'gone', /^It is gone\.$/],
    [410, 'gone', /^It is gone\.$/],
    [408, 'transient', /408/],
    [500, 'transient', /500/],
    [503, 'transient', /503/],
    [400, 'invalid-input', /refused/],
    [422, 'invalid-input', /refused/],
    [451, 'invalid-input', /refused/],
    [301, 'invalid-input', /moved/],
    [307, 'invalid-input', /moved/],
    [200, 'transient', /not GitHub/],
  ])('%d → %s', (status, kind, message) => {
    const error = refused(status)
    expect(error.kind).toBe(kind)
    expect(error.message).toMatch(message)
    expect(error.details.httpStatus).toBe(status)
  })

  it('quoted where it says itself what is wrong', () => {
    expect(refused(422, {}, 'Unexpected inputs provided: ["x"].').message).toBe(
      'GitHub refused: Unexpected inputs provided: ["x"]. Check the workflow and the settings.',
    )
  })

  it.each([403, 429])('%d with no calls left → rate-limited until the reset', (status) => {
    const reset = String(serverNow / 1_000 + 90)
    const error = refused(status, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset })
    expect(error).toMatchObject({ kind: 'rate-limited', retryAfterMs: 90_000 })
  })

  it.each([403, 429])('%d with Retry-After → rate-limited for so long', (status) => {
    const headers = { 'retry-after': '17', 'x-ratelimit-remaining': '4000' }
    expect(refused(status, headers)).toMatchObject({ kind: 'rate-limited', retryAfterMs: 17_000 })
  })

  it('rate-limited for a minute where it does not say how long', () => {
    const limited = { kind: 'rate-limited', retryAfterMs: 60_000 }
    expect(refused(429)).toMatchObject(limited)
    expect(refused(403, {}, 'You have exceeded a secondary rate limit.')).toMatchObject(limited)
  })

  it('left alone for as long as its trouble says', () => {
    expect(refused(503, { 'retry-after': '30' })).toMatchObject({
      kind: 'transient',
      retryAfterMs: 30_000,
    })
  })
})

describe('how long GitHub wants to be left alone', () => {
  const pause = (headers: Record<string, string>) =>
    pauseMs({ headers: new Headers({ date, ...headers }) })

  it.each([
    ['nothing is said', {}, 0],
    ['calls are left', { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '9999999999' }, 0],
    ['Retry-After is a date', { 'retry-after': 'Tue, 24 Nov 2026 12:00:30 GMT' }, 30_000],
    ['Retry-After is over', { 'retry-after': 'Tue, 24 Nov 2026 11:00:00 GMT' }, 1_000],
    ['Retry-After is 0', { 'retry-after': '0' }, 1_000],
    ['Retry-After is nonsense', { 'retry-after': 'soon' }, 1_000],
    ['Retry-After is endless', { 'retry-after': '99999999999999' }, 86_400_000],
    [
      'the longer of both is meant',
      {
        'retry-after': '5',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(serverNow / 1_000 + 40),
      },
      40_000,
    ],
  ])('%s', (_, headers, expected) => {
    expect(pause(headers)).toBe(expected)
  })
})
