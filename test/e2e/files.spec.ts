import { join } from 'node:path'
import { addLegs, addRenditions } from '../fixtures/legs.ts'
import { expect, test } from './app.ts'
import { shortClips } from './channel.ts'
import { rows } from './queue.ts'

test('a file says what came otherwise than planned, and is shown where it lies', async ({
  folder,
  launch,
}) => {
  const home = join(folder, 'data')
  const [clip = ''] = await shortClips(folder, ['Harbour'])
  const note = 'Encoded by the processor: hardware encoders are switched off in the settings.'
  const { ids } = await addLegs(home, ['Harbour'], [{ kind: 'folder', path: join(folder, 'out') }])
  await addRenditions(home, ids, clip, { notes: [note] })
  const { app, page } = await launch()
  const shown = await app.evaluateHandle(({ shell }) => {
    const paths: string[] = []
    shell.showItemInFolder = (path) => void paths.push(path)
    return paths
  })
  await rows(page, { type: 'publish' }).dblclick()
  const details = page.getByRole('complementary')
  await expect(details.getByText(note)).toBeVisible()
  await details.getByRole('button', { name: 'Show in folder' }).click()
  await expect.poll(() => shown.jsonValue()).toEqual([clip])

  await page.getByRole('button', { name: 'Open video' }).click()
  const files = page.getByRole('region', { name: 'Video' })
  await expect(files.getByText(note)).toBeVisible()
  await files.getByRole('button', { name: 'Show in folder' }).click()
  await expect.poll(() => shown.jsonValue()).toEqual([clip, clip])
})
