import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chromium, type Browser } from 'playwright'
import type { ElectronRuntime } from '../../../src/setup/runtime.ts'

/**
 * Starts an app as a person does and ends it.
 *
 * @param shows what must be the largest thing painted for the window to count as usable
 * @returns milliseconds from the start of the process until the window had painted that
 */
export async function startTime(
  { executable, args, env }: ElectronRuntime,
  app: string,
  extra: Record<string, string>,
  shows: string,
): Promise<number> {
  const begun = Date.now()
  const child = spawn(executable, [...args, '--remote-debugging-port=0', app], {
    env: { ...process.env, ...env, ...extra },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(child, 'exit')
  try {
    // Nothing looks on while it starts: the page remembers when it painted what.
    const browser = await chromium.connectOverCDP(await debuggerAddress(child.stderr))
    const painted = await paintedAt(browser, shows)
    await browser.close()
    return painted - begun
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

function debuggerAddress(stderr: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const [, address] = /DevTools listening on (\S+)/.exec(said) ?? []
      if (address !== undefined) resolve(address)
    })
    stderr.on('end', () => {
      reject(new Error(`The app ended before it could be asked. ${said}`))
    })
  })
}

/** When the page had painted the largest thing it shows, by the clock of the machine. */
async function paintedAt(browser: Browser, shows: string): Promise<number> {
  const [context] = browser.contexts()
  if (!context) throw new Error('The app has no pages.')
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  await page.locator(shows).first().waitFor()
  const since = await page.evaluate(
    (selector) =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const element: unknown = Reflect.get(entry, 'element')
            if (element instanceof Element && element.closest(selector)) resolve(entry.startTime)
          }
        }).observe({ type: 'largest-contentful-paint', buffered: true })
      }),
    shows,
  )
  return since + (await page.evaluate(() => performance.timeOrigin))
}
