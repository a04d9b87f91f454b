import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../src/core/database/index.ts'
import { JobQueue } from '../../../src/core/queue/job-queue.ts'
import type { ClaimedJob } from '../../../src/core/queue/job-row.ts'
import type { Failure, FailureKind } from '../../../src/shared/errors.ts'
import { jobTypes, type JobType, type VideoId } from '../../../src/shared/job.ts'
import { newVideo } from './library.ts'
import { temporaryFolder } from './temporary.ts'

const failure = (kind: FailureKind, retryAfterMs?: number): Failure => ({
  kind,
  message: `It was ${kind}.`,
  details: { exitCode: 1 },
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
})

async function setUp() {
  const database = await openDatabase({ file: join(await temporaryFolder(), 'spool.db') })
  onTestFinished(() => {
    database.close()
  })
  const clock = { now: 1_000_000 }
  const queue = new JobQueue(database, () => clock.now)
  const owner = database.processes.addOwner.get({ pid: 1, processStarted: 'x', now: 0 })
  let made = 0
  const video = (): VideoId => newVideo(database, ++made)
  const claim = (types: readonly JobType[] = jobTypes) => queue.claims.take(types, owner?.id ?? 0)
  const claimed = (types?: readonly JobType[]): ClaimedJob => {
    const job = claim(types)
    if (!job) throw new Error('There was nothing to claim.')
    return job
  }
  return { database, queue, clock, video, claim, claimed }
}

const nothingFollows = () => []

describe('claims', () => {
  it('go by priority, then by age', async () => {
    const { queue, video, clock, claimed } = await setUp()
    const order = [0, 5, 10, 5, 0].map((priority) => {
      clock.now += 1
      return queue.enqueue({ type: 'download', videoId: video(), priority }).job.id
    })
    const got = order.map(() => claimed().id)
    expect(got).toEqual([2, 1, 3, 0, 4].map((i) => order[i]))
  })

  it('take only the types asked for, and count the attempt at once', async () => {
    const { queue, video, claim, claimed } = await setUp()
    queue.enqueue({ type: 'download', videoId: video() })
    expect(claim(['transform'])).toBeNull()
    expect(claimed(['download'])).toMatchObject({ status: 'processing', attempts: 1 })
    expect(claim(['download'])).toBeNull()
  })

  it('are not made while the queue is paused', async () => {
    const { queue, video, claim } = await setUp()
    queue.enqueue({ type: 'download', videoId: video() })
    queue.pauses.pause('finish')
    expect(claim()).toBeNull()
    queue.pauses.resume()
    expect(claim()).not.toBeNull()
  })

  it('and all else the dispatcher asks for are found by index, however long the queue', async () => {
    const { jobs, lists, library } = (await setUp()).database
    const plans: [string, RegExp][] = [
      [jobs.head.explain(), /INDEX job_to_claim/],
      [jobs.elapse.explain(), /INDEX job_to_retry/],
      [jobs.elapseFromFuture.explain(), /INDEX job_retry_written/],
      [jobs.atGithub.explain(), /INDEX job_at_github/],
      [jobs.nextRetry.explain(), /INDEX job_to_retry/],
      [jobs.owned.explain(), /INDEX job_owned/],
      [jobs.activeByWork.explain(), /INDEX job_(by|active)_work/],
      [jobs.latestByWork.explain(), /INDEX job_by_work/],
      [lists.groupPage.explain(), /INDEX job_list/],
      [library.outcomeOf.explain(), /INDEX artefact_by_work/],
      [jobs.beginScheduled.explain(), /INDEX job_scheduled/],
      [jobs.nextScheduled.explain(), /INDEX job_scheduled/],
      [jobs.unmetNeeds.explain(), /PRIMARY KEY|INDEX/],
      [jobs.prune.explain(), /INDEX job_finished/],
      [jobs.finishedBefore.explain(), /INDEX job_finished/],
    ]
    for (const [plan, index] of plans) {
      expect(plan).toMatch(index)
      expect(plan).not.toMatch(/SCAN job$/m)
    }
  })
})

describe('the same work enqueued twice', () => {
  it('is one job, at the higher priority of the two', async () => {
    const { queue, video } = await setUp()
    const videoId = video()
    const first = queue.enqueue({ type: 'download', videoId, priority: 2 })
    const second = queue.enqueue({ type: 'download', videoId, priority: 7 })
    expect(second).toMatchObject({ created: false, job: { id: first.job.id, priority: 7 } })
    expect(queue.enqueue({ type: 'download', videoId }).job.priority).toBe(7)
  })

  it('is new work once the first is over, and an old failure is not revived beside it', async () => {
    const { queue, video, claimed } = await setUp()
    const videoId = video()
    const first = queue.enqueue({ type: 'download', videoId }).job
    queue.claims.fail(claimed(), failure('gone'))
    const second = queue.enqueue({ type: 'download', videoId })
    expect(second.created).toBe(true)
    expect(queue.retry([first.id])).toEqual([])
    expect(queue.get(first.id)?.status).toBe('failed')
  })

  it('is refused without anything to work on, or with figures out of range', async () => {
    const { queue, video } = await setUp()
    expect(() => queue.enqueue({ type: 'download' })).toThrow(/needs a video/)
    expect(() => queue.enqueue({ type: 'scrape' })).toThrow(/needs a source/)
    const videoId = video()
    expect(() => queue.enqueue({ type: 'download', videoId, priority: 11 })).toThrow(/0 to 10/)
    expect(() => queue.enqueue({ type: 'download', videoId, maxAttempts: 0 })).toThrow(/from 1/)
  })
})

