import { describe, expect, it } from 'vitest'
import { GithubClient } from '../../../src/core/github/client.ts'
import { SpoolError, type FailureKind } from '../../../src/shared/errors.ts'
import { repository, startFakeGithub, type Fault } from '../../fixtures/github.ts'

const token = 'secret-token'

async function setUp(options: { token?: string | null; timeoutMs?: number } = {}) {
  const github = await startFakeGithub()
  const { timeoutMs = 5_000 } = options
  const client = new GithubClient({
    settings: { repository, baseUrl: `${github.baseUrl}/` },
    token: () => Promise.resolve(options.token === undefined ? token : options.token),
    timeoutMs,
  })
  return { github, client }
}

async function failureOf(work: Promise<unknown>): Promise<SpoolError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof SpoolError) return error
  throw new Error(`Expected a SpoolError, got ${String(error)}.`)
}

const delegation = { workflow: 'transform.yml', ref: 'main' }

describe('a run', () => {
  it('is read with the headers GitHub wants', async () => {
    const { github, client } = await setUp()
    const { id } = github.addRun({ status: 'in_progress' })
    const answer = await client.run(String(id), null)
    expect(answer).toMatchObject({ run: { id, status: 'in_progress' }, pauseMs: 0 })
    expect(github.requests[0]).toMatchObject({
      method: 'GET',
      path: `/repos/${repository}/actions/runs/${id}`,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/vnd.github+json',
        'user-agent': 'Spool',
      },
    })
  })

  it('that did not change costs nothing of the rate limit', async () => {
    const { github, client } = await setUp()
    const run = github.addRun()
    const first = await client.run(String(run.id), null)
    const left = github.rateLimit.remaining
    expect(await client.run(String(run.id), first.etag)).toMatchObject({ run: null })
    expect(github.requests[1]?.status).toBe(304)
    expect(github.rateLimit.remaining).toBe(left)
    run.status = 'completed'
    run.conclusion = 'success'
    const third = await client.run(String(run.id), first.etag)
    expect(third.run).toMatchObject({ status: 'completed', conclusion: 'success' })
  })

  it('of a public repository is read without a token', async () => {
    const { github, client } = await setUp({ token: null })
    github.token = null
    const { id } = github.addRun()
    expect((await client.run(String(id), null)).run?.id).toBe(id)
    expect(github.requests[0]?.headers.authorization).toBeUndefined()
  })

  it('that is gone is told from a repository the token may not see', async () => {
    const { github, client } = await setUp()
    expect((await failureOf(client.run('5', null))).kind).toBe('gone')
    github.repositoryVisible = false
    const error = await failureOf(client.run('5', null))
    expect(error.kind).toBe('auth')
    expect(error.message).toContain(repository)
  })

  it.each(['abc', '../../user', '1/../2', ''])('“%s” is never asked for', async (id) => {
    const { github, client } = await setUp()
    expect((await failureOf(client.run(id, null))).kind).toBe('gone')
    expect(github.requests).toHaveLength(0)
  })

  it('says when it was the last answer for now, by the clock of the server', async () => {
    const { github, client } = await setUp()
    github.setClockAhead(86_400_000)
    github.rateLimit = { remaining: 1, resetsInSeconds: 120 }
    const { pauseMs } = await client.run(String(github.addRun().id), null)
    expect(pauseMs).toBeGreaterThan(115_000)
    expect(pauseMs).toBeLessThanOrEqual(120_000)
  })
})

describe('what goes wrong is told by kind:', () => {
  it.each<[string, Fault, FailureKind]>([
    ['a bad token', { kind: 'answer', status: 401 }, 'auth'],
    ['no permission', { kind: 'answer', status: 403 }, 'auth'],
    ['too fast', { kind: 'answer', status: 403, headers: { 'retry-after': '9' } }, 'rate-limited'],
    ['too much', { kind: 'answer', status: 429 }, 'rate-limited'],
    ['trouble of GitHub', { kind: 'answer', status: 502, body: '<html>' }, 'transient'],
    ['a sign-in page', { kind: 'answer', status: 200, body: '<html>Welcome' }, 'transient'],
    ['another service', { kind: 'answer', status: 200, body: { hello: 1 } }, 'transient'],
    ['a cut connection', { kind: 'cut' }, 'transient'],
    ['half an answer', { kind: 'cut-within' }, 'transient'],
    [
      'a moved repository',
      { kind: 'answer', status: 301, headers: { location: 'https://api.github.com/x' } },
      'invalid-input',
    ],
  ])('%s', async (_, fault, kind) => {
    const { github, client } = await setUp()
    const { id } = github.addRun()
    github.next('run', fault)
    const error = await failureOf(client.run(String(id), null))
    expect(error.kind).toBe(kind)
    expect(error.message).toMatch(/^\S.*\.$/)
    expect((await client.run(String(id), null)).run?.id).toBe(id)
  })

  it('an answer that does not come', async () => {
    const { github, client } = await setUp({ timeoutMs: 100 })
    github.next('run', { kind: 'hang' })
    const error = await failureOf(client.run('1', null))
    expect(error.kind).toBe('transient')
    expect(error.message).toContain('too long')
  })

  it('nobody there', async () => {
    const settings = { repository, baseUrl: 'http://127.0.0.1:1' }
    const client = new GithubClient({ settings, token: () => Promise.resolve(token) })
    const error = await failureOf(client.run('1', null))
    expect(error.kind).toBe('transient')
    expect(error.message).toContain('reached')
  })

  it('being stopped', async () => {
    const { github, client } = await setUp()
    github.next('run', { kind: 'hang' })
    const aborter = new AbortController()
    const asked = failureOf(client.run('1', null, aborter.signal))
    await expect.poll(() => github.requests.length).toBe(1)
    aborter.abort()
    expect((await asked).kind).toBe('cancelled')
    expect((await failureOf(client.run('1', null, aborter.signal))).kind).toBe('cancelled')
  })
})

