import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { openChannel, shortClips, type Channel } from './channel.ts'
import { dropAddresses, dropFiles, rows } from './queue.ts'

let server: Channel | undefined
test.afterEach(async () => {
  await server?.close()
  server = undefined
})

test('a channel, a feed and a folder are dropped, looked at, added, and changed later', async ({
  folder,
  launch,
}) => {
  await mkdir(join(folder, 'raw'))
  const clips = await shortClips(folder, ['Ebb', 'Flood'])
  const [raw = ''] = await shortClips(join(folder, 'raw'), ['Harbour'])
  server = await openChannel(clips)
  const { page, picture, call } = await launch()
  await call('settings.set', { preset: 'remux' })

  await dropAddresses(page, [server.page, server.feed])
  const dialog = page.getByRole('dialog', { name: 'Add sources' })
  const draft = dialog.getByRole('list', { name: 'Sources to add' })
  await expect(draft.getByText('Test channel · 2 new, 0 there already')).toHaveCount(1)
  await expect(draft.getByText('Tides · 2 new, 0 there already')).toHaveCount(1)
  const sum = dialog.getByRole('region', { name: 'All of them together' })
  // They are the same two under both addresses.
  await expect(sum).toContainText('Would add2')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await picture(`drop-preview-${colorScheme}`)
  }
  await dialog.getByRole('button', { name: 'Add 2 sources' }).click()
  await dropFiles(page, [join(folder, 'raw')])
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(3)

  await test.step('what is there already shows before it is added again', async () => {
    const list = join(folder, 'list.txt')
    await writeFile(list, `# tides\n${server?.page ?? ''}\n`)
    await dropFiles(page, [list])
    await expect(draft.getByText('Tides · 0 new, 2 there already')).toBeVisible()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
  })

  await test.step('a folder gets another name template, and what comes later has it', async () => {
    await page.getByRole('button', { name: 'Library' }).click()
    await page.getByRole('button', { name: 'More for raw' }).click()
    await page.getByRole('menuitem', { name: 'Source settings…' }).click()
    const settings = page.getByRole('dialog', { name: 'Source settings' })
    await settings.getByLabel('File names').fill('{title} by hand')
    await settings.getByRole('button', { name: 'Save' }).click()
    await expect(settings).toBeHidden()
    await shortClips(join(raw, '..'), ['Pier'])
    await page
      .getByRole('listitem', { name: 'raw' })
      .getByRole('button', { name: 'Look now' })
      .click()
    await expect(page.getByRole('listitem', { name: 'raw' })).toContainText('2 videos')
    await page.getByRole('button', { name: 'Queue' }).click()
    await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(4)
  })
  const { publishFolder } = await call('settings.get', undefined)
  const published = await readdir(publishFolder)
  expect(published).toHaveLength(4)
  expect(published).toEqual(
    expect.arrayContaining(['Harbour – Remux to MP4.mp4', 'Pier by hand.mp4']),
  )
})
