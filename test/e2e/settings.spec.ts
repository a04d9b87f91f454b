import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { startKeyStore } from '../fixtures/key-store.ts'
import { expect, test } from './app.ts'
import { expectNoBarriers } from './barriers.ts'
import { answerDialogs } from './dialogs.ts'
import { pictures } from './pictures.ts'
import { addAddresses, rows } from './queue.ts'

test('settings are found by a word, and taken along as a file', async ({ folder, launch }) => {
  const { app, page, call, picture } = await launch()
  const search = page.getByRole('searchbox', { name: 'Search settings' })
  await page.keyboard.press('6')
  await expect(search).toBeVisible()
  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  await search.fill('busy TIME')
  await expect(page.getByRole('checkbox')).toHaveCount(1)
  await picture('settings-search')
  await search.fill('no such thing')
  await expect(page.getByRole('heading', { name: 'No setting is called that' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Storage and history' })).toBeVisible()

  const file = join(folder, 'settings.json')
  await answerDialogs(app, file)
  await page.getByRole('button', { name: 'Export…' }).click()
  await expect(page.getByText('Settings exported')).toBeVisible()
  const before = await call('settings.get', undefined)
  const text = await readFile(file, 'utf8')
  expect(JSON.parse(text)).toMatchObject({ format: 'spool-settings', settings: before })

  await writeFile(file, text.replace('"theme": "system"', '"theme": "dark"'))
  await page.getByRole('button', { name: 'Import…' }).click()
  await expect(page.getByRole('dialog', { name: 'Change 1 setting?' })).toContainText(
    'window.theme',
  )
  await expectNoBarriers(page)
  await picture('settings-import')
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await expect(page.getByText('1 setting changed')).toBeVisible()
  expect((await call('settings.get', undefined)).window.theme).toBe('dark')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await call('settings.get', undefined)).window.theme).toBe('system')

  await writeFile(file, text.replace('"theme": "system"', '"theme": "mauve"'))
  await page.getByRole('button', { name: 'Import…' }).click()
  const refusal = page.getByText(/“window\.theme” in this file cannot be used/)
  await expect(refusal.first()).toBeVisible()
  expect(await call('settings.get', undefined)).toEqual(before)
})

test('GitHub Actions is set up here: repository, token, stages', async ({ command, launch }) => {
  const keyStore = await startKeyStore()
  try {
    command.env = { ...command.env, ...keyStore.env }
    const spool = await launch()
    const { page, call } = spool
    const github = async () => (await call('settings.get', undefined)).github
    await page.keyboard.press('6')
    await page.getByRole('searchbox', { name: 'Search settings' }).fill('github')
    const part = page.getByRole('region', { name: 'GitHub Actions' })
    const field = (name: string) => part.getByRole('textbox', { name, exact: true })
    await field('Repository').fill('no repository')
    await field('Repository').blur()
    await expect(part.getByText('This cannot be used here.')).toBeVisible()
    expect(await github()).toBeNull()
    await field('Repository').fill('me/videos')
    await field('Transform').fill('transform.yml@main')
    await field('Transform').blur()
    await expect.poll(github).toMatchObject({
      ...{ repository: 'me/videos', baseUrl: 'https://api.github.com' },
      delegate: { transform: { workflow: 'transform.yml', ref: 'main' } },
    })
    await field('Token').fill('ghp_never_shown')
    await part.getByRole('button', { name: 'Keep' }).click()
    await expect(part.getByText('In the key store', { exact: true })).toBeVisible()
    expect(await call('github.state', undefined)).toMatchObject({ hasToken: true })
    await expectNoBarriers(page)
    await pictures(spool, 'settings-github')
    await part.getByRole('button', { name: 'Remove' }).click()
    await expect(field('Token')).toBeVisible()
    await field('Repository').fill('')
    await field('Repository').blur()
    await expect.poll(github).toBeNull()
  } finally {
    await keyStore.close()
  }
})

test('diagnostics hold what helps, and nothing of who somebody is', async ({ folder, launch }) => {
  const { app, page, picture } = await launch()
  const secrets = [
    'hunter2pass',
    'q1w2e3r4t5',
    'ana@example.org',
    'ghp_a1b2c3d4e5f6g7h8',
    homedir(),
  ]
  await addAddresses(page, ['http://ana:hunter2pass@127.0.0.1:1/feed.xml?token=q1w2e3r4t5'])
  await expect(rows(page, { status: 'retrying' }).or(rows(page, { status: 'failed' }))).toHaveCount(
    1,
  )
  await appendFile(
    join(folder, 'data', 'logs', 'main.log'),
    `${homedir()}/a.mp4 of ana@example.org with ghp_a1b2c3d4e5f6g7h8, password=hunter2pass\n`,
  )
  await page.keyboard.press('6')
  await page.getByRole('button', { name: 'Look at them…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Diagnostics' })
  await dialog.getByText('settings.json').click()
  await expect(dialog.getByText('"libraryFolder"')).toBeVisible()
  await expectNoBarriers(page)
  await picture('settings-diagnostics')

  const file = join(folder, 'diagnostics.zip')
  await answerDialogs(app, file)
  await dialog.getByRole('button', { name: 'Save…' }).click()
  await expect(page.getByText('Diagnostics saved')).toBeVisible()
  const files = Object.entries(unzipSync(await readFile(file)))
  expect(files.map(([name]) => name)).toEqual(
    expect.arrayContaining([
      'about.json',
      'settings.json',
      'tools.json',
      'events.json',
      'main.log',
    ]),
  )
  const all = files.map(([, bytes]) => strFromU8(bytes)).join('\n')
  expect(all).toContain('ffmpeg')
  for (const secret of secrets) expect(all).not.toContain(secret)
})
