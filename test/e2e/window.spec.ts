import { expect, test } from './app.ts'
import { expectNoBarriers } from './barriers.ts'
import { goTo, screens } from './navigation.ts'
import { pictures } from './pictures.ts'

test('opens with what to do first, in light and dark, fit for everybody', async ({ launch }) => {
  const spool = await launch()
  const { page } = spool
  await expect(page.getByRole('heading', { name: 'Three steps to a first video' })).toBeVisible()
  await expectNoBarriers(page)
  await pictures(spool, 'empty')
})

test('shows its dialogs without breaking its own policy', async ({ launch }) => {
  const { page, picture } = await launch()
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoBarriers(page)
  await picture('dialog-keyboard-shortcuts')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('comes back where and as large as it was', async ({ launch }) => {
  const first = await launch()
  const bounds = { x: 40, y: 30, width: 900, height: 640 }
  await first.app.evaluate(({ BrowserWindow }, to) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(to)
  }, bounds)
  await first.stop()
  const { app } = await launch()
  const now = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  )
  expect(now).toEqual(bounds)
})

test('every screen is a key away, and fit for everybody in light and dark', async ({ launch }) => {
  const spool = await launch()
  for (const screen of screens) {
    await goTo(spool.page, screen)
    await expectNoBarriers(spool.page, screen)
    await pictures(spool, `screen-${screen.toLowerCase()}`)
  }
})

test('speaks German when told to, everywhere at once', async ({ launch }) => {
  const { page, picture, app } = await launch()
  await page.keyboard.press('6')
  await page.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: 'Deutsch' }).click()
  await expect(page.getByRole('button', { name: 'Warteschlange' })).toBeVisible()
  await picture('german-settings')
  await page.keyboard.press('1')
  await expect(page.locator('html')).toHaveAttribute('lang', /^de/)
  await picture('german-empty')
  const menus = await app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.map(({ label }) => label),
  )
  expect(menus).toContain('&Warteschlange')
})
