import { expect, test } from './app.ts'
import { expectNoBarriers } from './barriers.ts'
import { shortClips } from './channel.ts'
import { dropFiles, rows } from './queue.ts'

test('the queue is narrowed, shown by video, and a video plays before and after', async ({
  folder,
  launch,
}) => {
  const { page, picture } = await launch()
  await dropFiles(page, await shortClips(folder, ['Making of', 'Interview']))
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(2)

  const search = page.getByRole('searchbox', { name: 'Search titles' })
  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  await search.fill('interv')
  await expect(rows(page)).toHaveCount(4)
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('combobox', { name: 'Stage' }).click()
  await page.getByRole('option', { name: 'Transform' }).click()
  await expect(rows(page)).toHaveCount(1)
  await picture('queue-narrowed')
  await page.keyboard.press('Escape')
  await search.fill('nothing like it')
  await expect(page.getByRole('heading', { name: 'Nothing fits' })).toBeVisible()
  await picture('queue-nothing-fits')
  await page.getByRole('button', { name: 'Reset', exact: true }).click()

  await rows(page).nth(1).click({ button: 'right' })
  const menu = page.getByRole('menu')
  await expect(menu).toBeVisible()
  await picture('queue-row-menu')
  // As a hand does: what lies over the rows keeps no press from them.
  const other = await rows(page).nth(5).boundingBox()
  if (!other) throw new Error('The row is not in view.')
  await page.mouse.click(other.x + 100, other.y + 20, { button: 'right' })
  await expect(rows(page).nth(5)).toHaveAttribute('aria-selected', 'true')
  await expect(rows(page).nth(1)).toHaveAttribute('aria-selected', 'false')
  await expect(menu).toHaveCount(1)
  await expect(menu).toBeVisible()
  await page.getByRole('menuitem', { name: 'Show details' }).click({ button: 'right' })
  await expect(rows(page).nth(5)).toHaveAttribute('aria-selected', 'true')
  await expect(menu).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)

  await page.getByRole('button', { name: 'By video', exact: true }).click()
  await expect(rows(page)).toHaveCount(4)
  await expect(page.getByRole('img', { name: 'Publish: Done' })).toHaveCount(2)
  await expectNoBarriers(page)
  await picture('queue-by-video')

  await rows(page).first().dblclick()
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  const video = page.locator('video')
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.readyState)).toBe(4)
  expect(await video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(320)
  await expectNoBarriers(page)
  await picture('video')
  await page.getByRole('combobox', { name: 'What is shown' }).click()
  await page.getByRole('option', { name: 'Before and after' }).click()
  await page.getByRole('slider').focus()
  await page.keyboard.press('Home')
  await expect(page.getByRole('slider')).toHaveValue('0')
  await picture('video-before-after')
  await page.getByRole('button', { name: /Transform/ }).click()
  await expect(page.getByRole('button', { name: 'Copy command' })).toBeVisible()
  await picture('video-job')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(rows(page)).toHaveCount(4)

  await page.keyboard.press('5')
  await expect(page.getByRole('img', { name: 'Finished jobs by day' })).toBeVisible()
  await expectNoBarriers(page)
  await picture('dashboard')
})
