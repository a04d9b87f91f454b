import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startListener } from '../fixtures/listener.ts'
import { startKeyStore } from '../fixtures/key-store.ts'
import { startS3 } from '../fixtures/s3.ts'
import { startYoutube } from '../fixtures/youtube.ts'
import { expect, test } from './app.ts'
import { expectNoBarriers } from './barriers.ts'
import { pictures } from './pictures.ts'
import { withBrowser } from './browser.ts'
import { shortClips } from './channel.ts'

test('a channel goes through review to YouTube, a bucket and a folder; a failing leg is retried alone', async ({
  folder,
  command,
  launch,
}) => {
  test.setTimeout(120_000)
  const keyStore = await startKeyStore()
  const [s3, youtube, listener] = await Promise.all([startS3(), startYoutube(), startListener()])
  try {
    command.env = await withBrowser({ ...command.env, ...keyStore.env }, folder)
    const clips = join(folder, 'clips')
    const out = join(folder, 'out')
    await mkdir(clips)
    await shortClips(clips, ['Tide', 'Ferry'])
    const spool = await launch()
    const { app, page, call, picture } = spool
    const { review, youtube: google } = await call('settings.get', undefined)
    await call('settings.set', {
      review: { ...review, coolingOffSeconds: 1 },
      youtube: {
        ...{ ...google, apiRoot: youtube.origin },
        ...{ authorizeUrl: `${youtube.origin}/authorize`, tokenUrl: `${youtube.origin}/token` },
      },
    })

    // Signing in goes through the browser and back to this machine.
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByRole('tab', { name: 'Destinations' }).click()
    await page.getByRole('textbox', { name: /Client ID/ }).fill('client')
    await page.getByRole('button', { name: 'Keep' }).click()
    await page.getByRole('button', { name: 'Sign in to YouTube' }).click()
    await expect(page.getByRole('region', { name: 'Hills' })).toBeVisible()
    const dialog = page.getByRole('dialog')
    const field = (name: string | RegExp) => dialog.getByRole('textbox', { name })
    const add = async (kind: string) => {
      await page.getByRole('button', { name: 'Add destination' }).click()
      await page.getByRole('menuitem', { name: kind }).click()
    }
    await add('YouTube')
    await field('Name').fill('Channel')
    await expectNoBarriers(page)
    await pictures(spool, 'destination-youtube')
    await dialog.getByRole('button', { name: 'Add' }).click()
    await add('S3 storage')
    await field('Name').fill('Clowd')
    await field('Bucket').fill('videos')
    await field(/^Address of the server; empty/).fill(s3.endpoint)
    await field('Access key').fill('key-id')
    await field('Secret key').fill('never/written')
    await dialog.getByText('More', { exact: true }).click()
    await field(/^Object name/).fill('{title}.{ext}')
    await field(/^Public address/).fill('https://videos.example.org/{key}')
    await dialog.getByText('After publishing').click()
    await dialog.getByRole('button', { name: 'Webhook' }).click()
    await field('Address of the web server').fill(`${listener.origin}/hook`)
    await expect(dialog.getByRole('button', { name: 'Add', exact: true })).toBeDisabled()
    await dialog.getByRole('button', { name: 'Make one' }).click()
    await pictures(spool, 'destination-s3')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()

    // A program is run only where the person says so to the system, not to the page.
    await page.getByRole('button', { name: 'Edit Clowd' }).click()
    await field('Name').fill('Cloud')
    await dialog.getByRole('button', { name: 'Program' }).click()
    await field(/^Whole path of the program/).fill(`/bin/sh\n-c\ncat > "${folder}/told"`)
    for (const response of [0, 1]) {
      await app.evaluate(({ dialog: asks }, answer) => {
        asks.showMessageBox = () => Promise.resolve({ response: answer, checkboxChecked: false })
      }, response)
      await dialog.getByRole('button', { name: 'Save' }).click()
      if (response === 0)
        await expect(page.getByText(/no program may be run/).first()).toBeVisible()
    }
    await expect(page.getByRole('region', { name: 'Cloud' })).toBeVisible()
    await page
      .getByRole('region', { name: 'Cloud' })
      .getByRole('button', { name: 'Try it' })
      .click()
    await expect(page.getByText('Cloud can be published to.').first()).toBeVisible()
    await pictures(spool, 'destinations')
    const saved = await call('destination.list', undefined)
    await call('source.add', {
      locations: [clips],
      destinations: [
        ...saved.map(({ id, target }) => ({ kind: 'saved' as const, id, platform: target.kind })),
        { kind: 'folder', path: out },
      ],
    })

    // The folder needs no review; what anyone could see waits.
    await page.getByRole('tab', { name: /Ready to publish/ }).click()
    const rows = page.getByRole('option')
    await expect(rows).toHaveCount(4, { timeout: 60_000 })
    await expect.poll(() => readdir(out).catch(() => [])).toHaveLength(2)
    expect([s3.objects.size, youtube.videos.size]).toEqual([0, 0])
    await picture('publish-everywhere')
    await page.getByRole('button', { name: 'It is mine' }).click()
    await expect(page.getByRole('group', { name: 'Rights' })).toBeHidden()

    s3.state.fault = (operation) =>
      operation === 'CreateMultipartUpload'
        ? { kind: 'error', status: 403, code: 'AccessDenied' }
        : undefined
    await rows.first().focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.press('a')
    await expect.poll(() => youtube.videos.size, { timeout: 60_000 }).toBe(2)
    const failed = () => call('queue.page', { filter: 'failed', cursor: null, limit: 10 })
    await expect.poll(async () => (await failed()).jobs.length, { timeout: 60_000 }).toBe(2)

    // Only the bucket's legs are tried again; nobody else hears of it.
    s3.state.fault = undefined
    const heard = youtube.asked.length
    await page.getByRole('button', { name: 'Queue' }).click()
    for (const row of await page.locator('[data-type="publish"][data-status="failed"]').all()) {
      await expect(row).toContainText('Cloud · ')
    }
    await picture('publish-everywhere-failed')
    const { jobs } = await failed()
    expect(jobs.map(({ type }) => type)).toEqual(['publish', 'publish'])
    await call('job.retry', { ids: jobs.map(({ id }) => id) })
    await expect.poll(() => s3.objects.size, { timeout: 60_000 }).toBe(2)
    await expect.poll(async () => (await failed()).jobs.length).toBe(0)
    expect(youtube.asked.length).toBe(heard)
    expect(await readdir(out)).toHaveLength(2)

    // Who was to be told knows of both, and so does the program.
    await expect.poll(() => listener.heard.length).toBe(2)
    const told = () => readFile(join(folder, 'told'), 'utf8')
    await expect.poll(told).toContain('"event":"published"')
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByRole('tab', { name: 'Destinations' }).click()
    await page.getByRole('button', { name: 'Remove Cloud' }).click()
    await expect(page.getByRole('alertdialog')).toContainText('1 source publishes there.')
    await picture('destination-remove')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('region', { name: 'Cloud' })).toBeVisible()

    const files = await Promise.all((await readdir(out)).map((name) => readFile(join(out, name))))
    const published = [...s3.objects.values(), ...youtube.videos.values()]
    for (const { body } of published) expect(files.some((file) => file.equals(body))).toBe(true)
    for (const { status } of youtube.videos.values()) expect(status.privacyStatus).toBe('private')
  } finally {
    s3.close()
    youtube.close()
    listener.close()
    await keyStore.close()
  }
})
