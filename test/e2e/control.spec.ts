import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { longClip, shortClips } from './channel.ts'
import { ffmpegIn } from './processes.ts'
import { dropFiles, rows } from './queue.ts'

test('paused, what runs is finished and nothing new begins; resumed, all goes on', async ({
  folder,
  launch,
}) => {
  const [clip = ''] = await shortClips(folder, ['Waits its turn'])
  const { page, call, picture } = await launch()
  await dropFiles(page, [await longClip(folder, 'Runs')])
  await expect(rows(page, { type: 'transform', status: 'processing' })).toBeVisible()
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  const state = page.getByRole('status', { name: 'State of the queue' })
  await expect(state).toContainText('finishing 1')
  await dropFiles(page, [clip])
  await picture('pausing')

  await expect(rows(page, { type: 'transform', status: 'completed' })).toHaveCount(1)
  await expect(state).toHaveText('Paused')
  // The end of a job is the moment the next one would be claimed.
  await expect(rows(page, { type: 'publish', status: 'queued' })).toHaveCount(1)
  await expect(rows(page, { type: 'scrape', status: 'queued' })).toHaveCount(1)
  expect((await call('queue.overview', undefined)).statistics.processing).toBe(0)
  await picture('paused')

  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(2)
})

test('frozen, FFmpeg stands still where it is; resumed, it finishes', async ({
  folder,
  launch,
}) => {
  const { page, picture } = await launch()
  await dropFiles(page, [await longClip(folder, 'Frozen')])
  const running = rows(page, { type: 'transform', status: 'processing' })
  await expect(running.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /[1-9]/)
  await page.getByRole('button', { name: 'Ways to pause' }).click()
  await page.getByRole('menuitem', { name: 'Freeze now' }).click()

  await expect
    .poll(async () => (await ffmpegIn(folder)).map(({ state }) => state[0]))
    .toEqual(['T'])
  await expect(running).toContainText('On hold')
  await picture('frozen')

  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(1)
})

test('cancelled, FFmpeg ends and nothing unfinished stays behind', async ({ folder, launch }) => {
  const { page, picture, call } = await launch()
  await dropFiles(page, [await longClip(folder, 'Unwanted')])
  const running = rows(page, { type: 'transform', status: 'processing' })
  await expect.poll(() => ffmpegIn(folder)).toHaveLength(1)
  await running.hover()
  await running.getByRole('button', { name: 'Cancel' }).click()
  await picture('cancel-question')
  await page.getByRole('button', { name: 'Cancel job' }).click()

  await expect(rows(page, { type: 'transform', status: 'cancelled' })).toHaveCount(1)
  await expect.poll(() => ffmpegIn(folder)).toEqual([])
  const { libraryFolder } = await call('settings.get', undefined)
  await expect.poll(() => filesBelow(join(libraryFolder, '.spool-work'))).toEqual([])
  expect(await filesBelow(join(libraryFolder, 'Renditions'))).toEqual([])
})

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}
