import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { perCall, summarise, timed, type Summary } from '../measure.ts'
import type { Result, Suite } from '../result.ts'
import { openFloor } from './floor.ts'
import { withRedis } from './redis.ts'
import { openSpool } from './spool.ts'
import { copyOf, makeTemplate } from './template.ts'

const sizes = [0, 100_000, 1_000_000]
const rounds = 15
const callsPerRound = 100
const bulk = 10_000
const bulkRounds = 5

const peersFolder = join(import.meta.dirname, '..', 'peers')
const peerSchema = z.object({
  enqueue: z.number(),
  cycle: z.number(),
  enqueueMany: z.number().nullable(),
})
type PeerFigures = z.infer<typeof peerSchema>

interface Contender {
  enqueue(videoId: number): void
  enqueueMany(videoIds: readonly number[]): void
  claimAndComplete(): void
  close(): void
}

interface Figures {
  enqueue: number[]
  cycle: number[]
  enqueueMany: number[]
}

/** Spool and the floor take turns on copies of the same database, so that neither has the better minute. */
async function compare(folder: string, jobs: number) {
  const spare = rounds * callsPerRound + bulkRounds * bulk
  const template = join(folder, `template-${jobs}.db`)
  const firstSpare = await makeTemplate(template, jobs, spare)
  const contenders: Record<'spool' | 'floor', Contender> = {
    spool: await openSpool(copyOf(template, folder, `spool-${jobs}`)),
    floor: openFloor(copyOf(template, folder, `floor-${jobs}`)),
  }
  const figures: Record<'spool' | 'floor', Figures> = {
    spool: { enqueue: [], cycle: [], enqueueMany: [] },
    floor: { enqueue: [], cycle: [], enqueueMany: [] },
  }
  const names = ['spool', 'floor'] as const
  let next = firstSpare
  for (let round = 0; round < rounds; round++) {
    const first = next
    next += callsPerRound
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      let video = first
      const contender = contenders[name]
      const enqueue = () => {
        contender.enqueue(video++)
      }
      const cycle = () => {
        contender.claimAndComplete()
      }
      figures[name].enqueue.push(await perCall(callsPerRound, enqueue))
      figures[name].cycle.push(await perCall(callsPerRound, cycle))
    }
  }
  for (let round = 0; round < bulkRounds; round++) {
    const ids = Array.from({ length: bulk }, () => next++)
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      figures[name].enqueueMany.push(
        await timed(() => {
          contenders[name].enqueueMany(ids)
        }),
      )
    }
  }
  for (const name of names) contenders[name].close()
  return { template, figures }
}

async function measurePeer(name: string, place: string, jobs: number): Promise<PeerFigures> {
  const run = promisify(execFile)
  const args = [join(peersFolder, 'run.ts'), name, place, String(jobs), '500', String(bulk)]
  const { stdout } = await run(process.execPath, args, { cwd: peersFolder, timeout: 900_000 })
  const line = stdout.trimEnd().split('\n').at(-1) ?? ''
  return peerSchema.parse(JSON.parse(line))
}

const once = (value: number): Summary => summarise([value])
const ratio = (ours: readonly number[], theirs: readonly number[]): Summary =>
  summarise(ours.map((value, round) => (theirs[round] ?? NaN) / value))

function results(jobs: number, { spool, floor }: Record<'spool' | 'floor', Figures>): Result[] {
  const at = `at ${jobs.toLocaleString('en')} jobs`
  const micro = (values: readonly number[]) => summarise(values.map((ms) => ms * 1_000))
  return [
    { name: `enqueue one, ${at}`, unit: 'µs', summary: micro(spool.enqueue) },
    {
      name: `… speed of the floor`,
      unit: '×',
      summary: ratio(spool.enqueue, floor.enqueue),
      target: { atLeast: 0.8 },
    },
    { name: `claim + complete, ${at}`, unit: 'µs', summary: micro(spool.cycle) },
    {
      name: `… speed of the floor`,
      unit: '×',
      summary: ratio(spool.cycle, floor.cycle),
      target: { atLeast: 0.8 },
    },
    {
      name: `enqueue 10,000 in one call, ${at}`,
      unit: 'ms',
      summary: summarise(spool.enqueueMany),
    },
    {
      name: `… speed of the floor`,
      unit: '×',
      summary: ratio(spool.enqueueMany, floor.enqueueMany),
      target: { atLeast: 0.8 },
    },
  ]
}

/** How much dearer a call is at the longest queue than at the shortest. */
function growth(shortest: Figures, longest: Figures): Result[] {
  const middle = (values: readonly number[]) => summarise(values).median
  const row = (name: string, key: keyof Figures): Result => ({
    name: `${name}, at 1,000,000 jobs against none`,
    unit: '×',
    summary: once(middle(longest[key]) / middle(shortest[key])),
    target: { atMost: 1.3 },
  })
  return [
    row('enqueue one', 'enqueue'),
    row('claim + complete', 'cycle'),
    row('enqueue 10,000', 'enqueueMany'),
  ]
}

function against(
  name: string,
  jobs: number,
  peer: PeerFigures,
  { spool }: { spool: Figures },
): Result[] {
  const row = (what: string, theirs: number, ours: readonly number[]): Result => ({
    name: `${name}: ${what} takes as long as Spool's, at ${jobs.toLocaleString('en')} jobs`,
    unit: '×',
    summary: once(theirs / summarise(ours).median),
    target: { atLeast: 1 },
  })
  return [
    row('enqueue', peer.enqueue, spool.enqueue),
    row('claim + complete', peer.cycle, spool.cycle),
    ...(peer.enqueueMany === null
      ? []
      : [row('enqueue 10,000', peer.enqueueMany, spool.enqueueMany)]),
  ]
}

export const throughput: Suite = {
  name: 'The queue: enqueue, claim and complete',
  async run(folder, log) {
    const all: Result[] = []
    const bySize = new Map<number, Record<'spool' | 'floor', Figures>>()
    for (const jobs of sizes) {
      log(`${jobs.toLocaleString('en')} jobs: Spool and the floor`)
      const { figures } = await compare(folder, jobs)
      bySize.set(jobs, figures)
      all.push(...results(jobs, figures))
    }
    const [shortest, longest] = [bySize.get(0), bySize.get(1_000_000)]
    if (shortest && longest) all.push(...growth(shortest.spool, longest.spool))
    for (const jobs of [0, 100_000]) {
      const figures = bySize.get(jobs)
      if (!figures) continue
      for (const name of ['plainjob', 'sidequest']) {
        log(`${jobs.toLocaleString('en')} jobs: ${name}`)
        const peer = await measurePeer(name, join(folder, `${name}-${jobs}.db`), jobs)
        all.push(...against(name, jobs, peer, figures))
      }
      log(`${jobs.toLocaleString('en')} jobs: BullMQ on Redis`)
      const peer = await withRedis(folder, (url) => measurePeer('bullmq', url, jobs))
      all.push(...against('BullMQ on Redis', jobs, peer, figures))
    }
    return all
  },
}
