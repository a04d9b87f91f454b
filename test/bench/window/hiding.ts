import { join } from 'node:path'
import { setTimeout as passes } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

/**
 * Begins Spool, hides its window once it was seen for a while, and tells what the page took of a
 * processor before and after. It does so from within: a page that an inspector is attached to goes
 * on as if it were seen.
 */
const seenMs = 10_000
/** What it was doing is done first. */
const settleMs = 3_000
const hiddenMs = 10_000

app.once('browser-window-created', (_event, window) => {
  const measure = async (): Promise<void> => {
    await passes(settleMs)
    const seen = await share(seenMs)
    window.hide()
    await passes(settleMs)
    const told = JSON.stringify({ seen, hidden: await share(hiddenMs) })
    process.stdout.write(`${told}\n`, () => {
      app.exit()
    })
  }
  window.once('show', () => void measure())
})

/** How much of a processor the page takes meanwhile, in per cent. */
async function share(ms: number): Promise<number> {
  const before = spent()
  await passes(ms)
  return ((spent() - before) / (ms / 1_000)) * 100
}

const spent = (): number =>
  app
    .getAppMetrics()
    .filter(({ type }) => type === 'Tab')
    .reduce((sum, { cpu }) => sum + (cpu.cumulativeCPUUsage ?? 0), 0)

// By a path of its own: the bundler would take what is beside this source for it.
await import(pathToFileURL(join(import.meta.dirname, 'index.js')).href)
