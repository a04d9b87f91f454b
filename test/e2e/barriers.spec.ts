import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { addChannel, addLegs, addRenditions } from '../fixtures/legs.ts'
import { expect, test, type Spool } from './app.ts'
import { expectNoBarriers } from './barriers.ts'
import { shortClips } from './channel.ts'
import { goTo, screens, type ScreenName } from './navigation.ts'
import { rows } from './queue.ts'
import { seed } from './seed.ts'

/** Something the window shows, and how one gets there; Escape leads back. */
type Place = [name: string, open: (page: Page) => Promise<void>]

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click()
const choose = (page: Page, name: string): Promise<void> =>
  page.getByRole('menuitem', { name }).click()
const openTab = (page: Page, name: RegExp): Promise<void> => page.getByRole('tab', { name }).click()
const firstRow = (page: Page) => rows(page).first()

const places: Record<ScreenName, readonly Place[]> = {
  Queue: [
    ['palette', (page) => page.keyboard.press('Control+k')],
    ['shortcuts', (page) => press(page, 'Keyboard shortcuts')],
    ['ways to pause', (page) => press(page, 'Ways to pause')],
    ['ways to add', (page) => press(page, 'Add')],
    ['filter', (page) => press(page, 'Filter')],
    ['sorting', (page) => page.getByRole('combobox', { name: 'Sort by' }).click()],
    ['what a row can do', (page) => firstRow(page).click({ button: 'right' })],
    ['details', (page) => firstRow(page).dblclick()],
    [
      'question',
      async (page) => {
        await firstRow(page).click()
        await page.keyboard.press('Control+a')
        await page.keyboard.press('Delete')
      },
    ],
    ['failed', (page) => openTab(page, /Failed/)],
    ['by video', (page) => press(page, 'By video')],
    ['video', (page) => firstRow(page).dblclick()],
  ],
  Library: [
    [
      'add',
      async (page) => {
        await press(page, 'Add sources…')
        await page.getByText('Filters, schedule and more').click()
      },
    ],
    ['what a source can do', (page) => press(page, /^More for/)],
    [
      'source settings',
      async (page) => {
        await press(page, /^More for/)
        await choose(page, 'Source settings…')
      },
    ],
  ],
  Presets: [
    [
      'editor',
      async (page) => {
        await press(page, 'Mine')
        for (const group of await page.locator('main summary').all()) await group.click()
      },
    ],
  ],
  Publish: [
    ['rules', (page) => openTab(page, /Rules/)],
    ['quota', (page) => openTab(page, /Quota/)],
    ['calendar', (page) => openTab(page, /Calendar/)],
    [
      'slots',
      async (page) => {
        await press(page, 'Slots')
        await press(page, 'Spread evenly')
      },
    ],
    ['entry', (page) => press(page, /Goes out later/)],
    ['destinations', (page) => openTab(page, /Destinations/)],
    ['folder', (page) => openForm(page, 'Folder')],
    ['bucket', (page) => openForm(page, 'S3 storage')],
  ],
  Dashboard: [],
  Settings: [
    ['times of the week', (page) => press(page, 'Add hours')],
    ['diagnostics', (page) => press(page, 'Look at them…')],
  ],
}

/** A form for a destination with all there is in it. */
async function openForm(page: Page, kind: string): Promise<void> {
  await press(page, 'Add destination')
  await choose(page, kind)
  const dialog = page.getByRole('dialog')
  await dialog.getByText('More', { exact: true }).click()
  await dialog.getByText('After publishing').click()
  for (const step of ['Webhook', 'Program']) {
    await dialog.getByRole('button', { name: step, exact: true }).click()
  }
}

/** A window with something in each of its parts. */
async function openFilled(folder: string, launch: () => Promise<Spool>): Promise<Spool> {
  const home = join(folder, 'data')
  await seed(folder, 50)
  const [clip = ''] = await shortClips(folder, ['Harbour'])
  const { ids } = await addLegs(
    home,
    ['Waits for review', 'Goes out later'],
    [await addChannel(home)],
  )
  await addRenditions(home, ids, clip)
  const spool = await launch()
  const { call } = spool
  const { legs } = await call('review.page', { cursor: null, limit: 10 })
  const later = legs.find(({ metadata }) => metadata.title === 'Goes out later')
  if (!later?.sourceId) throw new Error('Nothing waits for review.')
  await call('source.rights', { id: later.sourceId, rights: { kind: 'mine' } })
  await call('review.approve', { ids: [later.id], when: Date.now() + 600_000 })
  await call('preset.duplicate', { id: 'youtube-1080p', name: 'Mine', description: '' })
  return spool
}

test('axe finds nothing on any screen, in any dialog, in any look', async ({ folder, launch }) => {
  test.setTimeout(240_000)
  const { page } = await openFilled(folder, launch)
  for (const screen of screens) {
    await goTo(page, screen)
    await expect(page.locator('main h2, main [role=tab]').first()).toBeVisible()
    await expectNoBarriers(page, screen)
    for (const [name, open] of places[screen]) {
      await test.step(`${screen}: ${name}`, async () => {
        await open(page)
        await expectNoBarriers(page, `${screen}: ${name}`)
        await page.keyboard.press('Escape')
      })
    }
  }
})
