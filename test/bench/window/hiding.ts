import { setTimeout as passes } from 'node:timers/promises'
import { app } from 'electron'

/*
 * Hides Spool's window once it was seen for a while, and tells what the page took of a processor
 * before and after. It does so from within: a page that an inspector is attached to goes on as if it
 * were seen.
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
    process.stdout.write(`${told}\n`)
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
