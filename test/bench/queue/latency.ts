import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as passes } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  launchChildProcess,
  openEngine,
  requireTools,
  type Engine,
} from '../../../src/core/index.ts'
import { pushEvents } from '../../../src/main/events.ts'
import { summarise } from '../measure.ts'
import type { Result, Suite } from '../result.ts'

const script = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const launchWorker = launchChildProcess(script('chatty-worker.ts'))

/** How soon work begins, what progress costs the main process, and what doing nothing costs. */
export const latency: Suite = {
  name: 'While it works, and while it does not',
  async run(folder, log) {
    log('Enqueue to begin, idle')
    const warm = await withEngine(join(folder, 'latency'), async (engine) => {
      process.env.SPOOL_BENCH_PER_SECOND = '0'
      await engine.start({ launchWorker, tools: requireTools })
      return [await enqueueToBegin(engine, folder), await idle()]
    })
    log('1,000 progress events a second')
    const busy = await withEngine(join(folder, 'progress'), (engine) => stalls(engine, folder))
    return [...warm, ...busy]
  },
}

async function withEngine(
  home: string,
  measure: (engine: Engine) => Promise<Result[]>,
): Promise<Result[]> {
  await mkdir(home, { recursive: true })
  const engine = await openEngine({ home })
  try {
    return await measure(engine)
  } finally {
    await engine.close()
  }
}

/** From the call that adds a job to the first word of the worker that works on it. */
async function enqueueToBegin(engine: Engine, folder: string): Promise<Result> {
  const values: number[] = []
  for (let round = 0; round < 110; round++) {
    const place = join(folder, `empty-${round}`)
    await mkdir(place)
    const begun = performance.now()
    const [added] = await engine.addSources({ locations: [place] })
    if (added?.outcome !== 'added') throw new Error('The source was not added.')
    await changed(engine, () => engine.summaries([added.jobId])[0]?.progress != null)
    values.push(performance.now() - begun)
    await changed(engine, () => engine.runningCount() === 0)
  }
  return {
    name: 'enqueue to the first word of a warm worker, p50',
    unit: 'ms',
    // The first rounds start the workers.
    summary: summarise(values.slice(10)),
    target: { atMost: 5 },
  }
}

function changed(engine: Engine, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!condition()) return
      engine.events.off('jobs', look)
      engine.events.off('queue', look)
      resolve()
    }
    engine.events.on('jobs', look)
    engine.events.on('queue', look)
    look()
  })
}

async function idle(): Promise<Result> {
  await passes(1_000)
  const before = process.cpuUsage()
  await passes(3_000)
  const { user, system } = process.cpuUsage(before)
  return {
    name: 'processor time of an idle engine',
    unit: '%',
    summary: summarise([(user + system) / 30_000]),
    target: { atMost: 0.5 },
  }
}

async function stalls(engine: Engine, home: string): Promise<Result[]> {
  const concurrency = { scrape: 5, download: 5, transform: 1, publish: 1 }
  engine.changeSettings({ concurrency })
  const ended = new AbortController()
  let sent = 0
  pushEvents(engine, { isSeen: () => true, send: () => void (sent += 1) }, ended.signal)
  process.env.SPOOL_BENCH_PER_SECOND = '200'
  await engine.start({ launchWorker, tools: requireTools })
  const folders = [1, 2, 3, 4, 5].map((n) => join(home, String(n)))
  for (const folder of folders) await mkdir(folder)
  await engine.addSources({ locations: folders })
  await passes(2_000)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const delays: number[] = []
  let heard = 0
  engine.events.on('jobs', (ids) => void (heard += ids.length))
  const before = process.cpuUsage()
  for (let round = 0; round < 5; round++) {
    delay.reset()
    delay.enable()
    await passes(2_000)
    delay.disable()
    delays.push(delay.percentile(99) / 1e6)
  }
  const { user, system } = process.cpuUsage(before)
  ended.abort()
  return [
    {
      name: 'event-loop delay at 1,000 progress events/s, p99',
      unit: 'ms',
      summary: summarise(delays),
      target: { atMost: 16 },
      note: `${Math.round(heard / 10)} events/s heard, ${sent} messages to the window`,
    },
    {
      name: 'processor time at 1,000 progress events/s',
      unit: '%',
      summary: summarise([(user + system) / 100_000]),
    },
  ]
}
