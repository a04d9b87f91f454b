import { dirname, join } from 'node:path'
import { setTimeout as passes } from 'node:timers/promises'
import { openEngine } from '../../../src/core/index.ts'
import { electronRuntime } from '../../../src/setup/runtime.ts'
import { summarise } from '../measure.ts'
import { copyOf, makeTemplate } from '../queue/template.ts'
import type { Result, Suite } from '../result.ts'
import { buildEmptyApp, buildTalkingSpool } from './apps.ts'
import { churn, load } from './busy.ts'
import { answerTime, framesDuring, scroll } from './frames.ts'
import { withApp } from './open.ts'
import type { Place } from './place.ts'
import { startTime } from './start.ts'

const jobs = 100_000
const row = '[data-job-id]'

/** What the window costs: against an empty app, and while the queue is long, busy or still. */
export const window: Suite = {
  name: 'The window, at 100,000 jobs',
  async run(folder, log) {
    log('100,000 jobs, an empty app to compare with')
    const template = join(folder, 'template-window.db')
    await makeTemplate(template, jobs, 0)
    const home = dirname(copyOf(template, folder, 'window'))
    await pause(home)
    const place: Place = {
      runtime: await electronRuntime(),
      spool: await buildTalkingSpool(folder),
      empty: await buildEmptyApp(folder),
      folder,
      home,
    }
    const results: Result[] = []
    for (const measure of [starts, long, idle, emptyIdle, load, churn]) {
      const rows = await measure(place)
      for (const { name, summary } of rows) log(`  ${name}: ${JSON.stringify(summary)}`)
      results.push(...rows)
    }
    return results
  },
}

/** Nothing is to run while the length alone is measured. */
async function pause(home: string): Promise<void> {
  const engine = await openEngine({ home })
  engine.queue.pause('finish')
  await engine.close()
}

/** The two take turns, so that whatever else the machine does slows both. */
async function starts({ runtime, spool, empty, home }: Place): Promise<Result[]> {
  const own: number[] = []
  const others: number[] = []
  const ratios: number[] = []
  for (let round = 0; round < 12; round++) {
    const other = await startTime(runtime, empty, {}, '#root h1')
    const mine = await startTime(runtime, spool, { SPOOL_HOME: home }, row)
    // The first time the files are not in memory yet.
    if (round === 0) continue
    others.push(other)
    own.push(mine)
    ratios.push(mine / other)
  }
  return [
    { name: 'start of an empty app', unit: 'ms', summary: summarise(others) },
    { name: 'start until the first jobs are painted', unit: 'ms', summary: summarise(own) },
    {
      name: '– against the empty app',
      unit: '×',
      summary: summarise(ratios),
      target: { atMost: 1.2 },
    },
  ]
}

const quietMs = 12_000

/** How often it is opened to be scrolled and filtered: one opening may be a lucky one. */
const openings = 3

async function long(place: Place): Promise<Result[]> {
  const frames: number[] = []
  const floor: number[] = []
  const answers: number[] = []
  for (let opening = 0; opening < openings; opening++) {
    floor.push(p95(await plainFrames(place)))
    const found = await filtered(place)
    frames.push(p95(found.frames))
    answers.push(...found.answers)
  }
  return [
    {
      name: 'frame while scrolling 4,000 pixels/s, p95',
      unit: 'ms',
      summary: summarise(frames),
      target: { atMost: 20 },
    },
    { name: '– of a page of plain lines in the empty app', unit: 'ms', summary: summarise(floor) },
    {
      name: 'a filter answers',
      unit: 'ms',
      summary: summarise(answers),
      target: { atMost: 50 },
    },
    { name: '– p95', unit: 'ms', summary: summarise([p95(answers)]) },
  ]
}

/** How long filters took to answer, and then each frame while all of the queue was scrolled. */
async function filtered({ runtime, spool, home }: Place) {
  return withApp({ runtime, folder: spool, env: { SPOOL_HOME: home } }, async ({ page }) => {
    await page.locator(row).first().waitFor()
    const answers: number[] = []
    for (let round = 0; round <= 10; round++) {
      for (const tab of ['Waiting', 'Failed', 'Done', 'All']) {
        const answer = await answerTime(page, tab)
        // In the first round the engine is still being opened, which is the start's.
        if (round > 0) answers.push(answer)
      }
    }
    return { answers, frames: await framesDuring(page, () => scroll(page, 20_000, 4_000)) }
  })
}

/** Each frame while a page is scrolled that is there already and has nothing but a word a line. */
async function plainFrames({ runtime, empty }: Place): Promise<number[]> {
  return withApp({ runtime, folder: empty, env: {} }, async ({ page }) => {
    await page.locator('#root h1').waitFor()
    await page.evaluate(() => {
      const lines = Array.from({ length: 500 }, (_, n) => {
        const line = document.createElement('div')
        line.style.height = '52px'
        line.textContent = `Line ${n}`
        return line
      })
      document.body.replaceChildren(...lines)
    })
    return framesDuring(page, () => scroll(page, 20_000, 4_000))
  })
}

/** After a person has scrolled, by the wheel: a gesture made by the inspector goes on ticking. */
async function idle({ runtime, spool, home }: Place): Promise<Result[]> {
  return withApp({ runtime, folder: spool, env: { SPOOL_HOME: home } }, async ({ page, spent }) => {
    await page.locator(row).first().hover()
    for (let turn = 0; turn < 20; turn++) await page.mouse.wheel(0, 400)
    // What a start leaves for later comes first.
    await passes(5_000)
    const before = await spent(['Browser', 'Tab', 'GPU'])
    await passes(quietMs)
    const after = await spent(['Browser', 'Tab', 'GPU'])
    return [
      {
        name: 'idle: processor time of all processes',
        unit: '%',
        summary: summarise([share(before.seconds, after.seconds, quietMs)]),
        target: { atMost: 0.5 },
      },
      {
        name: 'idle: wake-ups of all processes',
        unit: '/s',
        summary: summarise([after.wakeupsPerSecond]),
      },
    ]
  })
}

async function emptyIdle({ runtime, empty }: Place): Promise<Result[]> {
  return withApp({ runtime, folder: empty, env: {} }, async ({ page, spent }) => {
    await page.locator('#root h1').waitFor()
    await passes(2_000)
    await spent(['Browser', 'Tab', 'GPU'])
    await passes(quietMs)
    const { wakeupsPerSecond } = await spent(['Browser', 'Tab', 'GPU'])
    const summary = summarise([wakeupsPerSecond])
    return [{ name: '– of the empty app', unit: '/s', summary }]
  })
}

const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(0.95 * (values.length - 1))] ?? 0

const share = (before: number, after: number, ms: number) => ((after - before) / (ms / 1_000)) * 100
