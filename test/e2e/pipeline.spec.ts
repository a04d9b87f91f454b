import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openChannel, probe, shortClips } from './channel.ts'
import type { Channel } from './channel.ts'
import { expect, test } from './app.ts'
import { addAddresses, dragOver, dropAddresses, dropFiles, rows } from './queue.ts'

let channel: Channel | undefined
test.afterEach(async () => {
  await channel?.close()
  channel = undefined
})

test('a dropped feed goes through all four stages into the chosen folder', async ({
  folder,
  launch,
}) => {
  channel = await openChannel(await shortClips(folder, ['First', 'Second', 'Third']))
  const published = join(folder, 'My videos')
  await mkdir(published)
  const { app, page, picture } = await launch()

  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, published)
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Choose another folder: Publish to' }).click()
  await expect(page.getByRole('group', { name: 'Publish to' })).toContainText(published)
  await picture('settings')
  await page.getByRole('button', { name: 'Queue' }).click()

  const drag = await dragOver(page, { 'text/uri-list': channel.feed })
  await expect(page.getByTestId('drop-overlay')).toBeVisible()
  await picture('drop')
  await drag.drop()
  await page.getByRole('button', { name: 'Add 1 source' }).click()
  await expect(rows(page, { status: 'processing' }).first()).toBeVisible()
  await picture('working')

  for (const type of ['download', 'transform', 'publish'] as const) {
    await expect(rows(page, { type, status: 'completed' })).toHaveCount(3)
  }
  await expect(rows(page, { type: 'scrape', status: 'completed' })).toHaveCount(1)
  await expect(page.getByRole('status', { name: 'State of the queue' })).toHaveText('Idle')
  await picture('done')

  const files = await readdir(published)
  expect(files).toHaveLength(3)
  for (const file of files) {
    const { codecs, seconds } = await probe(join(published, file))
    expect(codecs).toEqual(['h264', 'aac'])
    expect(seconds).toBeCloseTo(2, 0)
  }

  await rows(page, { type: 'publish' }).first().dblclick()
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Show in folder')
  await picture('details')
})

test('dropped files and folders are taken from where they lie', async ({ folder, launch }) => {
  const clips = join(folder, 'clips')
  await mkdir(clips)
  await shortClips(clips, ['One', 'Two'])
  const [single = ''] = await shortClips(folder, ['Single'])
  const { page } = await launch()
  await dropFiles(page, [clips, single])
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(3)
})

test('what cannot be added says why, and adds nothing', async ({ launch }) => {
  const { page, picture } = await launch()
  await dropAddresses(page, ['ftp://example.org/video.mp4'])
  await expect(page.getByText(/cannot fetch ftp/)).toBeVisible()
  await picture('rejected')
  await expect(rows(page)).toHaveCount(0)
})

test('a missing video fails with a sentence, and goes on once it is there', async ({
  folder,
  launch,
}) => {
  channel = await openChannel(await shortClips(folder, ['Lost and found']))
  channel.broken = true
  const { page, picture } = await launch()
  await addAddresses(page, [channel.feed])

  const failed = rows(page, { type: 'download', status: 'failed' })
  await expect(failed).toBeVisible()
  await failed.dblclick()
  const details = page.getByRole('complementary', { name: 'Details' })
  await expect(details.getByRole('region', { name: 'Error' })).toContainText(/[A-Z].{10,}\./)
  await picture('failed')

  channel.broken = false
  await details.getByRole('button', { name: 'Retry' }).click()
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(1)
})