describe('the token', () => {
  const everythingOf = (error: SpoolError) =>
    JSON.stringify([error.message, error.details, error.stack, String(error.cause)])

  it('is in no error, even where GitHub repeats it', async () => {
    const { github, client } = await setUp()
    github.next('run', { kind: 'answer', status: 422, body: { message: `Bad ${token}!` } })
    const error = await failureOf(client.run('1', null))
    expect(error.message).toContain('•••')
    expect(everythingOf(error)).not.toContain(token)
  })

  it('that cannot be one is refused without being said', async () => {
    const { github, client } = await setUp({ token: `${token}\nx` })
    const error = await failureOf(client.run('1', null))
    expect(error.kind).toBe('auth')
    expect(everythingOf(error)).not.toContain(token)
    expect(github.requests).toHaveLength(0)
  })

  it('is needed to start a workflow', async () => {
    const { github, client } = await setUp({ token: null })
    expect((await failureOf(client.dispatch(delegation, {}))).kind).toBe('auth')
    expect(github.requests).toHaveLength(0)
  })

  it('does not follow a redirect', async () => {
    const { github, client } = await setUp()
    const elsewhere = await startFakeGithub()
    const location = `${elsewhere.baseUrl}/repos/${repository}/actions/runs/1`
    github.next('run', { kind: 'answer', status: 302, headers: { location } })
    await failureOf(client.run('1', null))
    expect(elsewhere.requests).toHaveLength(0)
  })
})

describe('a workflow', () => {
  it('is started with its inputs, and its run is known at once', async () => {
    const { github, client } = await setUp()
    const id = await client.dispatch(delegation, { job_id: '7' })
    expect(github.runs).toMatchObject([{ id: Number(id), inputs: { job_id: '7' } }])
    expect(github.requests[0]?.body).toEqual({
      ref: 'main',
      inputs: { job_id: '7' },
      return_run_details: true,
    })
  })

  it('is started once by an older server, which does not name the run', async () => {
    const { github, client } = await setUp()
    github.runDetails = false
    expect(await client.dispatch(delegation, { job_id: '7' })).toBeNull()
    expect(github.runs).toHaveLength(1)
  })

  it('that refuses its inputs says why', async () => {
    const { github, client } = await setUp()
    const refused: Fault = {
      kind: 'answer',
      status: 422,
      body: { message: 'Unexpected inputs provided: ["job_id"]' },
    }
    github.next('dispatch', refused, refused)
    const error = await failureOf(client.dispatch(delegation, { job_id: '7' }))
    expect(error.kind).toBe('invalid-input')
    expect(error.message).toContain('Unexpected inputs provided')
  })

  it('that is not there is named', async () => {
    const { client } = await setUp()
    const error = await failureOf(client.dispatch({ workflow: 'none.yml', ref: 'main' }, {}))
    expect(error.kind).toBe('gone')
    expect(error.message).toContain('none.yml')
  })

  it('has all its newer runs listed, page after page, and none of another', async () => {
    const { github, client } = await setUp()
    expect(await client.newestRun('transform.yml')).toBe(0)
    const old = github.addRun()
    const many = Array.from({ length: 250 }, () => github.addRun().id)
    github.addRun({ event: 'push' })
    github.addRun({ workflow: 'other.yml' })
    const listed = await client.runsAfter('transform.yml', old.id)
    expect(listed.map(({ id }) => id).sort()).toEqual(many.sort())
    expect(await client.newestRun('transform.yml')).toBe(many.at(-1))
  })
})
