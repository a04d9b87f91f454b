import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { addChannel, addLegs } from '../fixtures/legs.ts'
import { expect, test, type Spool } from './app.ts'
import { shortClips } from './channel.ts'
import { pictures } from './pictures.ts'

const boxOf = async (where: Locator) => {
  const box = await where.boundingBox()
  if (!box) throw new Error('It is not to be seen.')
  return box
}
const highestOf = async (where: Locator) => (await boxOf(where)).y
const lowestOf = async (where: Locator) => {
  const { y, height } = await boxOf(where)
  return y + height
}

const goToPublish = ({ page }: Spool) => page.getByRole('button', { name: 'Publish' }).click()

test('a video is looked at, approved, taken back, and goes out', async ({ folder, launch }) => {
  const clips = join(folder, 'clips')
  const out = join(folder, 'out')
  await mkdir(clips)
  await shortClips(clips, ['Harbour'])
  const spool = await launch()
  const { page, call } = spool
  await goToPublish(spool)
  await expect(page.getByText('Nothing waits for you')).toBeVisible()
  await pictures(spool, 'publish-empty')

  const { review } = await call('settings.get', undefined)
  await call('settings.set', { review: { ...review, coolingOffSeconds: 600 } })
  await call('queue.pause', { mode: 'finish' })
  await call('source.add', { locations: [clips], destinations: [{ kind: 'folder', path: out }] })
  const { jobs } = await call('queue.page', { filter: 'all', cursor: null, limit: 10 })
  const id = jobs[0]?.sourceId
  if (!id) throw new Error('There is no source.')
  await call('source.review', { id, review: 'always' })
  await call('queue.resume', undefined)

  const row = page.getByRole('option')
  await expect(row).toHaveCount(1, { timeout: 120_000 })
  await expect(row).toContainText('Harbour')
  const title = page.getByRole('textbox', { name: 'Title' })
  await title.fill('The harbour at dawn')
  await title.press('Enter')
  await expect(row).toContainText('The harbour at dawn')
  await pictures(spool, 'publish-one')

  await row.focus()
  await page.keyboard.press('a')
  const timer = page.getByRole('timer')
  await expect(timer).toContainText('can be undone')
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(1)
  await pictures(spool, 'publish-cooling')
  expect(await readdir(out).catch(() => [])).toEqual([])
  await timer.getByRole('button', { name: 'Undo' }).click()
  await expect(row).toHaveCount(1)

  await call('settings.set', { review: { ...review, coolingOffSeconds: 0 } })
  await row.focus()
  await page.keyboard.press('a')
  await expect(page.getByText('Nothing waits for you')).toBeVisible()
  await expect
    .poll(() => readdir(out).catch(() => []), { timeout: 120_000 })
    .toEqual([expect.stringContaining('The harbour at dawn')])
})

test('a channel of fifty: rights once, limits seen, slots, calendar and quota', async ({
  folder,
  launch,
}) => {
  const home = join(folder, 'data')
  const long = 'A title that goes on and on '.repeat(5)
  const titles = Array.from({ length: 50 }, (_, n) => (n === 1 ? long : `Video ${n + 1}`))
  await mkdir(home, { recursive: true })
  await addLegs(home, titles, [await addChannel(home)])
  const spool = await launch()
  const { page, call } = spool
  await call('queue.pause', { mode: 'finish' })
  await goToPublish(spool)
  await expect(page.getByRole('tab', { name: /Ready to publish/ })).toContainText('50')
  await pictures(spool, 'publish-fifty')

  await page.getByRole('option').first().focus()
  await page.keyboard.press('a')
  const told = page.getByRole('dialog').filter({ hasText: /by what right/i })
  await expect(told).toBeVisible()
  expect(await lowestOf(told)).toBeLessThan(await highestOf(page.locator('main footer')))
  await page.getByRole('button', { name: 'It is mine' }).click()
  await expect(page.getByRole('group', { name: 'Rights' })).toBeHidden()

  await page.getByRole('option').nth(1).click()
  await expect(page.getByText(/too long for YouTube/)).toBeVisible()
  await pictures(spool, 'publish-limits')
  const title = page.getByRole('textbox', { name: 'Title' })
  await title.fill('Short enough')
  await title.press('Enter')
  await expect(page.getByText(/too long for YouTube/)).toBeHidden()

  // Two of them are made again with another preset, after a question.
  for (const nth of [2, 3]) await page.getByRole('option').nth(nth).locator('[data-check]').click()
  await page.getByRole('button', { name: 'Send back' }).first().click()
  await page.getByRole('menuitem', { name: 'Square', exact: true }).click()
  const question = page.getByRole('alertdialog', { name: 'Make 2 videos again with Square?' })
  await expect(question).toBeVisible()
  await pictures(spool, 'publish-send-back')
  await question.getByRole('button', { name: 'Send back' }).click()
  await expect(page.getByRole('tab', { name: /Ready to publish/ })).toContainText('48')

  await page.getByRole('tab', { name: /Calendar/ }).click()
  await page.getByRole('button', { name: 'Slots' }).click()
  await page.getByRole('button', { name: 'Spread evenly' }).click()
  await expect(page.getByRole('textbox', { name: /^Times/ })).toHaveValue('09:00, 15:00, 21:00')
  await page.getByRole('textbox', { name: /^Times/ }).fill('09:00, 18:00')
  await pictures(spool, 'publish-slots')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('tab', { name: /Ready to publish/ }).click()
  await page.getByRole('option').first().focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('a')
  await expect(page.getByText('Nothing waits for you')).toBeVisible()
  await page.getByRole('tab', { name: /Calendar/ }).click()
  await page.getByRole('button', { name: 'A week later' }).click()
  const entry = page.getByRole('button', { name: /Video/ })
  await expect(entry.first()).toBeVisible()
  await pictures(spool, 'publish-calendar')
  // Two go out each day; one is moved by the keyboard, one is dragged.
  const days = page.getByRole('region').filter({ has: page.getByRole('heading', { level: 2 }) })
  await days.nth(0).getByRole('button').first().focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(days.nth(1).getByRole('button')).toHaveCount(3)
  await days.nth(1).getByRole('button').first().dragTo(days.nth(6))
  await expect(days.nth(6).getByRole('button')).toHaveCount(3)
  await entry.first().click()
  await pictures(spool, 'publish-entry')
  await page.getByRole('dialog').getByRole('button', { name: 'Back to review' }).click()
  await expect(page.getByRole('tab', { name: /Ready to publish/ })).toContainText('1')
  await page.getByRole('tab', { name: /Quota/ }).click()
  await expect(page.getByRole('region', { name: 'Uploads', exact: true })).toContainText('0 of 100')
  await pictures(spool, 'publish-quota')

  await page.getByRole('tab', { name: 'Rules' }).click()
  await page.getByRole('combobox', { name: 'Destination' }).click()
  await page.getByRole('option', { name: 'YouTube' }).click()
  await page.getByRole('button', { name: 'Add rule' }).click()
  const rules = page.getByRole('region', { name: 'Approved without you' })
  await expect(rules.getByRole('listitem')).toHaveText('YouTube')
  await pictures(spool, 'publish-rules')
  await rules.getByRole('button', { name: 'Remove the rule YouTube' }).click()
  await expect(rules.getByRole('listitem')).toHaveCount(0)
})
