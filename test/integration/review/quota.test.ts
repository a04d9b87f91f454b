import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../src/core/database/index.ts'
import { JobQueue } from '../../../src/core/queue/job-queue.ts'
import type { ClaimedJob } from '../../../src/core/queue/job-row.ts'
import { QuotaLedger } from '../../../src/core/review/index.ts'
import { quotaResetAfter } from '../../../src/core/review/slots.ts'
import type { Failure } from '../../../src/shared/errors.ts'
import { defaultBudgets, type BudgetName } from '../../../src/shared/quota.ts'
import { addChannel, addLegs } from '../../fixtures/legs.ts'
import { newHome } from '../core/engine.ts'

const hour = 3_600_000
const start = Date.parse('2026-11-24T20:00:00Z')

/** So many legs to a channel, all approved; nothing works on them but the test. */
async function withQueue(legs: number, uploadsADay: number) {
  const home = await newHome()
  const channel = await addChannel(home)
  const titles = Array.from({ length: legs }, (_, n) => `Video ${String(n)}`)
  const { ids } = await addLegs(home, titles, [channel])
  const database = await openDatabase({ file: join(home, 'spool.db') })
  onTestFinished(() => {
    database.close()
  })
  const clock = { now: start }
  const now = () => clock.now
  for (const id of ids) {
    database.publications.release.run({ id, hold: null, queuedAt: start, priority: 0 })
  }
  const queue = new JobQueue(database, now)
  const budgets = () => ({ ...defaultBudgets, 'videos.insert': uploadsADay })
  const ledger = new QuotaLedger({ database, budgets, now })
  const ownerId =
    database.processes.addOwner.get({ pid: 1, processStarted: 'x', now: start })?.id ?? 1
  const claim = (): ClaimedJob | null => {
    queue.beginScheduled()
    return queue.claims.take(['publish'], ownerId)
  }
  return { queue, ledger, clock, claim, database }
}

const refusal = (budget: BudgetName): Failure => ({
  ...{ kind: 'rate-limited', message: 'No more today.', details: {}, budget },
})

describe("a platform's daily budget", () => {
  it('lets go what fits today; the rest waits for the reset at no cost of an attempt', async () => {
    const { queue, ledger, clock, claim } = await withQueue(3, 2)
    const parkings = []
    for (const job of [claim(), claim(), claim()]) {
      if (!job) throw new Error('Three legs can be claimed.')
      const parking = await ledger.admit(job)
      if (parking) queue.claims.park(job, parking)
      parkings.push({ job, parking })
    }
    expect(parkings.map(({ parking }) => parking?.budget)).toEqual([
      undefined,
      undefined,
      'videos.insert',
    ])
    const reset = quotaResetAfter(start)
    const parked = parkings[2]?.job
    expect(parked && queue.get(parked.id)).toMatchObject({
      status: 'queued',
      attempts: 0,
      queuedAt: reset,
    })
    expect(ledger.entries()).toMatchObject([
      { budget: 'videos.insert', used: 2, limit: 2, parked: 1, resetAt: reset },
      { budget: 'search', used: 0 },
      { budget: 'other' },
    ])
    expect(claim()).toBeNull()
    expect(queue.nextDueAt()).toBe(reset)

    clock.now = reset
    const again = claim()
    expect(again?.id).toBe(parked?.id)
    expect(again && (await ledger.admit(again))).toBeNull()
    expect(ledger.entries()[0]).toMatchObject({ used: 1, parked: 0 })
  })

  it('is reserved once by a job, however often it is tried on one day', async () => {
    const { queue, ledger, claim } = await withQueue(1, 1)
    const job = claim()
    expect(job && (await ledger.admit(job))).toBeNull()
    if (job) queue.claims.release(job)
    const again = claim()
    expect(again && (await ledger.admit(again))).toBeNull()
    expect(ledger.entries()[0]).toMatchObject({ used: 1 })
  })

  it('is believed to be used up when the platform says so, until the reset', async () => {
    const { queue, ledger, clock, claim } = await withQueue(2, 100)
    const job = claim()
    if (!job) throw new Error('A leg can be claimed.')
    const parking = ledger.refused(job, refusal('videos.insert'))
    if (!parking) throw new Error('It waits.')
    expect(parking.until).toBe(quotaResetAfter(start))
    queue.claims.park(job, parking)
    const other = claim()
    expect(other && (await ledger.admit(other))).toEqual(parking)
    expect(ledger.entries()[0]).toMatchObject({ exhausted: true, parked: 1 })
    clock.now = parking.until
    expect(ledger.entries()[0]).toMatchObject({ exhausted: false })
    expect(other && (await ledger.admit(other))).toBeNull()
    expect(ledger.refused(job, { ...refusal('search'), budget: undefined })).toBeNull()
  })

  it("waits longer where a channel's own limit does", async () => {
    const { ledger, claim } = await withQueue(1, 100)
    const job = claim()
    const failure = { ...refusal('uploads'), retryAfterMs: 24 * hour }
    expect(job && ledger.refused(job, failure)).toEqual({
      budget: 'uploads',
      until: start + 24 * hour,
    })
    expect(job && (await ledger.admit(job))?.budget).toBe('uploads')
    expect(ledger.entries().map(({ budget }) => budget)).toContain('uploads')
  })

  it('is never overdrawn on any day, whatever comes when', async () => {
    const { ledger, clock, claim } = await withQueue(1, 3)
    const job = claim()
    if (!job) throw new Error('A leg can be claimed.')
    let nextId = 1_000
    const steps = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(steps, async (hours) => {
        const admitted = new Map<number, number>()
        clock.now = quotaResetAfter(clock.now)
        for (const step of hours) {
          clock.now += step * hour
          nextId += 1
          const day = quotaResetAfter(clock.now)
          const parking = await ledger.admit({ ...job, id: (job.id + nextId) as typeof job.id })
          const used = admitted.get(day) ?? 0
          if (parking) {
            expect(used).toBe(3)
            expect(parking.until).toBe(day)
          } else {
            admitted.set(day, used + 1)
          }
        }
        for (const used of admitted.values()) expect(used).toBeLessThanOrEqual(3)
      }),
      { numRuns: 25 },
    )
  })
})
