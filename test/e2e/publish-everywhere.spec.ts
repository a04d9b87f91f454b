import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startKeyStore } from '../fixtures/key-store.ts'
import { startS3 } from '../fixtures/s3.ts'
import { startYoutube } from '../fixtures/youtube.ts'
import { expect, test } from './app.ts'
import { withBrowser } from './browser.ts'
import { shortClips } from './channel.ts'

test('a channel goes through review to YouTube, a bucket and a folder; a failing leg is retried alone', async ({
  folder,
  command,
  launch,
}) => {
  test.setTimeout(120_000)
  const keyStore = await startKeyStore()
  const [s3, youtube] = await Promise.all([startS3(), startYoutube()])
  try {
    command.env = await withBrowser({ ...command.env, ...keyStore.env }, folder)
    const clips = join(folder, 'clips')
    const out = join(folder, 'out')
    await mkdir(clips)
    await shortClips(clips, ['Tide', 'Ferry'])
    const { page, call, picture } = await launch()
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
    const [account] = await call('account.list', undefined)
    if (!account) throw new Error('Nobody is signed in.')
    const channel = await call('destination.save', {
      ...{ name: 'Channel', target: { kind: 'youtube', account: account.id } },
    })
    const cloud = await call('destination.save', {
      name: 'Cloud',
      target: {
        ...{ kind: 's3', bucket: 'videos', endpoint: s3.endpoint, key: '{title}.{ext}' },
        publicUrl: 'https://videos.example.org/{key}',
      },
      credentials: { accessKeyId: 'key-id', secretAccessKey: 'never/written' },
    })
    await call('source.add', {
      locations: [clips],
      destinations: [
        { kind: 'saved', id: channel.id, platform: 'youtube' },
        { kind: 'saved', id: cloud.id, platform: 's3' },
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
    await picture('publish-everywhere-failed')
    const { jobs } = await failed()
    expect(jobs.map(({ type }) => type)).toEqual(['publish', 'publish'])
    await call('job.retry', { ids: jobs.map(({ id }) => id) })
    await expect.poll(() => s3.objects.size, { timeout: 60_000 }).toBe(2)
    await expect.poll(async () => (await failed()).jobs.length).toBe(0)
    expect(youtube.asked.length).toBe(heard)
    expect(await readdir(out)).toHaveLength(2)

    const files = await Promise.all((await readdir(out)).map((name) => readFile(join(out, name))))
    const published = [...s3.objects.values(), ...youtube.videos.values()]
    for (const { body } of published) expect(files.some((file) => file.equals(body))).toBe(true)
    for (const { status } of youtube.videos.values()) expect(status.privacyStatus).toBe('private')
  } finally {
    s3.close()
    youtube.close()
    await keyStore.close()
  }
})
