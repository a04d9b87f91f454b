import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { CallError } from '../../../src/renderer/src/lib/bridge.ts'
import { matchesFilter } from '../../../src/renderer/src/queue/queue-list.ts'
import { createQueue } from '../../../src/renderer/src/queue/queue-store.ts'
import type { CallInput } from '../../../src/shared/contract.ts'
import { jobStatuses, type JobStatus, type JobSummary } from '../../../src/shared/job.ts'
import { everything } from '../../../src/shared/query.ts'
import type { FoundPage, QueueFilter, QueueQuery } from '../../../src/shared/queue.ts'
import { makeJob } from './jobs.ts'

/** A queue in main: it answers a page as it is now, later, and reports changes in batches. */
function createMain(size: number) {
  const jobs = new Map<number, JobSummary>()
  const dirty = new Set<number>()
  const waiting: (() => void)[] = []
  for (let id = 1; id <= size; id += 1) jobs.set(id, makeJob(id))

  const matching = (filter: QueueFilter): JobSummary[] =>
    [...jobs.values()]
      .filter((job) => matchesFilter(filter, job.status))
      .sort((a, b) => b.id - a.id)

  function page({ query, cursor, limit }: CallInput<'queue.find'>): FoundPage {
    const rest = matching(query.group).filter((job) => cursor === null || job.id < Number(cursor))
    const shown = rest.slice(0, limit)
    return { jobs: shown, next: rest.length > limit ? String(shown.at(-1)?.id) : null, stages: [] }
  }

  return {
    jobs,
    matching,
    set: (id: number, status: JobStatus) => {
      jobs.set(id, makeJob(id, status))
      dirty.add(id)
    },
    readPage: (input: CallInput<'queue.find'>): Promise<FoundPage> => {
      const answer = page(input)
      return new Promise((resolve) => {
        waiting.push(() => {
          resolve(answer)
        })
      })
    },
    report: (limit = Infinity) => {
      const changed = [...dirty].flatMap((id) => jobs.get(id) ?? [])
      dirty.clear()
      return { jobs: changed.slice(0, limit), more: changed.length > limit }
    },
    /** Answers need not come in the order of the questions: the latest first. */
    answerOne: () => waiting.pop()?.(),
    waiting,
  }
}

function createFrames() {
  const flushes: (() => void)[] = []
  return {
    schedule: (flush: () => void) => void flushes.push(flush),
    draw: () => {
      for (const flush of flushes.splice(0)) flush()
    },
    flushes,
  }
}

const queries = new Map<QueueFilter, QueueQuery>()
/** The same query for the same group, as the window keeps it. */
function of(group: QueueFilter): QueueQuery {
  const query = queries.get(group) ?? { ...everything, group }
  queries.set(group, query)
  return query
}

