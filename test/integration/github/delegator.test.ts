import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GithubClient } from '../../../src/core/github/client.ts'
import { Delegator, type Dispatch } from '../../../src/core/github/delegator.ts'
import { toFailure } from '../../../src/shared/errors.ts'
import { jobIdSchema, type JobId } from '../../../src/shared/job.ts'
import { repository, startFakeGithub, type FakeGithub, type Fault } from '../../fixtures/github.ts'

const jobId = jobIdSchema.parse(7)
const work = {
  job: { id: jobId, type: 'transform', lease: 3 },
  location: 'https://videos.example/1.mp4',
  title: 'A day at sea',
} as const

/** What would be on disk. */
class Ledger {
  readonly dispatches = new Map<JobId, Dispatch>()
  readonly links: string[] = []
  claimHolds = true

  pending(id: JobId): Dispatch | null {
    return this.dispatches.get(id) ?? null
  }

  begin(id: JobId, dispatch: Dispatch): void {
    this.dispatches.set(id, dispatch)
  }

  forget(id: JobId): void {
    this.dispatches.delete(id)
  }

  link({ id }: { id: JobId }, runId: string): boolean {
    if (!this.claimHolds) return false
    this.dispatches.delete(id)
    this.links.push(runId)
    return true
  }
}

function setUpOn(github: FakeGithub) {
  const ledger = new Ledger()
  const waits: number[] = []
  const client = new GithubClient({
    settings: { repository, baseUrl: github.baseUrl },
    token: () => Promise.resolve('secret-token'),
    timeoutMs: 2_000,
  })
  const delegate = { transform: { workflow: 'transform.yml', ref: 'main' } }
  const delegator = () =>
    new Delegator({
      client,
      delegate,
      ledger,
      wait: (ms) => {
        waits.push(ms)
        return Promise.resolve()
      },
    })
  return { github, ledger, waits, delegator }
}

const setUp = async () => setUpOn(await startFakeGithub())

const kindOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => toFailure(error).kind,
  )

