import { describe, expect, it } from 'vitest'
import type { RunAnswer } from '../../../src/core/github/client.ts'
import { WorkflowFollower, type LinkedJob } from '../../../src/core/github/follower.ts'
import { SpoolError, type Failure } from '../../../src/shared/errors.ts'
import { jobIdSchema, type JobStatus } from '../../../src/shared/job.ts'
import { isActive } from '../../../src/shared/state.ts'
import { ManualClock } from './manual-clock.ts'

type Says = { status: string; conclusion?: string; pauseMs?: number } | SpoolError

/** Jobs in memory, a client that says what it is told to, and time that passes when told to. */
function setUp() {
  const clock = new ManualClock()
  const jobs = new Map<number, LinkedJob & { failure?: Failure }>()
  const says = new Map<string, Says>()
  const asked: { id: string; at: number; etag: string | null }[] = []
  const applied: string[] = []
  const troubles: (string | null)[] = []
  let diskFull = false

  const link = (id: number, runId: string, status: JobStatus = 'queued') => {
    jobs.set(id, { id: jobIdSchema.parse(id), type: 'transform', status, runId })
  }
  const run = (id: string, etag: string | null): Promise<RunAnswer> => {
    asked.push({ id, at: clock.now(), etag })
    const said = says.get(id) ?? { status: 'queued' }
    if (said instanceof SpoolError) return Promise.reject(said)
    const { status, conclusion = null, pauseMs = 0 } = said
    const tag = `${status} ${conclusion ?? ''}`
    if (tag === etag) return Promise.resolve({ run: null, etag, pauseMs })
    const html_url = `https://github.example/${id}`
    return Promise.resolve({
      run: { id: Number(id), status, conclusion, html_url },
      etag: tag,
      pauseMs,
    })
  }
  const begin = () =>
    new WorkflowFollower({
      client: { run },
      jobs: {
        linked: () => [...jobs.values()].filter(({ status }) => isActive(status)),
        apply: ({ id, runId }, report) => {
          if (diskFull) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' })
          const job = jobs.get(id)
          if (job?.runId !== runId) return
          job.status = report.status
          if (report.status === 'failed') job.failure = report.failure
          applied.push(`${id} ${report.status}`)
        },
      },
      onTrouble: (trouble) => troubles.push(trouble?.kind ?? null),
      clock,
    })
  const times = (id: string) => asked.filter((ask) => ask.id === id).map(({ at }) => at / 1_000)
  const setDiskFull = (full: boolean) => {
    diskFull = full
  }
  return { clock, jobs, says, asked, applied, troubles, link, begin, times, setDiskFull }
}

describe('a linked job', () => {
  it('is brought to what its run says, and told only of changes', async () => {
    const { clock, says, applied, asked, link, begin } = setUp()
    link(1, '11')
    const follower = begin()
    follower.look()
    await clock.pass(30_000)
    expect(applied).toEqual([])
    says.set('11', { status: 'in_progress' })
    await clock.pass(120_000)
    expect(applied).toEqual(['1 processing'])
    says.set('11', { status: 'completed', conclusion: 'success' })
    await clock.pass(60_000)
    expect(applied).toEqual(['1 processing', '1 completed'])
    const before = asked.length
    await clock.pass(600_000)
    expect(asked).toHaveLength(before)
  })

  it('is asked for at once, then after 5, 10, 20, 40 and every 60 s while nothing changes', async () => {
    const { clock, asked, link, begin, times } = setUp()
    link(1, '11')
    begin().look()
    await clock.pass(260_000)
    expect(times('11')).toEqual([0, 5, 15, 35, 75, 135, 195, 255])
    expect(asked.slice(1).every(({ etag }) => etag !== null)).toBe(true)
  })

  it('is asked for more often again after a change', async () => {
    const { clock, says, link, begin, times } = setUp()
    link(1, '11')
    begin().look()
    await clock.pass(100_000)
    says.set('11', { status: 'in_progress' })
    await clock.pass(60_000)
    expect(times('11').slice(-3)).toEqual([135, 140, 150])
  })

  it('fails with what its run ended with, and where to look', async () => {
    const { clock, jobs, says, link, begin } = setUp()
    link(1, '11')
    says.set('11', { status: 'completed', conclusion: 'failure' })
    begin().look()
    await clock.pass(0)
    expect(jobs.get(1)).toMatchObject({
      status: 'failed',
      failure: { kind: 'tool', details: { url: 'https://github.example/11' } },
    })
  })

  it('fails with a sentence where its run is gone', async () => {
    const { clock, jobs, says, link, begin, troubles } = setUp()
    link(1, '11')
    says.set('11', new SpoolError('gone', 'The run is gone.'))
    begin().look()
    await clock.pass(0)
    expect(jobs.get(1)).toMatchObject({
      status: 'failed',
      failure: { kind: 'gone', message: 'The run is gone.' },
    })
    expect(troubles).toEqual([])
  })

  it('shares one question with every other job of its run', async () => {
    const { clock, says, link, begin, applied, asked } = setUp()
    link(1, '11')
    link(2, '11')
    says.set('11', { status: 'completed', conclusion: 'success' })
    begin().look()
    await clock.pass(0)
    expect(applied).toEqual(['1 completed', '2 completed'])
    expect(asked).toHaveLength(1)
  })

  it('is told once the disk has room again, though its run says nothing new by then', async () => {
    const { clock, says, link, begin, applied, setDiskFull } = setUp()
    link(1, '11')
    says.set('11', { status: 'in_progress' })
    setDiskFull(true)
    begin().look()
    await clock.pass(4_000)
    expect(applied).toEqual([])
    setDiskFull(false)
    await clock.pass(2_000)
    expect(applied).toEqual(['1 processing'])
  })

  it('is followed again by the next follower, after a restart', async () => {
    const { clock, says, link, begin, applied } = setUp()
    link(1, '11')
    const first = begin()
    first.look()
    await clock.pass(0)
    await first.stop()
    says.set('11', { status: 'completed', conclusion: 'success' })
    begin().look()
    await clock.pass(0)
    expect(applied).toEqual(['1 completed'])
  })

  it('that was cancelled here is not asked for any more', async () => {
    const { clock, jobs, link, begin, asked } = setUp()
    link(1, '11')
    begin().look()
    await clock.pass(0)
    link(1, '11', 'cancelled')
    await clock.pass(300_000)
    expect(jobs.get(1)?.status).toBe('cancelled')
    expect(asked).toHaveLength(1)
    expect(clock.timers).toBe(0)
  })
})

