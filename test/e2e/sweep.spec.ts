import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test, type Spool } from './app.ts'
import { expectNoBarriers } from './barriers.ts'
import { goTo, screens } from './navigation.ts'
import { results } from './paths.ts'
import { pictures } from './pictures.ts'
import { rows } from './queue.ts'
import { seed } from './seed.ts'

const usual = { width: 1120, height: 720 }

async function zoom({ app, page }: Spool, factor: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, to) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to)
  }, factor)
  await widthIs(page, usual.width / factor)
}

/** Waits until the page is so wide, and drawn so. */
async function widthIs(page: Page, pixels: number): Promise<void> {
  await page.waitForFunction((wanted) => Math.abs(innerWidth - wanted) <= 1, pixels)
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve))
      }),
  )
}

/** What the window really shows: a picture taken by the page itself does not know of the zoom. */
async function photograph(app: ElectronApplication, name: string): Promise<void> {
  const bytes = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage()
    return image?.toPNG().toString('base64') ?? ''
  })
  await writeFile(join(results, 'screenshots', 'sweep', `${name}.png`), bytes, 'base64')
}

async function resize({ app, page }: Spool, to: { width: number; height: number }): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height)
  }, to)
  await widthIs(page, to.width)
}

/** Nothing is wider than the window: what does not fit is wrapped or scrolled where it stands. */
async function expectToFit(page: Page, what: string): Promise<void> {
  const outside = await page.evaluate(() =>
    [...document.querySelectorAll('header *, nav *, main h2, main button, main [role=tab]')]
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect()
        const seen = element.checkVisibility() && width > 1
        return seen && (right > innerWidth + 1 || left < -1) && !element.closest('[data-scrolls]')
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  )
  expect.soft(outside, what).toEqual([])
}

test('one job, and fifty', async ({ folder, launch }) => {
  for (const jobs of [1, 50]) {
    await seed(folder, jobs)
    const spool = await launch()
    await expect(rows(spool.page).first()).toBeVisible()
    await pictures(spool, `sweep/queue-${jobs}`)
    await spool.stop()
    await rename(join(folder, 'data'), join(folder, String(jobs)))
  }
})

test('ten thousand jobs: to the end, all chosen, all cancelled and back', async ({
  folder,
  launch,
}) => {
  // Beside a test that encodes on all cores it takes four times as long.
  test.setTimeout(150_000)
  await seed(folder, 10_000)
  const spool = await launch()
  const { page, call } = spool
  await expect(rows(page).first()).toBeVisible()
  await pictures(spool, 'sweep/queue-10000')
  const waiting = async () => {
    const { statistics } = await call('queue.overview', undefined)
    return statistics.queued + statistics.retrying
  }
  const before = await waiting()
  await rows(page).first().click()
  // Each press reaches as far as is loaded and has the next page loaded meanwhile.
  const last = page.locator('[data-job-id="1"]')
  await expect(async () => {
    await page.keyboard.press('End')
    expect(await last.count()).toBe(1)
  }).toPass({ intervals: [10] })
  await expect(last).toBeInViewport()
  await page.keyboard.press('Control+a')
  const bar = page.getByRole('toolbar', { name: 'Selected jobs' })
  await bar.getByRole('button', { name: /^Cancel/ }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Cancel/ })
    .last()
    .click()
  await expect.poll(waiting, { timeout: 5_000 }).toBe(0)
  await expect(last).toHaveAttribute('data-status', 'cancelled')
  await pictures(spool, 'sweep/queue-10000-cancelled')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(waiting, { timeout: 5_000 }).toBe(before)
})

test('every screen: nothing in anybody’s way, in every look', async ({ folder, launch }) => {
  // Half a minute where nothing else runs.
  test.setTimeout(180_000)
  await seed(folder, 50)
  const spool = await launch()
  const { app, page, picture } = spool
  await expect(rows(page).first()).toBeVisible()
  await resize(spool, usual)
  for (const screen of screens) {
    const name = screen.toLowerCase()
    await goTo(page, screen)
    await expect(page.locator('main h2, main [role=tab]').first()).toBeVisible()
    await expectNoBarriers(page)
    await pictures(spool, `sweep/${name}`)
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' })
    await picture(`sweep/${name}-high-contrast`)
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl'
    })
    await expectToFit(page, `${name}, right to left`)
    await picture(`sweep/${name}-right-to-left`)
    await page.evaluate(() => {
      document.documentElement.dir = 'ltr'
    })
    await zoom(spool, 2)
    await expectToFit(page, `${name}, twice as large`)
    await photograph(app, `${name}-twice-as-large`)
    await zoom(spool, 1)
    await resize(spool, { width: 720, height: 480 })
    await expectToFit(page, `${name}, narrow`)
    await picture(`sweep/${name}-narrow`)
    await resize(spool, usual)
  }
})

test('dialogs give the keyboard back to what opened them', async ({ folder, launch }) => {
  await seed(folder, 50)
  const spool = await launch()
  const { page } = spool
  await expect(rows(page).first()).toBeVisible()
  const shortcuts = page.getByRole('button', { name: 'Keyboard shortcuts' })
  await shortcuts.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(shortcuts).toBeFocused()

  await rows(page).first().click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  const question = page.getByRole('alertdialog')
  await expect(question).toBeVisible()
  await expectNoBarriers(page)
  await pictures(spool, 'sweep/question')
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(page.locator('[role=row]:focus')).toHaveCount(1)
})
