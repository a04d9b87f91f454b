import { spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as passes } from 'node:timers/promises'
import type { ElectronApplication, Page } from 'playwright'
import { z } from 'zod'
import { openEngine } from '../../../src/core/index.ts'
import { summarise } from '../measure.ts'
import type { Result } from '../result.ts'
import { buildHidingSpool } from './apps.ts'
import { withApp, type ProcessType } from './open.ts'
import type { Place } from './place.ts'

const talkers = 10
const busyMs = 10_000

/** What a thousand progress events a second cost the page while it is seen, and while it is not. */
export async function load(place: Place): Promise<Result[]> {
  const home = await homeWith(place, 'load', talkers)
  const env = { SPOOL_HOME: home, SPOOL_BENCH_PER_SECOND: String(1_000 / talkers) }
  const { seen, main } = await withApp({ ...place, folder: place.spool, env }, async (opened) => {
    const { page, spent } = opened
    await page
      .locator('[data-status="processing"]')
      .nth(talkers - 1)
      .waitFor()
    const share = async (type: ProcessType) => {
      const before = (await spent([type])).seconds
      await passes(busyMs)
      return (((await spent([type])).seconds - before) / (busyMs / 1_000)) * 100
    }
    return { seen: await share('Tab'), main: await share('Browser') }
  })
  const percent = (name: string, value: number, atMost?: number): Result => ({
    name: `1,000 progress events/s: ${name}`,
    unit: '%',
    summary: summarise([value]),
    ...(atMost === undefined ? {} : { target: { atMost } }),
  })
  return [
    percent('the page', seen, 20),
    percent('the page of a hidden window', await hiddenShare(place, env), 1),
    percent('the main process', main),
  ]
}

const toldSchema = z.object({ seen: z.number().min(1), hidden: z.number() })

/** What the page of a hidden window takes, with nothing attached to it. */
async function hiddenShare(
  { runtime, folder }: Place,
  env: Record<string, string>,
): Promise<number> {
  const child = spawn(runtime.executable, [...runtime.args, await buildHidingSpool(folder)], {
    env: { ...process.env, ...runtime.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let told = ''
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) continue
    told = line
    child.kill('SIGKILL')
  }
  // Where it took nothing while it was seen, nothing was measured.
  return toldSchema.parse(JSON.parse(told)).hidden
}

const churnMs = 60_000
const samples = 12

/** Whether memory grows while jobs come and go far faster than they ever do. */
export async function churn(place: Place): Promise<Result[]> {
  const home = await homeWith(place, 'churn', 60)
  const env = {
    SPOOL_HOME: home,
    SPOOL_BENCH_PER_SECOND: '100',
    SPOOL_BENCH_JOB_MS: '100',
    SPOOL_BENCH_FOUND: '100',
  }
  const args = ['--js-flags=--expose-gc']
  return withApp({ ...place, folder: place.spool, env, args }, async ({ app, page }) => {
    await page.locator('[data-status="completed"]').nth(5).waitFor()
    const pageHeap: number[] = []
    const mainHeap: number[] = []
    const before = await ended(page)
    for (let sample = 0; sample < samples; sample++) {
      await passes(churnMs / samples)
      pageHeap.push(await heapOfPage(page))
      mainHeap.push(await heapOfMain(app))
    }
    const note = `${(await ended(page)) - before} jobs ended meanwhile`
    return [
      { ...growth('the page', pageHeap), note },
      { ...growth('the main process', mainHeap), note },
    ]
  })
}

/** From the second quarter of the time to the last: the first fills what is kept on purpose. */
function growth(who: string, megabytes: readonly number[]): Result {
  const quarter = samples / 4
  const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / quarter
  const early = mean(megabytes.slice(quarter, 2 * quarter))
  const late = mean(megabytes.slice(-quarter))
  return {
    name: `heap of ${who}: growth (of ${early.toFixed(0)} MB)`,
    unit: 'MB',
    summary: summarise([late - early]),
    target: { atMost: 2 },
  }
}

async function ended(page: Page): Promise<number> {
  const overview = await page.evaluate(() => window.spool.call('queue.overview', undefined))
  if (!overview.ok) throw new Error(overview.failure.message)
  const { completed, failed } = overview.value.statistics
  return completed + failed
}

async function heapOfPage(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1e6
}

const heapOfMain = (app: ElectronApplication): Promise<number> =>
  app.evaluate(() => {
    globalThis.gc?.()
    return process.memoryUsage().heapUsed / 1e6
  })

/** A home with so many folders to look through, all at once and as fast as it goes. */
async function homeWith({ folder }: Place, name: string, folders: number): Promise<string> {
  const home = join(folder, name)
  const locations = Array.from({ length: folders }, (_, n) => join(home, 'sources', String(n)))
  for (const location of locations) await mkdir(location, { recursive: true })
  const engine = await openEngine({ home })
  engine.changeSettings({
    concurrency: { scrape: talkers, download: 4, transform: 4, publish: 4 },
    sites: { perSite: 16, spacingMs: 0 },
    publishFolder: join(home, 'published'),
    libraryFolder: join(home, 'library'),
  })
  await engine.addSources({ locations })
  await engine.close()
  return home
}
