import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDatabase } from '../../../src/core/database/index.ts'
import { listFace } from '../../../src/core/engine/lists.ts'
import { JobQueue } from '../../../src/core/queue/job-queue.ts'
import { jobTypes, type JobId, type JobType } from '../../../src/shared/job.ts'
import { everything } from '../../../src/shared/query.ts'
import type { QueueFilter, QueueQuery } from '../../../src/shared/queue.ts'
import { temporaryFolder } from './temporary.ts'

const groups: readonly QueueFilter[] = ['all', 'running', 'waiting', 'failed', 'done']
const words = ['Making of', 'Interview 100%', 'Trailer_2', 'Behind the scenes']

/** Jobs of every state, stage and title. */
async function setUp(videos: number) {
  const database = await openDatabase({ file: join(await temporaryFolder(), 'spool.db') })
  const queue = new JobQueue(database)
  const owner = database.processes.addOwner.get({ pid: 1, processStarted: 'x', now: 0 })
  const titles = new Map<JobId, string>()
  for (let n = 0; n < videos; n += 1) {
    const title = `${words[n % words.length] ?? ''} ${n}`
    const video = database.library.addVideo.get({
      ...{ site: 't', siteId: String(n), title, location: `/${n}`, now: 0 },
      ...({ durationSeconds: null, publishedAt: null, bytes: null, fetch: 'direct' } as const),
    })
    if (!video) throw new Error('no row')
    for (const type of jobTypes.slice(1, 2 + (n % 3))) {
      const { job } = queue.enqueue({ type, videoId: video.id, maxAttempts: 1 })
      titles.set(job.id, title)
      if (n % 5 === 0) queue.cancel([job.id])
      if (n % 5 !== 1) continue
      const claimed = queue.claims.take([type], owner?.id ?? 0)
      if (claimed && n % 2 === 0) {
        queue.claims.fail(claimed, { kind: 'auth', message: 'No.', details: { cause: 'private' } })
      }
    }
  }
  const lists = listFace({
    database,
    summaries: (ids) =>
      ids.flatMap((id) => {
        const job = queue.get(id)
        const title = titles.get(id) ?? ''
        const extra = { title, preset: null, place: null, error: null, progress: null }
        return job ? [{ ...job, ...extra }] : []
      }),
    cancel: (ids) => queue.cancel(ids),
    retry: (ids) => queue.retry(ids),
    prioritise: (ids, priority) => queue.prioritise(ids, priority),
    top: (ids) => queue.moveToTop(ids),
    putBeside: (ids, beside) => queue.putBeside(ids, beside),
    waitReason: () => null,
  })
  return { database, queue, lists, titles }
}

type Lists = Awaited<ReturnType<typeof setUp>>['lists']

function whole(lists: Lists, query: QueueQuery): JobId[] {
  const ids: JobId[] = []
  let cursor: string | null = null
  do {
    const page = lists.find(query, cursor, 7)
    ids.push(...page.jobs.map(({ id }) => id))
    cursor = page.next
  } while (cursor !== null)
  return ids
}

it('finds by any mixture exactly what a look at every job finds', async () => {
  const { database, queue, lists, titles } = await setUp(90)
  const all = [...titles.keys()].flatMap((id) => queue.get(id) ?? []).reverse()
  const inGroup: Record<QueueFilter, readonly string[] | null> = {
    all: null,
    running: ['processing'],
    waiting: ['queued', 'retrying'],
    failed: ['failed'],
    done: ['completed', 'cancelled'],
  }
  const texts = ['', 'a', 'trailer_2', '100%', 'behind the', 'scenes 43', 'nowhere', '%', '"x']
  let found = 0
  for (const group of groups) {
    for (const type of [null, 'download', 'publish'] satisfies (JobType | null)[]) {
      for (const text of texts) {
        for (const byVideo of [false, true]) {
          const query = { ...everything, group, type, text, byVideo }
          const fitting = all.filter(
            (job) =>
              (inGroup[group]?.includes(job.status) ?? true) &&
              (type === null || type === job.type) &&
              (titles.get(job.id) ?? '').toLowerCase().includes(text.toLowerCase()),
          )
          const seen = new Set<unknown>()
          const expected = byVideo
            ? fitting.filter(({ videoId }) => !seen.has(videoId) && seen.add(videoId))
            : fitting
          expect(whole(lists, query), JSON.stringify(query)).toEqual(expected.map(({ id }) => id))
          found += expected.length
        }
      }
    }
  }
  expect(found).toBeGreaterThan(1_000)
  const byCause = whole(lists, { ...everything, group: 'failed', cause: 'private' })
  expect(byCause).toEqual(all.filter(({ status }) => status === 'failed').map(({ id }) => id))
  expect(lists.find({ ...everything, byVideo: true }, null, 5).stages.length).toBeGreaterThan(4)
  expect(lists.find(everything, 'nonsense', 5)).toEqual({ jobs: [], stages: [], next: null })
  database.close()
})

it('does something to all that fit, and can take it back', async () => {
  const { database, queue, lists } = await setUp(40)
  const query = { ...everything, group: 'waiting', text: 'making' } as const
  const waiting = whole(lists, query)
  expect(waiting.length).toBeGreaterThan(5)
  const cancelled = await lists.act(query, { kind: 'cancel' })
  expect(new Set(cancelled)).toEqual(new Set(waiting))
  expect(whole(lists, query)).toEqual([])
  expect(queue.retry(cancelled)).toHaveLength(waiting.length)
  expect(await lists.act(query, { kind: 'prioritise', priority: 6 })).toHaveLength(waiting.length)
  database.close()
})

it('moves waiting jobs before all others of their stage, in the order named', async () => {
  const { database, queue, lists } = await setUp(40)
  const owner = database.processes.addOwner.get({ pid: 2, processStarted: 'x', now: 0 })
  const waiting = whole(lists, { ...everything, group: 'waiting', type: 'download' })
  const [last, beforeLast, first] = [waiting[0], waiting[1], waiting.at(-1)]
  if (!last || !beforeLast || !first) throw new Error('too few')
  queue.prioritise([first], 6)
  expect(lists.top([last, beforeLast])).toHaveLength(2)
  const claim = () => queue.claims.take(['download'], owner?.id ?? 0)?.id
  expect([claim(), claim(), claim()]).toEqual([last, beforeLast, first])
  database.close()
})