describe('the follower', () => {
  it('runs no timer while no job is linked, and one while any are', async () => {
    const { clock, link, begin } = setUp()
    const follower = begin()
    follower.look()
    await clock.pass(0)
    expect(clock.timers).toBe(0)
    for (let n = 1; n <= 20; n += 1) link(n, String(100 + n))
    follower.look()
    follower.look()
    await clock.pass(0)
    expect(clock.timers).toBe(1)
  })

  it('notices a job linked while it waits for another one', async () => {
    const { clock, link, begin, times } = setUp()
    link(1, '11')
    const follower = begin()
    follower.look()
    await clock.pass(100_000)
    link(2, '22')
    follower.look()
    await clock.pass(0)
    expect(times('22')).toEqual([100])
  })

  it('leaves GitHub alone for as long as it asks, for every run', async () => {
    const { clock, says, link, begin, asked, troubles } = setUp()
    link(1, '11')
    link(2, '22')
    const limited = new SpoolError('rate-limited', 'Slow.', { retryAfterMs: 900_000 })
    says.set('11', limited)
    const follower = begin()
    follower.look()
    await clock.pass(450_000)
    follower.retryNow()
    await clock.pass(449_000)
    expect(asked).toHaveLength(1)
    expect(troubles).toEqual(['rate-limited'])
    says.delete('11')
    await clock.pass(2_000)
    expect(asked.map(({ id }) => id).sort()).toEqual(['11', '11', '22'])
    expect(troubles).toEqual(['rate-limited', null])
  })

  it('asks no more once an answer says it was the last one allowed', async () => {
    const { clock, says, link, begin, asked } = setUp()
    link(1, '11')
    link(2, '22')
    says.set('11', { status: 'queued', pauseMs: 120_000 })
    begin().look()
    await clock.pass(119_000)
    expect(asked).toHaveLength(1)
    says.delete('11')
    await clock.pass(2_000)
    expect(asked.map(({ id }) => id)).toContain('22')
  })

  it('asks ever less often while GitHub cannot be reached, and fails no job for it', async () => {
    const { clock, jobs, says, link, begin, times, troubles } = setUp()
    link(1, '11')
    says.set('11', new SpoolError('transient', 'No network.'))
    begin().look()
    await clock.pass(300_000)
    expect(times('11')).toEqual([0, 5, 15, 35, 75, 135, 195, 255])
    expect(jobs.get(1)?.status).toBe('queued')
    says.set('11', { status: 'in_progress' })
    await clock.pass(60_000)
    expect(jobs.get(1)?.status).toBe('processing')
    expect(troubles.at(-1)).toBeNull()
  })

  it('does not let a run that cannot be seen starve the others', async () => {
    const { clock, says, link, begin, jobs } = setUp()
    link(1, '11')
    link(2, '22')
    says.set('11', new SpoolError('transient', '502'))
    says.set('22', { status: 'completed', conclusion: 'success' })
    begin().look()
    await clock.pass(6_000)
    expect(jobs.get(2)?.status).toBe('completed')
  })

  it('rests without a good token and goes on as soon as there is one', async () => {
    const { clock, says, link, begin, asked, jobs } = setUp()
    link(1, '11')
    says.set('11', new SpoolError('auth', 'Bad token.'))
    const follower = begin()
    follower.look()
    await clock.pass(200_000)
    expect(asked).toHaveLength(1)
    says.set('11', { status: 'in_progress' })
    follower.retryNow()
    await clock.pass(0)
    expect(jobs.get(1)?.status).toBe('processing')
  })

  it('does nothing more once stopped', async () => {
    const { clock, link, begin, asked } = setUp()
    link(1, '11')
    const follower = begin()
    follower.look()
    await clock.pass(0)
    await follower.stop()
    follower.look()
    follower.retryNow()
    await clock.pass(300_000)
    expect(asked).toHaveLength(1)
    expect(clock.timers).toBe(0)
  })
})
