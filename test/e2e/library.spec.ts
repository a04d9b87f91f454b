import { createServer, type Server } from 'node:http'
import { expect, test } from './app.ts'
import { expectNoBarriers } from './barriers.ts'
import { pictures } from './pictures.ts'

const item = (n: number) =>
  `<item><title>Harbour walk ${String(n)}</title><guid isPermaLink="false">${String(n)}</guid>
    <itunes:duration>${String(300 + 7 * n)}</itunes:duration>
    <enclosure url="/media/${String(n)}.mp4" type="video/mp4" length="${String(40_000_000 + n)}"/></item>`
const feed = `<?xml version="1.0"?><rss version="2.0"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Harbour walks</title>
  <link>https://example.org</link><description>x</description>${Array.from({ length: 24 }, (_, n) => item(n)).join('')}</channel></rss>`

let server: Server | undefined
test.afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** A feed whose videos never come. */
async function openFeed(): Promise<string> {
  const started = createServer((request, response) => {
    if (request.url !== '/feed.xml') return
    response.setHeader('content-type', 'application/rss+xml')
    response.end(feed)
  })
  server = started
  const port = await new Promise<number>((resolve) => {
    started.listen(0, '127.0.0.1', () => {
      const address = started.address()
      resolve(address !== null && typeof address === 'object' ? address.port : 0)
    })
  })
  return `http://127.0.0.1:${String(port)}/feed.xml`
}

test('a source is previewed, added with a filter, scheduled, paused and removed', async ({
  launch,
}) => {
  const location = await openFeed()
  const spool = await launch()
  const { page, call } = spool
  const look = async (name: string): Promise<void> => {
    await expectNoBarriers(page, name)
    await pictures(spool, name)
  }
  await page.getByRole('button', { name: 'Library' }).click()
  await page.getByRole('button', { name: 'Add sources' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address or path').fill(location)
  await dialog.getByText('Filters, schedule and more').click()
  await dialog.getByLabel('Only the newest').fill('20')
  await dialog.getByRole('button', { name: 'Preview' }).click()
  const preview = dialog.getByRole('region', { name: 'Preview of Harbour walks' })
  await expect(preview).toContainText('Would add20')
  await expect(preview).toContainText('Left out4')
  await look('source-preview')

  await dialog.getByLabel('Title matches').fill('(')
  await expect(dialog.getByRole('button', { name: 'Add 1 source' })).toBeDisabled()
  await dialog.getByLabel('Title matches').fill('')
  await dialog.getByRole('button', { name: 'Add 1 source' }).click()
  const card = page.getByRole('listitem', { name: 'Harbour walks' })
  await expect(card).toContainText('20 videos')
  await expect(card).toContainText('4 left out')

  await card.getByRole('button', { name: 'More for Harbour walks' }).click()
  await page.getByRole('menuitem', { name: 'Source settings…' }).click()
  await dialog.getByRole('combobox', { name: 'Look for new videos' }).click()
  await page.getByRole('option', { name: 'Every 6 hours' }).click()
  await dialog.getByRole('combobox', { name: 'Speed limit of this source' }).click()
  await page.getByRole('option', { name: '500 kB/s' }).click()
  await dialog.getByLabel('File names').fill('{date} {title}')
  await dialog.getByRole('combobox', { name: 'Preset' }).click()
  await page.getByRole('option', { name: 'Remux' }).click()
  await expect(dialog.getByText('Jobs already in the queue keep the preset')).toBeVisible()
  await look('source-settings')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(card).toContainText('Every 6 hours, next')
  const { sources } = await call('source.page', { cursor: null, limit: 5 })
  expect(sources).toMatchObject([
    { preset: 'remux', naming: '{date} {title}', bytesPerSecond: 500_000, filter: { newest: 20 } },
  ])
  await look('library')

  await card.getByRole('button', { name: 'More for Harbour walks' }).click()
  await page.getByRole('menuitem', { name: 'Pause source' }).click()
  await expect(card).toContainText('Paused')
  await card.getByRole('button', { name: 'More for Harbour walks' }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('heading', { name: 'No sources yet' })).toBeVisible()
  await look('library-empty')
})

test('the settings show how old yt-dlp is, and fetch nothing without a yes', async ({ launch }) => {
  const { page, picture, call } = await launch()
  await page.getByRole('button', { name: 'Settings' }).click()
  const part = page.getByRole('region', { name: 'yt-dlp' })
  await expect(part).toContainText('days old')
  await part.getByRole('button', { name: 'Update' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep' }).click()
  await part.scrollIntoViewIfNeeded()
  await picture('settings-yt-dlp')
  const tools = await call('tools.list', undefined)
  expect(tools.find(({ name }) => name === 'yt-dlp')).toMatchObject({ previousVersion: null })
})
