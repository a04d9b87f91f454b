import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { chromium, type Page } from 'playwright'
import { build, preview } from 'vite'

interface Screen {
  name: string
  query: string
  width?: number
  /** What a user does to get there. */
  act?: (page: Page) => Promise<void>
}

const row = (page: Page, index: number) => page.getByRole('row').nth(index)
const failedRow = (page: Page) => page.locator('[data-status="failed"]').first()

async function hoverWithDrag(page: Page): Promise<void> {
  const dataTransfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.setData('text/uri-list', 'https://example.org/feed.xml')
    return transfer
  })
  await page.dispatchEvent('body', 'dragover', { dataTransfer })
  await page.getByTestId('drop-overlay').waitFor()
}

async function pasteAddresses(page: Page): Promise<void> {
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData(
      'text/plain',
      'https://example.org/channels/slow-making/feed.xml\n# a note\n"/home/ana/Videos/raw cut.mov"\nhttps://example.org/watch/42',
    )
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  })
  await page.getByRole('dialog').waitFor()
}

async function openLibrary(page: Page): Promise<void> {
  await page.keyboard.press('Control+2')
  await page.getByRole('heading', { name: 'Library' }).waitFor()
}

async function openPresets(page: Page): Promise<void> {
  await page.keyboard.press('Control+3')
  await page.getByRole('button', { name: 'Choose a video' }).click()
  await page.getByText('Picture is copied').waitFor()
}

async function openDestinations(page: Page): Promise<void> {
  await page.keyboard.press('4')
  await page.getByRole('tab', { name: 'Destinations' }).click()
  await page.getByText('Archive').waitFor()
}