describe('a delegated stage', () => {
  it('starts its workflow with all it needs, and is linked to the run', async () => {
    const { github, ledger, waits, delegator } = await setUp()
    expect(delegator().delegates('transform')).toBe(true)
    expect(delegator().delegates('download')).toBe(false)
    expect(await delegator().delegate(work)).toBe(true)
    expect(github.runs).toMatchObject([
      {
        inputs: {
          job_id: '7',
          job_type: 'transform',
          video_location: 'https://videos.example/1.mp4',
          video_title: 'A day at sea',
        },
      },
    ])
    expect(github.runs[0]?.inputs.correlation_id).toMatch(/^spool-[0-9a-f-]{36}$/)
    expect(ledger.links).toEqual(github.runs.map(({ id }) => String(id)))
    expect(ledger.dispatches.size).toBe(0)
    expect(waits).toEqual([])
  })

  it('is found by its correlation id where the server does not name the run', async () => {
    const { github, ledger, delegator } = await setUp()
    github.runDetails = false
    github.listLag = 3
    github.addRun()
    await delegator().delegate(work)
    expect(github.runs).toHaveLength(2)
    expect(ledger.links).toEqual([String(github.runs[1]?.id)])
  })

  it('is written down before the request leaves', async () => {
    const { github, ledger, delegator } = await setUp()
    github.next('dispatch', { kind: 'hang' })
    const stop = new AbortController()
    const delegated = kindOf(delegator().delegate(work, stop.signal))
    await expect.poll(() => github.of('dispatch').length).toBe(1)
    expect(ledger.pending(jobId)?.correlationId).toMatch(/^spool-/)
    stop.abort()
    expect(await delegated).toBe('cancelled')
    expect(ledger.pending(jobId)).not.toBeNull()
  })

  it('is not started again when the answer was lost', async () => {
    const { github, ledger, delegator } = await setUp()
    github.listLag = 2
    github.next('dispatch', { kind: 'cut-after' })
    expect(await delegator().delegate(work)).toBe(true)
    expect(github.runs).toHaveLength(1)
    expect(ledger.links).toEqual([String(github.runs[0]?.id)])
  })

  it('is not started again after a crash between the start and the link', async () => {
    const { github, ledger, delegator } = await setUp()
    github.next('dispatch', { kind: 'cut-after' })
    github.next('list', { kind: 'answer', status: 200, body: { workflow_runs: [] } })
    github.next('list', { kind: 'cut' })
    expect(await kindOf(delegator().delegate(work))).toBe('transient')
    expect(ledger.links).toEqual([])
    expect(await delegator().delegate(work)).toBe(true)
    expect(github.runs).toHaveLength(1)
    expect(github.of('dispatch')).toHaveLength(1)
  })

  it('is started again where certainly nothing was', async () => {
    const { github, ledger, waits, delegator } = await setUp()
    github.next('dispatch', { kind: 'answer', status: 502 })
    expect(await kindOf(delegator().delegate(work))).toBe('transient')
    expect(waits.reduce((a, b) => a + b)).toBe(60_000)
    expect(await delegator().delegate(work)).toBe(true)
    expect(ledger.links).toEqual(github.runs.map(({ id }) => String(id)))
    expect(github.runs).toHaveLength(1)
  })

  it('is started again at once where GitHub refused it', async () => {
    const { github, waits, delegator } = await setUp()
    github.next('dispatch', { kind: 'answer', status: 429, headers: { 'retry-after': '3' } })
    expect(await kindOf(delegator().delegate(work))).toBe('rate-limited')
    expect(await delegator().delegate(work)).toBe(true)
    expect(waits).toEqual([])
    expect(github.runs).toHaveLength(1)
  })

  it('is left to a person where its run cannot be told from others', async () => {
    const { github, delegator } = await setUp()
    github.named = false
    github.next('dispatch', { kind: 'cut-after' })
    await expect(delegator().delegate(work)).rejects.toThrow('run-name')
    expect(github.runs).toHaveLength(1)
  })

  it('is not taken for the run of another job', async () => {
    const { github, ledger, delegator } = await setUp()
    github.next('dispatch', { kind: 'cut' })
    expect(await kindOf(delegator().delegate(work))).toBe('transient')
    github.addRun({ display_title: 'Spool spool-01234567-89ab-4cde-8f01-23456789abcd' })
    expect(await delegator().delegate(work)).toBe(true)
    expect(ledger.links).toEqual([String(github.runs[1]?.id)])
  })

  it('says so where the job was cancelled meanwhile', async () => {
    const { ledger, delegator } = await setUp()
    ledger.claimHolds = false
    expect(await delegator().delegate(work)).toBe(false)
  })

  it('is asked for no permission twice: a refusal comes before anything is written down', async () => {
    const { github, ledger, delegator } = await setUp()
    github.token = 'another'
    expect(await kindOf(delegator().delegate(work))).toBe('auth')
    expect(ledger.dispatches.size).toBe(0)
    expect(github.of('dispatch')).toHaveLength(0)
  })
})

const fault = fc.constantFrom<Fault>(
  { kind: 'none' },
  { kind: 'cut' },
  { kind: 'cut-after' },
  { kind: 'cut-within' },
  { kind: 'answer', status: 502 },
  { kind: 'answer', status: 200, body: '<html>' },
  { kind: 'answer', status: 429, headers: { 'retry-after': '1' } },
)

it('whatever breaks, and however often it is tried again, at most one run is started', async () => {
  const github = await startFakeGithub()
  const story = fc.record({
    dispatch: fc.array(fault, { maxLength: 3 }),
    list: fc.array(fault, { maxLength: 8 }),
    runDetails: fc.boolean(),
    named: fc.boolean(),
    listLag: fc.integer({ min: 0, max: 4 }),
  })
  await fc.assert(
    fc.asyncProperty(story, async ({ dispatch, list, ...server }) => {
      github.runs.length = 0
      github.clearFaults()
      Object.assign(github, server)
      github.next('dispatch', ...dispatch)
      github.next('list', ...list)
      const { ledger, delegator } = setUpOn(github)
      for (let tries = 0; tries < 12 && ledger.links.length === 0; tries += 1) {
        if ((await kindOf(delegator().delegate(work))) === 'invalid-input') break
      }
      expect(github.runs.length).toBeLessThanOrEqual(1)
      if (server.named) expect(ledger.links).toEqual(github.runs.map(({ id }) => String(id)))
    }),
    { numRuns: 150 },
  )
})
