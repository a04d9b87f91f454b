import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openDatabase } from '../../../src/core/database/index.ts'
import { JobQueue } from '../../../src/core/queue/job-queue.ts'
import type { ClaimedJob } from '../../../src/core/queue/job-row.ts'
import { statisticsOf } from '../../../src/core/engine/figures.ts'
import { backoffMs } from '../../../src/shared/backoff.ts'
import { isRetryable } from '../../../src/shared/errors.ts'
import {
  jobStatuses,
  jobTypes,
  videoIdSchema,
  type JobId,
  type JobStatus,
} from '../../../src/shared/job.ts'
import { temporaryFolder } from './temporary.ts'

/** What the specification says a queue is, in the plainest form there is. */
interface ModelJob {
  id: JobId
  video: number
  status: JobStatus
  priority: number
  attempts: number
  maxAttempts: number
  queuedAt: number
}

const videos = 4
const step = fc.oneof(
  fc.record({
    do: fc.constant('enqueue' as const),
    video: fc.integer({ min: 1, max: videos }),
    priority: fc.integer({ min: 0, max: 10 }),
    maxAttempts: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ do: fc.constant('claim' as const) }),
  fc.record({
    do: fc.constantFrom('complete', 'interrupt', 'release', 'stale' as const),
    pick: fc.nat(),
  }),
  fc.record({
    do: fc.constant('fail' as const),
    kind: fc.constantFrom('transient', 'gone', 'rate-limited', 'bug' as const),
    pick: fc.nat(),
  }),
  fc.record({ do: fc.constantFrom('cancel', 'retry' as const), pick: fc.nat() }),
  fc.record({ do: fc.constantFrom('pause', 'resume', 'promote' as const) }),
  // Clocks are set back, too.
  fc.record({ do: fc.constant('clock' as const), by: fc.integer({ min: -2_000, max: 5_000 }) }),
)

const isActive = ({ status }: ModelJob) => ['queued', 'processing', 'retrying'].includes(status)

