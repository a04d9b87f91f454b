import { describe, expect, it } from 'vitest'
import {
  appendPage,
  applyChanges,
  emptyList,
  findJob,
  indexOfId,
  matchesFilter,
  movesRows,
  type QueueList,
} from '../../../src/renderer/src/queue/queue-list.ts'
import { jobStatuses } from '../../../src/shared/job.ts'
import { everything } from '../../../src/shared/query.ts'
import { queueFilterSchema, type QueueFilter } from '../../../src/shared/queue.ts'
import { makeJob } from './jobs.ts'

const ids = (list: QueueList): number[] => list.jobs.map((job) => job.id)

const listOf = (filter: QueueFilter, jobs: ReturnType<typeof makeJob>[], next: string | null) =>
  appendPage(emptyList({ ...everything, group: filter }), { jobs, next, stages: [] })

describe('a list of jobs', () => {
  it('grows by pages, and a row that is there already is not doubled', () => {
    const first = listOf('all', [makeJob(9), makeJob(8)], '8')
    const both = appendPage(first, { jobs: [makeJob(8), makeJob(7)], next: null, stages: [] })
    expect(ids(both)).toEqual([9, 8, 7])
    expect(both.next).toBeNull()
  })

  it('replaces what changed in place and leaves the other rows the same objects', () => {
    const list = listOf('all', [makeJob(3), makeJob(2), makeJob(1)], null)
    const changed = applyChanges(list, [makeJob(2, 'processing')])
    expect(changed.jobs[1]?.status).toBe('processing')
    expect(changed.jobs[0]).toBe(list.jobs[0])
    expect(changed.jobs[2]).toBe(list.jobs[2])
  })

  it('puts new jobs on top, newest first', () => {
    const list = listOf('all', [makeJob(2), makeJob(1)], null)
    expect(ids(applyChanges(list, [makeJob(3), makeJob(4)]))).toEqual([4, 3, 2, 1])
  })

  it('drops a job that left the filter and takes it back when it returns', () => {
    const list = listOf('failed', [makeJob(5, 'failed'), makeJob(3, 'failed')], '3')
    const without = applyChanges(list, [makeJob(3, 'queued')])
    expect(ids(without)).toEqual([5])
    expect(ids(applyChanges(without, [makeJob(3, 'failed')]))).toEqual([5, 3])
  })

  it('leaves out jobs below what is loaded: their page will bring them', () => {
    const list = listOf('all', [makeJob(9), makeJob(8)], '8')
    expect(applyChanges(list, [makeJob(4, 'failed')])).toBe(list)
  })

  it('is the same object when nothing in it changed', () => {
    const list = listOf('running', [makeJob(2, 'processing')], null)
    expect(applyChanges(list, [makeJob(7, 'queued')])).toBe(list)
    expect(applyChanges(list, [])).toBe(list)
  })

  it('finds a job by its id, and the place where it would be', () => {
    const { jobs } = listOf('all', [makeJob(9), makeJob(5), makeJob(2)], null)
    expect(findJob(jobs, 5)?.id).toBe(5)
    expect(findJob(jobs, 4)).toBeUndefined()
    expect([10, 9, 6, 1].map((id) => indexOfId(jobs, id))).toEqual([0, 0, 1, 3])
  })
})

describe('the filters', () => {
  it('put every state under exactly one tab beside All', () => {
    for (const status of jobStatuses) {
      const matching = queueFilterSchema.options.filter((filter) => matchesFilter(filter, status))
      expect(matching).toHaveLength(2)
      expect(matching).toContain('all')
    }
  })
})

describe('a list in another order', () => {
  const sorted = appendPage(emptyList({ ...everything, sort: 'urgency' }), {
    jobs: [makeJob(5), makeJob(9), makeJob(2)],
    next: '[0,0,0,2]',
    stages: [],
  })

  it('knows where a row is', () => {
    expect([5, 9, 2].map((id) => indexOfId(sorted.jobs, id))).toEqual([0, 1, 2])
    expect(findJob(sorted.jobs, 7)).toBeUndefined()
  })

  it('replaces a row in place and puts in none', () => {
    const changed = applyChanges(sorted, [makeJob(9, 'processing'), makeJob(12)])
    expect(ids(changed)).toEqual([5, 9, 2])
    expect(changed.jobs[1]?.status).toBe('processing')
  })

  it('has to be read again when rows move or come, and only then', () => {
    const [first] = sorted.jobs
    if (!first) throw new Error('The list is empty.')
    expect(movesRows(sorted, [{ ...first, attempts: 2 }])).toBe(false)
    expect(movesRows(sorted, [{ ...first, priority: 6 }])).toBe(true)
    expect(movesRows(sorted, [makeJob(9, 'processing')])).toBe(true)
    expect(movesRows(sorted, [makeJob(12)])).toBe(true)
    expect(movesRows(listOf('all', [makeJob(1)], null), [makeJob(12)])).toBe(false)
  })
})
