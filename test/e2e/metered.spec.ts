import { expect, test } from './app.ts'
import { shortClips } from './channel.ts'
import { goTo } from './navigation.ts'
import { pictures } from './pictures.ts'
import { dropFiles, rows } from './queue.ts'
import { startNetworkManager } from '../fixtures/network-manager.ts'

const label = 'Hold work on a metered connection'

test('work waits while the connection is metered, as the system tells', async ({
  folder,
  command,
  launch,
}) => {
  test.skip(process.platform !== 'linux', 'Only Linux tells.')
  const network = await startNetworkManager()
  command.env = { ...command.env, ...network.env }
  const spool = await launch()
  const { page } = spool
  try {
    await goTo(page, 'Settings')
    await page.getByRole('checkbox', { name: label }).check()
    const state = page.getByRole('status', { name: 'State of the queue' })
    network.set('guess-yes')
    await goTo(page, 'Queue')
    await dropFiles(page, await shortClips(folder, ['Ferry']))
    await expect(state).toContainText('On hold: metered connection')
    await expect(rows(page, { status: 'queued' })).toContainText(
      'Waits until the connection is no longer metered.',
    )
    await pictures(spool, 'metered')
    network.set('no')
    await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(1)
  } finally {
    // Chromium does not outlive its bus.
    await spool.stop()
    await network.close()
  }
})

test('where the system does not tell, there is nothing to set', async ({ command, launch }) => {
  command.env = { ...command.env, DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nowhere' }
  const { page } = await launch()
  await goTo(page, 'Settings')
  await expect(page.getByRole('checkbox', { name: 'Hold work while on battery' })).toBeVisible()
  await expect(page.getByRole('checkbox', { name: label })).toHaveCount(0)
})
