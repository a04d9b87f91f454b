import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { launchChildProcess, openEngine, workerTools } from '../../../src/core/index.ts'
import { summarise } from '../measure.ts'
import type { Suite } from '../result.ts'

const items = 5_000
const rounds = 5
const workerScript = fileURLToPath(new URL('../../../src/worker/index.ts', import.meta.url))

const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>Show</title>
  <link>https://example.org</link><description>x</description>${Array.from(
    { length: items },
    (_, n) => `<item><title>Part ${n} of a long show</title><guid isPermaLink="false">${n}</guid>
      <enclosure url="/media/${n}.mp4" type="video/mp4" length="1000"/></item>`,
  ).join('')}</channel></rss>`

/** A long feed, from the moment it is added until all of it is in the queue. */
export const sources: Suite = {
  name: 'Sources',
  async run(folder, log) {
    const took: number[] = []
    const longest: number[] = []
    for (let round = 0; round < rounds; round++) {
      log(`sources: round ${round + 1} of ${rounds}`)
      const one = await oneFeed(mkdtempSync(join(folder, 'feed-')))
      took.push(one.ms)
      longest.push(one.longestMs)
    }
    return [
      {
        name: `a feed of ${items} items, added until all are enqueued`,
        unit: 'ms',
        summary: summarise(took),
        target: { atMost: 3_000 },
      },
      {
        name: 'the longest the engine answered nobody meanwhile',
        unit: 'ms',
        summary: summarise(longest),
        target: { atMost: 50 },
      },
    ]
  },
}

async function oneFeed(home: string): Promise<{ ms: number; longestMs: number }> {
  const server = createServer((request, response) => {
    // The downloads are not what is measured.
    if (request.url !== '/feed') return
    response.setHeader('content-type', 'application/rss+xml')
    response.end(feed)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const engine = await openEngine({ home })
  engine.changeSettings({ network: { allowLocal: true, localHosts: [] } })
  const tools = await workerTools()
  await engine.start({
    launchWorker: launchChildProcess(workerScript),
    tools: () => Promise.resolve(tools),
  })
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const begun = performance.now()
  await engine.addSources({ locations: [`http://127.0.0.1:${address.port}/feed`] })
  await new Promise<void>((resolve) => {
    engine.events.on('queue', () => {
      if (engine.overview().statistics.totalJobs > items) resolve()
    })
  })
  const ms = performance.now() - begun
  delay.disable()
  await engine.close()
  server.closeAllConnections()
  server.close()
  return { ms, longestMs: delay.max / 1e6 }
}
