import { dirname, join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { openEngine } from '../../../src/core/index.ts'
import { sourceIdSchema } from '../../../src/shared/job.ts'
import { everything } from '../../../src/shared/query.ts'
import type { QueueFilter, QueueQuery } from '../../../src/shared/queue.ts'
import { perCall, summarise } from '../measure.ts'
import type { Result, Suite } from '../result.ts'
import { copyOf, makeTemplate } from './template.ts'

const jobs = 1_000_000
const rounds = 20
const filters: readonly QueueFilter[] = ['all', 'running', 'waiting', 'failed', 'done']
/** What the queue can be sorted and narrowed by, alone and together. */
const narrowed: [string, Partial<QueueQuery>][] = [
  ['by video', { byVideo: true }],
  ['in the order of work', { sort: 'urgency' }],
  ['waiting, in the order of work', { sort: 'urgency', group: 'waiting' }],
  ['by state', { sort: 'state' }],
  ['by title', { sort: 'title' }],
  ['of one stage', { type: 'transform' }],
  ['of one source', { sourceId: sourceIdSchema.parse(7) }],
  ['of one preset', { preset: 'youtube-1080p' }],
  ['of one cause', { group: 'failed', cause: 'transient' }],
  ['with words in every title', { text: 'long series' }],
  ['with words in few titles', { text: 'Episode 77777' }],
  [
    'waiting, of one stage and source, with words, by video',
    {
      group: 'waiting',
      type: 'publish',
      sourceId: sourceIdSchema.parse(7),
      text: 'long',
      byVideo: true,
    },
  ],
]
const nobody = () => {
  throw new Error('Nothing is to run while this is measured.')
}

/** What a screen and a start cost when the queue is a million jobs long. */
export const length: Suite = {
  name: 'A queue of 1,000,000 jobs',
  async run(folder, log) {
    log('1,000,000 jobs: figures, pages, a start')
    const template = join(folder, 'template-length.db')
    await makeTemplate(template, jobs, 0)
    const home = dirname(copyOf(template, folder, 'length'))
    const results: Result[] = []
    const engine = await openEngine({ home })
    const ms = async (work: () => unknown) => {
      const values: number[] = []
      for (let round = 0; round < rounds; round++) values.push(await perCall(10, work))
      return summarise(values)
    }
    results.push({
      name: 'statistics',
      unit: 'ms',
      summary: await ms(() => engine.queue.getStatistics()),
      target: { atMost: 1 },
    })
    for (const filter of filters) {
      const first = engine.page(filter, null, 100)
      results.push({
        name: `a page of 100, filter “${filter}”`,
        unit: 'ms',
        summary: await ms(() => engine.page(filter, first.next, 100)),
        target: { atMost: 5 },
      })
    }
    for (const [name, query] of narrowed) {
      const first = engine.lists.find({ ...everything, ...query }, null, 100)
      results.push({
        name: `a page of 100, ${name}`,
        unit: 'ms',
        summary: await ms(() => engine.lists.find({ ...everything, ...query }, first.next, 100)),
        target: { atMost: 5 },
      })
    }
    await engine.close()
    results.push(await start(template, folder))
    return results
  },
}

/** Opening the database and taking over from an engine that died with 50 jobs in hand. */
async function start(template: string, folder: string): Promise<Result> {
  const values: number[] = []
  const file = copyOf(template, folder, 'start')
  for (let round = 0; round < 9; round++) {
    const sqlite = new SqliteDatabase(file)
    sqlite.exec(`
      insert into owner (pid, process_started, heartbeat_at) values (2147483646, 'gone', 0);
      update job set status = 'processing', attempts = 1, lease = lease + 1, started_at = 0,
        owner_id = (select max(id) from owner)
        where id in (select id from job where status = 'queued' limit 50)`)
    sqlite.close()
    const begun = performance.now()
    const engine = await openEngine({ home: dirname(file) })
    await engine.start({ launchWorker: nobody, tools: nobody, dispatch: false })
    values.push(performance.now() - begun)
    await engine.close()
  }
  return {
    name: 'open and recover 50 interrupted jobs',
    unit: 'ms',
    summary: summarise(values),
    target: { atMost: 200 },
  }
}
