import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { findPreset } from '../../src/shared/preset.ts'
import { answerAgain, answerNothing, refuseAll } from './answers.ts'
import { expect, test, type Spool } from './app.ts'
import { expectNoBarriers } from './barriers.ts'
import { longClip, makeClip, openChannel } from './channel.ts'
import { goTo } from './navigation.ts'
import { pictures } from './pictures.ts'
import { addAddresses, dropFiles, rows } from './queue.ts'
import { seed } from './seed.ts'

/** A seeded window that has read nothing yet but the queue, by video. */
async function openSeeded(folder: string, launch: () => Promise<Spool>): Promise<Spool> {
  await seed(folder, 50)
  const spool = await launch()
  await spool.page.getByRole('button', { name: 'By video', exact: true }).click()
  await expect(rows(spool.page).first()).toBeVisible()
  return spool
}

/** Shows every place that reads something by itself, one after the other. */
async function visit(page: Page, each: (name: string) => Promise<void>): Promise<void> {
  await rows(page).first().dblclick()
  await each('video')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: /Failed/ }).click()
  await each('queue')
  for (const screen of ['Library', 'Dashboard', 'Publish'] as const) {
    await goTo(page, screen)
    await each(screen.toLowerCase())
  }
  for (const tab of ['Calendar', 'Rules', 'Quota', 'Destinations']) {
    await page.getByRole('tab', { name: tab }).click()
    await each(`publish-${tab.toLowerCase()}`)
  }
}

test('while it is read, each screen says so', async ({ folder, launch }) => {
  const spool = await openSeeded(folder, launch)
  const { app, page } = spool
  const reading = page.locator('main').getByRole('status', { name: 'Loading' }).last()
  const look = async (name: string): Promise<void> => {
    await expect(reading, name).toBeVisible()
    await pictures(spool, `sweep/loading-${name}`)
  }
  await answerNothing(app)
  await visit(page, look)
  await expectNoBarriers(page)
  // What is read with the window itself.
  await page.reload()
  for (const screen of ['Queue', 'Presets', 'Settings'] as const) {
    await goTo(page, screen)
    await look(`start-${screen.toLowerCase()}`)
  }
})

test('what cannot be read is said where it would stand, and read once it can be', async ({
  folder,
  launch,
}) => {
  const spool = await openSeeded(folder, launch)
  const { app, page } = spool
  const sentence = 'The disk with Spool’s data does not answer. Check that it is connected.'
  const said = page.locator('main').getByRole('alert').filter({ hasText: sentence })
  await visit(page, async (name) => {
    await answerAgain(app)
    await refuseAll(app, sentence)
    await expect(said, name).toBeVisible()
    await pictures(spool, `sweep/error-${name}`)
    await answerAgain(app)
    await said.getByRole('button', { name: 'Try again' }).click()
    await expect(said, name).toBeHidden()
    await refuseAll(app, sentence)
  })
  await expectNoBarriers(page)
  await page.reload()
  await expect(page.getByText('Spool could not be reached.').first()).toBeVisible()
  await pictures(spool, 'sweep/error-start')
})

/** An encode that outlasts what is looked at, on one core: the other is for the test beside it. */
async function slowPreset({ call }: Spool): Promise<string> {
  const archive = findPreset('archive-av1')
  const preset = {
    ...archive,
    id: 'slow',
    name: 'Slow',
    extraArguments: ['-svtav1-params', 'lp=1'],
  }
  await call('preset.save', { preset, queuedToo: false })
  return preset.id
}

test('at work: how far each job is, wherever it is looked for', async ({ folder, launch }) => {
  test.setTimeout(120_000)
  const clips = [await longClip(folder, 'Ferry at noon'), await longClip(folder, 'Ferry at dusk')]
  const channel = await openChannel(clips)
  try {
    const spool = await launch()
    const { page, call } = spool
    const { bandwidth } = await call('settings.get', undefined)
    await call('settings.set', {
      ...{ preset: await slowPreset(spool), bandwidth: { ...bandwidth, bytesPerSecond: 60_000 } },
    })
    await addAddresses(page, [channel.feed])
    const dawn = join(folder, 'Harbour at dawn.mp4')
    await dropFiles(page, [await makeClip(dawn, { seconds: 40, size: '1280x720' })])
    for (const type of ['download', 'transform'] as const) {
      const running = rows(page, { type, status: 'processing' })
      await expect(running.getByRole('progressbar').first()).toHaveAttribute(
        'aria-valuenow',
        /[1-9]/,
      )
    }
    await pictures(spool, 'sweep/running-queue')
    const transform = rows(page, { type: 'transform', status: 'processing' })
    await transform.dblclick()
    await expect(page.getByRole('complementary').getByRole('progressbar')).toBeVisible()
    await pictures(spool, 'sweep/running-details')
    await expectNoBarriers(page)
    await page.getByRole('button', { name: 'Open video' }).click()
    await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
    await pictures(spool, 'sweep/running-video')
    for (const screen of ['Library', 'Dashboard'] as const) {
      await goTo(page, screen)
      await expect(page.locator('main').getByRole('heading').first()).toBeVisible()
      await pictures(spool, `sweep/running-${screen.toLowerCase()}`)
    }
    await page.getByRole('heading', { name: 'Disks' }).scrollIntoViewIfNeeded()
    await pictures(spool, 'sweep/running-dashboard-disks')
  } finally {
    await channel.close()
  }
})
