import { expect, test } from './app.ts'
import { expectNoBarriers } from './barriers.ts'
import { shortClips } from './channel.ts'
import { dropFiles, rows } from './queue.ts'

test('the palette does and finds everything by the keyboard alone', async ({ folder, launch }) => {
  const { page, picture } = await launch()
  await dropFiles(page, await shortClips(folder, ['Harbour walk']))
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(1)

  const field = page.getByRole('combobox', { name: 'Commands, screens, videos and sources' })
  await page.keyboard.press('Control+k')
  await expect(field).toBeFocused()
  await expectNoBarriers(page)
  await picture('palette')
  await field.fill('frz')
  await expect(page.getByRole('option').first()).toHaveText(/Freeze now/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible()
  await expect(field).toBeHidden()

  await page.keyboard.press('Control+k')
  await field.fill('resume')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()

  await page.keyboard.press('Control+k')
  // It begins anew, also where it had not faded yet; what was used last comes first.
  await expect(field).toHaveValue('')
  await expect(page.getByRole('option').nth(0)).toHaveText(/Freeze now/)
  await field.fill('dash')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Dashboard' })).toHaveAttribute(
    'aria-current',
    'page',
  )
  await page.keyboard.press('Control+k')
  await field.fill('arbour')
  await expect(page.getByRole('option', { name: /Harbour walk/ }).first()).toBeVisible()
  await picture('palette-found')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await field.fill('while on battery')
  await expect(page.getByRole('option').first()).toHaveText(/Hold work while on battery/)
  await page.keyboard.press('Enter')
  const setting = page.getByRole('checkbox', { name: /Hold work while on battery/ })
  await expect(setting).toBeFocused()
  await expect(setting).toBeInViewport()
  await page.keyboard.press('Control+k')
  await field.fill('xyzzy')
  await expect(page.getByText('Nothing is called that')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(field).toBeHidden()
})

test('the first steps end with a finished video, and do not come back', async ({ launch }) => {
  const { page, call, picture } = await launch()
  await expect(page.getByRole('heading', { name: 'Three steps to a first video' })).toBeVisible()
  await expectNoBarriers(page)
  await page.emulateMedia({ colorScheme: 'light' })
  await picture('first-steps')
  await page.getByRole('button', { name: 'Use the sample clip' }).click()
  const steps = page.getByRole('region', { name: 'First steps' })
  await expect(steps).toContainText('Step 3 of 3: Spool sample')
  await picture('first-steps-watch')
  await expect(steps).toContainText('Spool sample is finished')
  await expectNoBarriers(page)
  await picture('first-steps-done')
  await steps.getByRole('button', { name: 'Watch it' }).click()
  const video = page.locator('video')
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.readyState)).toBe(4)
  await page.keyboard.press('Escape')
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(1)
  await expect(steps).toBeHidden()
  expect((await call('settings.get', undefined)).window.welcomed).toBe(true)
})

test('the first steps can be left out', async ({ launch }) => {
  const { page } = await launch()
  await page.getByRole('button', { name: 'Skip these steps' }).click()
  await expect(page.getByRole('heading', { name: /Drop in a channel/ })).toBeVisible()
})
