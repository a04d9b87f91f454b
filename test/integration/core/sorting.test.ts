import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDatabase } from '../../../src/core/database/index.ts'
import { JobQueue } from '../../../src/core/queue/job-queue.ts'
import type { Job, JobId } from '../../../src/shared/job.ts'
import { everything } from '../../../src/shared/query.ts'
import type { QueueQuery } from '../../../src/shared/queue.ts'
import { temporaryFolder } from './temporary.ts'

/** So many are more than are put in order at once, and more than one page looks at. */
async function setUp(videos: number) {
  const database = await openDatabase({ file: join(await temporaryFolder(), 'spool.db') })
  const queue = new JobQueue(database)
  const titles = new Map<number, string>()
  const jobs = database.transaction(() =>
    Array.from({ length: videos }, (_, n) => {
      const title = `${n % 2 === 0 ? 'take' : 'Take'} ${(n * 7_919) % videos}`
      const video = database.library.addVideo.get({
        ...{ site: 't', siteId: String(n), title, location: `/${n}`, now: 0 },
        ...({ durationSeconds: null, publishedAt: null, bytes: null, fetch: 'direct' } as const),
      })
      if (!video) throw new Error('no row')
      titles.set(video.id, title)
      return { type: 'download', videoId: video.id, priority: n % 4 } as const
    }),
  )
  const ids = queue.enqueueAll(jobs).map(({ job }) => job.id)
  queue.cancel(ids.filter((_id, index) => index % 3 === 0))
  const all = ids.flatMap((id) => queue.get(id) ?? [])
  return { database, queue, all, titleOf: (job: Job) => titles.get(job.videoId ?? 0) ?? '' }
}

type Database = Awaited<ReturnType<typeof setUp>>['database']

function whole(database: Database, query: QueueQuery): JobId[] {
  const ids: JobId[] = []
  let cursor: string | null = null
  do {
    const page = database.finder.findSorted(query, cursor, 200)
    ids.push(...page.ids)
    cursor = page.next
  } while (cursor !== null)
  return ids
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)
const rank = ({ status }: Job): number => (status === 'queued' ? 0 : 1)

it('sorts any number of jobs page by page, and misses and doubles none', async () => {
  const { database, all, titleOf } = await setUp(6_500)
  const byTitle = (a: Job, b: Job): number =>
    compare(titleOf(a).toLowerCase(), titleOf(b).toLowerCase()) ||
    compare(a.videoId ?? 0, b.videoId ?? 0)
  const orders: [QueueQuery['sort'], (a: Job, b: Job) => number][] = [
    ['oldest', (a, b) => a.id - b.id],
    ['state', (a, b) => rank(a) - rank(b) || b.id - a.id],
    [
      'urgency',
      (a, b) =>
        rank(a) - rank(b) || b.priority - a.priority || a.queuedAt - b.queuedAt || a.id - b.id,
    ],
    ['title', byTitle],
  ]
  for (const [sort, order] of orders) {
    const expected = all.toSorted(order).map(({ id }) => id)
    expect(whole(database, { ...everything, sort }), sort).toEqual(expected)
    const waiting = all.filter(({ status }) => status === 'queued')
    expect(whole(database, { ...everything, sort, group: 'waiting' }), sort).toEqual(
      waiting.toSorted(order).map(({ id }) => id),
    )
    const found = all.filter((job) => titleOf(job).includes('ake 77'))
    expect(whole(database, { ...everything, sort, text: 'ake 77' }), sort).toEqual(
      found.toSorted(order).map(({ id }) => id),
    )
  }
  database.close()
})

it('puts jobs where they are dropped, whatever waits as long as they do', async () => {
  const { database, queue } = await setUp(60)
  const query = { ...everything, group: 'waiting', sort: 'urgency' } as const
  const order = () => whole(database, query)
  let expected = order()
  const move = (from: number, to: number, side: 'before' | 'after') => {
    const [id, beside] = [expected[from], expected[to]]
    if (id === undefined || beside === undefined) throw new Error('There are not so many.')
    expect(queue.putBeside([id], { id: beside, side })).toEqual([id])
    const left = expected.filter((other) => other !== id)
    left.splice(left.indexOf(beside) + (side === 'after' ? 1 : 0), 0, id)
    expected = left
    expect(order()).toEqual(expected)
  }
  move(7, 2, 'before')
  move(2, 7, 'after')
  move(0, 1, 'after')
  move(39, 0, 'before')
  move(20, 39, 'after')
  // The same place again and again, until there is no room between two.
  for (let round = 0; round < 5; round += 1) move(20 + round, 3, 'before')
  expect(queue.get(expected[0] ?? (0 as JobId))?.priority).toBe(3)

  const [first, second, third] = expected
  if (first === undefined || second === undefined || third === undefined) throw new Error('few')
  expect(queue.putBeside([second, third], { id: first, side: 'before' })).toEqual([second, third])
  expect(order().slice(0, 3)).toEqual([second, third, first])
  queue.cancel([first])
  expect(queue.putBeside([second], { id: first, side: 'before' })).toEqual([])
  expect(queue.putBeside([first], { id: second, side: 'before' })).toEqual([])
  database.close()
})