it('does what the state table says, whatever happens in whatever order', async () => {
  const folder = await temporaryFolder()
  let runs = 0
  const property = fc.asyncProperty(
    fc.array(step, { minLength: 5, maxLength: 60 }),
    async (steps) => {
      const database = await openDatabase({ file: join(folder, `${++runs}.db`) })
      const clock = { now: 1_000_000 }
      const queue = new JobQueue(database, () => clock.now)
      const owner = database.processes.addOwner.get({ pid: 1, processStarted: 'x', now: 0 })
      for (let video = 1; video <= videos; video++) {
        database.library.addVideo.run({
          ...{ site: 't', siteId: String(video), title: 'v', location: '/x.mp4', now: 0 },
          ...({ durationSeconds: null, publishedAt: null, bytes: null, fetch: 'direct' } as const),
        })
      }
      const model: ModelJob[] = []
      const held = new Map<JobId, ClaimedJob>()
      const old: ClaimedJob[] = []
      let paused = false
      const take = (pick: number) => {
        const claims = [...held.values()]
        const claim = claims[pick % Math.max(claims.length, 1)]
        const job = claim && model.find(({ id }) => id === claim.id)
        if (!claim || !job) return null
        held.delete(claim.id)
        old.push(claim)
        return { claim, job }
      }

      for (const action of steps) {
        switch (action.do) {
          case 'enqueue': {
            const { video, priority, maxAttempts } = action
            const present = model.find((job) => job.video === video && isActive(job))
            const { job, created } = queue.enqueue({
              type: 'download',
              videoId: videoIdSchema.parse(video),
              priority,
              maxAttempts,
            })
            expect(created).toBe(!present)
            if (present) present.priority = Math.max(present.priority, priority)
            else {
              model.push({
                ...{ id: job.id, video, priority, maxAttempts },
                ...{ status: 'queued', attempts: 0, queuedAt: clock.now },
              })
            }
            break
          }
          case 'claim': {
            const [next] = model
              .filter((job) => job.status === 'queued')
              .sort((a, b) => b.priority - a.priority || a.queuedAt - b.queuedAt || a.id - b.id)
            const claim = queue.claims.take(jobTypes, owner?.id ?? 0)
            expect(claim?.id).toBe(paused ? undefined : next?.id)
            if (!claim || !next) break
            held.set(claim.id, claim)
            next.status = 'processing'
            next.attempts += 1
            break
          }
          case 'complete': {
            const taken = take(action.pick)
            if (!taken) break
            const holds = taken.job.status === 'processing'
            expect(queue.claims.complete(taken.claim, () => [])).toBe(holds)
            if (holds) taken.job.status = 'completed'
            break
          }
          case 'fail': {
            const taken = take(action.pick)
            if (!taken) break
            const { claim, job } = taken
            const holds = job.status === 'processing'
            const failure = { kind: action.kind, message: 'no', details: {} }
            expect(queue.claims.fail(claim, failure)).toBe(holds)
            if (!holds) break
            const again = isRetryable(action.kind) && job.attempts < job.maxAttempts
            job.status = again ? 'retrying' : 'failed'
            if (again) job.queuedAt = clock.now + backoffMs(job.attempts)
            break
          }
          case 'interrupt': {
            const taken = take(action.pick)
            if (!taken) break
            const { claim, job } = taken
            const holds = job.status === 'processing'
            expect(queue.claims.interrupt(claim, 'died')).toBe(holds)
            if (holds) job.status = job.attempts < job.maxAttempts ? 'queued' : 'failed'
            break
          }
          case 'release': {
            const taken = take(action.pick)
            if (!taken) break
            const { claim, job } = taken
            const holds = job.status === 'processing'
            expect(queue.claims.release(claim)).toBe(holds)
            if (!holds) break
            job.status = 'queued'
            job.attempts -= 1
            break
          }
          case 'stale': {
            const claim = old[action.pick % Math.max(old.length, 1)]
            if (!claim || held.get(claim.id) === claim) break
            expect(queue.claims.release(claim)).toBe(false)
            expect(queue.claims.interrupt(claim, 'late')).toBe(false)
            break
          }
          case 'cancel': {
            const job = model[action.pick % Math.max(model.length, 1)]
            if (!job) break
            expect(queue.cancel([job.id])).toEqual(isActive(job) ? [job.id] : [])
            if (isActive(job)) job.status = 'cancelled'
            break
          }
          case 'retry': {
            const job = model[action.pick % Math.max(model.length, 1)]
            if (!job) break
            const twin = model.some((other) => other.video === job.video && isActive(other))
            const possible = ['failed', 'cancelled'].includes(job.status) && !twin
            // What it held before it was cancelled is worth nothing any more.
            const claim = held.get(job.id)
            if (claim) old.push(claim)
            if (possible) held.delete(job.id)
            expect(queue.retry([job.id])).toEqual(possible ? [job.id] : [])
            if (!possible) break
            job.status = 'queued'
            job.attempts = 0
            job.queuedAt = clock.now
            break
          }
          case 'promote': {
            const due = model.filter((j) => j.status === 'retrying' && j.queuedAt <= clock.now)
            expect(queue.promoteRetrying().sort()).toEqual(due.map(({ id }) => id).sort())
            for (const job of due) job.status = 'queued'
            break
          }
          case 'pause':
            queue.pauses.pause('finish')
            paused = true
            break
          case 'resume':
            queue.pauses.resume()
            paused = false
            break
          case 'clock':
            clock.now += action.by
            break
        }
      }

      for (const job of model) {
        const { status, attempts, priority } = job
        expect(queue.get(job.id)).toMatchObject({ status, attempts, priority })
      }
      const statistics = statisticsOf(database, 'download')
      for (const status of jobStatuses) {
        expect(statistics[status]).toBe(model.filter((job) => job.status === status).length)
      }
      expect(statistics.totalJobs).toBe(model.length)
      expect(database.check()).toEqual([])
      database.close()
    },
  )
  await fc.assert(property, { numRuns: 150 })
}, 120_000)