describe('failures', () => {
  it('are retried after 1 s, then 2 s, then stay failed', async () => {
    const { queue, video, clock, claim, claimed } = await setUp()
    const { id } = queue.enqueue({ type: 'download', videoId: video() }).job
    for (const wait of [1_000, 2_000]) {
      queue.claims.fail(claimed(), failure('transient'))
      expect(queue.get(id)).toMatchObject({ status: 'retrying', queuedAt: clock.now + wait })
      clock.now += wait - 1
      expect(queue.promoteRetrying()).toEqual([])
      expect(claim()).toBeNull()
      clock.now += 1
      expect(queue.promoteRetrying()).toEqual([id])
    }
    queue.claims.fail(claimed(), failure('transient'))
    expect(queue.get(id)).toMatchObject({
      status: 'failed',
      attempts: 3,
      failure: { kind: 'transient', message: 'It was transient.', details: { exitCode: 1 } },
    })
  })

  it('are retried at once where the clock was set back meanwhile', async () => {
    const { queue, clock, video, claimed } = await setUp()
    queue.enqueue({ type: 'download', videoId: video() })
    queue.claims.fail(claimed(), failure('transient'))
    clock.now -= 86_400_000
    expect(queue.promoteRetrying()).toHaveLength(1)
  })

  it('of a permanent class are not retried', async () => {
    const { queue, video, claimed } = await setUp()
    const { id } = queue.enqueue({ type: 'download', videoId: video() }).job
    queue.claims.fail(claimed(), failure('gone'))
    expect(queue.get(id)).toMatchObject({ status: 'failed', attempts: 1 })
  })

  it('wait as long as the server asked', async () => {
    const { queue, video, clock, claimed } = await setUp()
    const { id } = queue.enqueue({ type: 'download', videoId: video() }).job
    queue.claims.fail(claimed(), failure('rate-limited', 60_000))
    expect(queue.get(id)?.queuedAt).toBe(clock.now + 60_000)
    expect(queue.nextDueAt()).toBe(clock.now + 60_000)
  })

  it('retried by hand begin anew and keep their history', async () => {
    const { database, queue, video, claimed } = await setUp()
    const { id } = queue.enqueue({ type: 'download', videoId: video() }).job
    queue.claims.fail(claimed(), failure('gone'))
    expect(queue.retry([id])).toEqual([id])
    expect(queue.get(id)).toMatchObject({ status: 'queued', attempts: 0, failure: null })
    const history = database.lists.events.all({ jobId: id })
    expect(history.map((event) => [event.from_status, event.to_status, event.note])).toEqual([
      [null, 'queued', null],
      ['queued', 'processing', null],
      ['processing', 'failed', 'It was gone.'],
      ['failed', 'queued', null],
    ])
  })
})

describe('leases', () => {
  it('refuse the result of a job that was cancelled meanwhile', async () => {
    const { queue, video, claimed } = await setUp()
    const { id } = queue.enqueue({ type: 'download', videoId: video() }).job
    const job = claimed()
    expect(queue.cancel([id])).toEqual([id])
    expect(queue.claims.holds(job)).toBe(false)
    expect(queue.claims.complete(job, nothingFollows)).toBe(false)
    expect(queue.claims.fail(job, failure('transient'))).toBe(false)
    expect(queue.get(id)?.status).toBe('cancelled')
  })

  it('refuse the late result of an owner whose job was taken over', async () => {
    const { queue, video, claimed } = await setUp()
    const { id } = queue.enqueue({ type: 'download', videoId: video() }).job
    const late = claimed()
    queue.claims.interrupt(late, 'It died.')
    const current = claimed()
    expect(current.id).toBe(id)
    expect(queue.claims.complete(late, nothingFollows)).toBe(false)
    expect(queue.claims.complete(current, nothingFollows)).toBe(true)
  })

  it('store nothing of a result whose follow-up fails', async () => {
    const { queue, video, claimed } = await setUp()
    queue.enqueue({ type: 'download', videoId: video() })
    const job = claimed()
    const other = video()
    expect(() =>
      queue.claims.complete(job, () => {
        queue.enqueue({ type: 'transform', videoId: other })
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(queue.get(job.id)?.status).toBe('processing')
    expect(queue.intake.latestOf({ type: 'transform', videoId: other })).toBeNull()
  })
})

describe('an end of the worker or the app', () => {
  it('puts the job back and fails it once its attempts are used up', async () => {
    const { queue, video, claimed } = await setUp()
    const { id } = queue.enqueue({ type: 'download', videoId: video(), maxAttempts: 2 }).job
    queue.claims.interrupt(claimed(), 'The worker died.')
    expect(queue.get(id)).toMatchObject({ status: 'queued', attempts: 1 })
    queue.claims.interrupt(claimed(), 'The worker died.')
    expect(queue.get(id)).toMatchObject({
      status: 'failed',
      attempts: 2,
      failure: { message: 'The worker died.' },
    })
  })

  it('in good order costs no attempt', async () => {
    const { queue, video, claimed } = await setUp()
    const { id } = queue.enqueue({ type: 'download', videoId: video() }).job
    queue.claims.release(claimed())
    expect(queue.get(id)).toMatchObject({ status: 'queued', attempts: 0 })
  })
})

describe('the database', () => {
  it('keeps jobs, pause and priorities when it is opened again', async () => {
    const file = join(await temporaryFolder(), 'spool.db')
    const first = await openDatabase({ file })
    const queue = new JobQueue(first)
    const { id } = queue.enqueue({ type: 'download', videoId: newVideo(first, 1), priority: 4 }).job
    queue.pauses.pause('freeze')
    first.close()

    const second = await openDatabase({ file })
    const again = new JobQueue(second)
    expect(again.get(id)).toMatchObject({ status: 'queued', priority: 4 })
    expect(again.pauses.state()).toMatchObject({ paused: true, mode: 'freeze' })
    second.close()
  })
})