const screens: readonly Screen[] = [
  { name: 'destinations', query: 'jobs=5', act: openDestinations },
  { name: 'empty', query: 'jobs=0' },
  { name: 'presets', query: 'jobs=1', act: openPresets },
  {
    name: 'preset-editor',
    query: 'jobs=1',
    act: async (page) => {
      await openPresets(page)
      await page.getByRole('button', { name: 'Square with logo' }).click()
      await page.getByLabel('Watermark', { exact: true }).click()
      await page.getByLabel('Quality (less is better)').fill('99')
    },
  },
  { name: 'one', query: 'jobs=1' },
  { name: 'fifty', query: 'jobs=50' },
  { name: 'ten-thousand', query: 'jobs=10000' },
  {
    name: 'failed-details',
    query: 'jobs=50',
    act: async (page) => {
      await failedRow(page).dblclick()
      await page.getByText('Technical details').click()
    },
  },
  {
    name: 'running-details',
    query: 'jobs=50',
    act: (page) => page.locator('[data-status="processing"]').last().dblclick(),
  },
  {
    name: 'done-details',
    query: 'jobs=50',
    act: (page) => page.locator('[data-status="completed"]').first().dblclick(),
  },
  {
    name: 'selection',
    query: 'jobs=50',
    act: async (page) => {
      await row(page, 1).click()
      await row(page, 4).click({ modifiers: ['Shift'] })
    },
  },
  {
    name: 'context-menu',
    query: 'jobs=50',
    act: async (page) => {
      await row(page, 2).click({ button: 'right' })
      await page.getByRole('menuitem', { name: 'Priority' }).press('ArrowRight')
    },
  },
  {
    name: 'cancel-question',
    query: 'jobs=50',
    act: async (page) => {
      await page.locator('[data-status="processing"]').first().click()
      await page.keyboard.press('Delete')
    },
  },
  {
    name: 'add-menu',
    query: 'jobs=50',
    act: (page) => page.getByRole('button', { name: 'Add' }).click(),
  },
  {
    name: 'pause-menu',
    query: 'jobs=50',
    act: (page) => page.getByRole('button', { name: 'Ways to pause' }).click(),
  },
  { name: 'add-dialog', query: 'jobs=50', act: pasteAddresses },
  {
    name: 'added-toasts',
    query: 'jobs=50',
    act: async (page) => {
      await pasteAddresses(page)
      await page.getByLabel('Address or path').fill('just some words')
      await page.getByRole('button', { name: 'Add 4 sources' }).click()
    },
  },
  { name: 'settings', query: 'jobs=50', act: (page) => page.keyboard.press('Control+,') },
  {
    name: 'preset-list',
    query: 'jobs=50',
    act: async (page) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('combobox', { name: 'Preset' }).click()
      await page.getByRole('option').first().waitFor()
    },
  },
  { name: 'library', query: 'jobs=50', act: openLibrary },
  {
    name: 'library-edit',
    query: 'jobs=50',
    act: async (page) => {
      await openLibrary(page)
      await page.getByRole('button', { name: 'More for Harbour walks' }).click()
      await page.getByRole('menuitem', { name: 'Filters and schedule' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'source-preview',
    query: 'jobs=50',
    act: async (page) => {
      await openLibrary(page)
      await page.getByRole('button', { name: 'Add sources' }).click()
      await page.getByLabel('Address or path').fill('https://www.youtube.com/@harbour')
      await page.getByRole('button', { name: 'Preview' }).click()
      await page.getByRole('region', { name: 'Preview of Harbour walks' }).waitFor()
    },
  },
  { name: 'publish-empty', query: 'jobs=50', act: (page) => page.keyboard.press('4') },
  { name: 'publish-one', query: 'jobs=50&legs=1', act: (page) => page.keyboard.press('4') },
  {
    name: 'publish-fifty',
    query: 'jobs=50&legs=50',
    act: async (page) => {
      await page.keyboard.press('4')
      await page.getByRole('option').nth(1).click()
      await page.getByRole('option').nth(3).locator('[data-check]').click()
    },
  },
  {
    name: 'publish-limits',
    query: 'jobs=50&legs=50',
    act: async (page) => {
      await page.keyboard.press('4')
      await page.getByRole('option').nth(2).click()
    },
  },
  {
    name: 'publish-calendar',
    query: 'jobs=50&legs=50',
    act: async (page) => {
      await page.keyboard.press('4')
      await page.getByRole('tab', { name: 'Calendar' }).click()
      await page.getByText('waits for quota').waitFor()
    },
  },
  {
    name: 'publish-slots',
    query: 'jobs=50&legs=50',
    act: async (page) => {
      await page.keyboard.press('4')
      await page.getByRole('tab', { name: 'Calendar' }).click()
      await page.getByRole('button', { name: 'Slots' }).click()
    },
  },
  {
    name: 'publish-quota',
    query: 'jobs=50&legs=50',
    act: async (page) => {
      await page.keyboard.press('4')
      await page.getByRole('tab', { name: 'Quota' }).click()
      await page.getByText('Uploads').first().waitFor()
    },
  },
  { name: 'shortcuts', query: 'jobs=50', act: (page) => page.keyboard.press('?') },
  { name: 'drop', query: 'jobs=50', act: hoverWithDrag },
  { name: 'paused', query: 'jobs=50&paused=finish' },
  { name: 'frozen', query: 'jobs=50&paused=freeze' },
  {
    name: 'failure-groups',
    query: 'jobs=200&held',
    act: async (page) => {
      await page.keyboard.press('4')
      await page.getByRole('list', { name: 'What failed, by what helps' }).waitFor()
    },
  },
  {
    name: 'download-settings',
    query: 'jobs=50',
    act: async (page) => {
      await page.keyboard.press('Control+,')
      await page.getByRole('button', { name: 'Add hours' }).click()
      await page.getByRole('checkbox', { name: 'Allow all of it' }).scrollIntoViewIfNeeded()
    },
  },
  { name: 'no-failures', query: 'jobs=1', act: (page) => page.keyboard.press('4') },
  { name: 'loading', query: 'jobs=50&slow=queue.page' },
  { name: 'unreadable', query: 'jobs=50&broken=queue.page' },
  { name: 'tool-missing', query: 'jobs=50&missing' },
  { name: 'narrow', query: 'jobs=50', width: 720 },
  {
    name: 'narrow-details',
    query: 'jobs=50',
    width: 720,
    act: (page) => failedRow(page).dblclick(),
  },
]

const configFile = join(import.meta.dirname, 'vite.config.ts')
const results = join(import.meta.dirname, '../results/preview')
mkdirSync(results, { recursive: true })
await build({ configFile, logLevel: 'warn' })
const server = await preview({ configFile })
const address = server.resolvedUrls?.local[0] ?? ''
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
const only = process.argv.slice(2)
let problems = 0

for (const colorScheme of ['light', 'dark'] as const) {
  for (const { name, query, width = 1280, act } of screens) {
    if (only.length > 0 && !only.includes(name)) continue
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      locale: 'en-US',
      colorScheme,
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    const complain = (what: string): void => {
      problems += 1
      process.stdout.write(`${name} ${colorScheme}: ${what}\n`)
    }
    page.on('pageerror', (error) => {
      complain(String(error))
    })
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complain(message.text())
    })
    await page.goto(`${address}?${query}`)
    await page
      .locator('[role=grid], h2, [aria-label="Loading jobs"], [role=alert]')
      .first()
      .waitFor()
    await act?.(page)
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))),
    )
    const { violations } = await new AxeBuilder({ page }).analyze()
    for (const { id, nodes } of violations) {
      complain(
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary ?? ''}`).join('\n')}`,
      )
    }
    await page.screenshot({ path: join(results, `${name}-${colorScheme}.png`) })
    await context.close()
  }
}

await browser.close()
await server.close()
process.stdout.write(problems === 0 ? 'No problems found.\n' : `${problems} problems found.\n`)
process.exitCode = problems === 0 ? 0 : 1