/** Lets promises that are settled run on. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

function setUp(size: number) {
  const main = createMain(size)
  const frames = createFrames()
  const readPage = vi.fn(main.readPage)
  const queue = createQueue({ readPage, schedule: frames.schedule })
  const answerAll = async (): Promise<void> => {
    do {
      main.answerOne()
      await settle()
    } while (main.waiting.length > 0)
  }
  const shown = () => queue.store.getState().list.jobs
  return { main, frames, readPage, queue, answerAll, shown }
}

describe('the live list', () => {
  it('shows the first page and reads on as the end comes near', async () => {
    const { queue, answerAll, shown } = setUp(250)
    queue.setQuery(of('all'))
    expect(queue.store.getState().loading).toBe(true)
    await answerAll()
    expect(shown()).toHaveLength(140)
    queue.reach(60)
    await answerAll()
    expect(shown()).toHaveLength(140)
    queue.reach(120)
    await answerAll()
    expect(shown()).toHaveLength(240)
  })

  it('shows the first that is found while it looks for more', async () => {
    const pages: ((page: FoundPage) => void)[] = []
    const readPage = () => new Promise<FoundPage>((resolve) => void pages.push(resolve))
    const queue = createQueue({ readPage, schedule: vi.fn() })
    const shown = () => queue.store.getState().list.jobs.map(({ id }) => id)
    const answer = async (ids: number[], next: string | null) => {
      pages.shift()?.({ jobs: ids.map((id) => makeJob(id)), next, stages: [] })
      await settle()
    }
    queue.setQuery(of('all'))
    await answer([], '90')
    expect(queue.store.getState().loading).toBe(true)
    await answer([80], '70')
    expect(queue.store.getState().loading).toBe(false)
    expect(shown()).toEqual([80])
    await answer([60], null)
    expect(shown()).toEqual([80, 60])
  })

  it('takes all that comes between two pictures in one step', async () => {
    const { queue, main, frames, answerAll, shown } = setUp(3)
    queue.setQuery(of('all'))
    await answerAll()
    const redraws = vi.fn()
    queue.store.subscribe(redraws)
    for (const status of ['processing', 'failed', 'queued', 'processing'] as const) {
      main.set(2, status)
      queue.changed(main.report())
    }
    expect(frames.flushes).toHaveLength(1)
    frames.draw()
    expect(redraws).toHaveBeenCalledOnce()
    expect(shown()[1]?.status).toBe('processing')
  })

  it('keeps a change that came while an older page was on its way', async () => {
    const { queue, main, frames, answerAll, shown } = setUp(3)
    queue.setQuery(of('all'))
    main.set(3, 'failed')
    main.set(4, 'queued')
    queue.changed(main.report())
    frames.draw()
    await answerAll()
    expect(shown().map(({ id, status }) => [id, status])).toEqual([
      [4, 'queued'],
      [3, 'failed'],
      [2, 'queued'],
      [1, 'queued'],
    ])
  })

  it('shows what was asked for before until the first of the new is there', async () => {
    const { queue, main, answerAll, shown } = setUp(3)
    main.set(1, 'failed')
    queue.setQuery(of('all'))
    await answerAll()
    queue.setQuery(of('failed'))
    expect(queue.store.getState()).toMatchObject({ query: of('failed'), loading: true })
    expect(shown().map((job) => job.id)).toEqual([3, 2, 1])
    await answerAll()
    expect(queue.store.getState()).toMatchObject({ query: of('failed'), loading: false })
    expect(shown().map((job) => job.id)).toEqual([1])
  })

  it('forgets the answer for a filter that was left', async () => {
    const { queue, main, answerAll, shown } = setUp(3)
    main.set(1, 'failed')
    queue.setQuery(of('all'))
    queue.setQuery(of('failed'))
    await answerAll()
    expect(shown().map((job) => job.id)).toEqual([1])
  })

  it('reads again when too much changed to be told, and finishes though it goes on', async () => {
    const { queue, main, frames, answerAll, shown, readPage } = setUp(50)
    queue.setQuery(of('all'))
    await answerAll()
    for (let round = 0; round < 5; round += 1) {
      for (let id = 1; id <= 20; id += 1) main.set(id, round % 2 === 0 ? 'failed' : 'processing')
      queue.changed(main.report(5))
      frames.draw()
    }
    await answerAll()
    expect(shown()).toEqual(main.matching('all'))
    expect(readPage.mock.calls.length).toBeLessThanOrEqual(4)
  })

  it('says why it could not be read, and recovers', async () => {
    const frames = createFrames()
    const readPage = vi.fn((): Promise<FoundPage> =>
      Promise.reject(new CallError({ kind: 'disk', message: 'The disk is full.' })),
    )
    const queue = createQueue({ readPage, schedule: frames.schedule })
    queue.setQuery(of('all'))
    await settle()
    expect(queue.store.getState()).toMatchObject({ loading: false, failure: 'The disk is full.' })
    readPage.mockResolvedValue({ jobs: [makeJob(1)], next: null, stages: [] })
    queue.reload()
    await settle()
    expect(queue.store.getState()).toMatchObject({ failure: null })
    expect(queue.store.getState().list.jobs).toHaveLength(1)

    // Nothing stands for what could not be read, least of all what was asked for before.
    readPage.mockRejectedValue(new CallError({ kind: 'disk', message: 'The disk is full.' }))
    queue.setQuery(of('failed'))
    await settle()
    expect(queue.store.getState()).toMatchObject({ list: { query: of('failed'), jobs: [] } })
  })

  it('ends up as a fresh read would, however changes, pages and pictures interleave', async () => {
    const step = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          do: fc.constant('set' as const),
          id: fc.integer({ min: 1, max: 400 }),
          status: fc.constantFrom(...jobStatuses),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constantFrom(
            'report' as const,
            'report few' as const,
            'draw' as const,
            'answer' as const,
          ),
        }),
      },
      fc.record({
        do: fc.constant('filter' as const),
        filter: fc.constantFrom<QueueFilter>('all', 'failed', 'waiting', 'done'),
      }),
      fc.record({ do: fc.constant('reach' as const), index: fc.integer({ min: 0, max: 300 }) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const { queue, main, frames, answerAll, shown } = setUp(300)
        const report = (limit?: number): void => {
          queue.changed(main.report(limit))
        }
        queue.setQuery(of('all'))
        for (const action of steps) {
          if (action.do === 'set') main.set(action.id, action.status)
          else if (action.do === 'report') report()
          else if (action.do === 'report few') report(2)
          else if (action.do === 'draw') frames.draw()
          else if (action.do === 'filter') queue.setQuery(of(action.filter))
          else if (action.do === 'reach') queue.reach(action.index)
          else {
            main.answerOne()
            await settle()
          }
        }
        report()
        frames.draw()
        await answerAll()

        const { list } = queue.store.getState()
        const fresh = main.matching(list.query.group)
        expect(shown()).toEqual(fresh.filter((job) => job.id >= list.floor))
        queue.reach(Infinity)
        await answerAll()
        expect(shown()).toEqual(fresh)
      }),
      { numRuns: 200 },
    )
  })
})
