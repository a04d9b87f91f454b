import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { expectNoBarriers } from './barriers.ts'
import { longClip, makeClip } from './channel.ts'
import { answerDialogs } from './dialogs.ts'
import { pictures } from './pictures.ts'
import { dropFiles, rows } from './queue.ts'

const sides = (page: Page) => page.locator('video[aria-label="Before"], video[aria-label="After"]')

/** Both sides can be played, and are as wide as this. */
async function expectPlayable(page: Page, widths: [number, number]): Promise<void> {
  const videos = sides(page)
  await expect(videos).toHaveCount(2, { timeout: 30_000 })
  await expect
    .poll(() =>
      videos.evaluateAll((all) =>
        all.map((video) => (video instanceof HTMLVideoElement ? video.videoWidth : 0)),
      ),
    )
    .toEqual(widths)
}

test('a preset is made in the editor, seen in words, tried on five seconds, and used', async ({
  folder,
  launch,
}) => {
  const { app, page, call, picture } = await launch()
  const clip = await makeClip(join(folder, 'Harbour.mp4'), { seconds: 8, size: '320x180' })
  await page
    .getByRole('link', { name: 'Presets' })
    .or(page.getByRole('button', { name: 'Presets' }))
    .click()
  await page.getByRole('button', { name: 'Square', exact: true }).click()
  await picture('presets-built-in')
  await page.getByRole('button', { name: 'Duplicate' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Little square')

  await page.getByRole('spinbutton', { name: 'Width' }).fill('241')
  await expect(page.getByText('Width must be an even number.').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
  await picture('presets-wrong')
  await page.getByRole('spinbutton', { name: 'Width' }).fill('240')
  await page.getByRole('spinbutton', { name: 'Height' }).fill('240')
  await page.getByText('Length and speed').click()
  await page.getByRole('checkbox', { name: 'Trim' }).check()
  await page.getByRole('spinbutton', { name: 'Begin at, seconds' }).fill('1')
  await page.getByText('Watermark and subtitles').click()
  await page.getByRole('combobox', { name: 'Watermark' }).click()
  await page.getByRole('option', { name: 'Text' }).click()
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('© Spool')
  await page.getByText('For experts').click()
  const options = page.getByRole('textbox', { name: 'Options of FFmpeg' })
  await options.fill('-i /etc/passwd')
  await expect(page.getByText(/The option -i cannot be added/).first()).toBeVisible()
  await options.fill('-tune animation')

  await answerDialogs(app, clip)
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await expect(page.getByText(/^Picture is encoded to H\.264, 240×240/)).toBeVisible()
  await expect(page.getByText('On the way: frame, watermark.')).toBeVisible()
  await page.getByRole('button', { name: 'Show 5 seconds' }).click()
  await expectPlayable(page, [320, 240])
  await expect(page.getByText(/ become .*rom 2 s on\.$/)).toBeVisible()
  await expectNoBarriers(page)
  await page.getByRole('slider', { name: 'Where before ends' }).scrollIntoViewIfNeeded()
  await page.emulateMedia({ colorScheme: 'light' })
  await picture('presets-editor')
  await page.emulateMedia({ colorScheme: 'dark' })
  await picture('presets-editor-dark')
  await page.getByRole('button', { name: 'Close sample' }).click()
  await expect
    .poll(() => readdir(join(folder, 'data')).then((all) => all.includes('samples')))
    .toBe(false)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved. What is queued already stays as it was.')).toBeVisible()

  const { id } =
    (await call('preset.list', undefined)).find(({ name }) => name === 'Little square') ?? {}
  if (id === undefined) throw new Error('The preset was not stored.')
  await call('settings.set', { preset: id })
  await page.keyboard.press('1')
  await dropFiles(page, [clip])
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(1)
  await rows(page, { type: 'transform' }).dblclick()
  await page.getByRole('button', { name: 'Open video' }).click()
  await page.getByRole('combobox', { name: 'What is shown' }).click()
  await page.getByRole('option', { name: 'Before and after' }).click()
  await expectPlayable(page, [320, 240])
  await page.getByRole('button', { name: 'Show 5 seconds' }).click()
  await expect(sides(page)).toHaveCount(4, { timeout: 30_000 })
  await expectNoBarriers(page)
  await picture('video-sample')
})

test('presets speak German, fit a narrow window, and come back when removed by mistake', async ({
  folder,
  launch,
}) => {
  const { app, page, call, picture } = await launch()
  const clip = await makeClip(join(folder, 'Hafen.mp4'), { seconds: 2, size: '320x180' })
  const { id } = await call('preset.duplicate', {
    ...{ id: 'small-file', name: 'Mine', description: 'Klein' },
  })
  await call('settings.set', { preset: id })
  await dropFiles(page, [clip])
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(1)

  const settings = await call('settings.get', undefined)
  await call('settings.set', { window: { ...settings.window, language: 'de' } })
  await page.reload()
  await page.getByRole('button', { name: 'Vorgaben' }).click()
  await page.getByRole('button', { name: 'Mine', exact: true }).click()
  await page.getByRole('combobox', { name: 'Video der Bibliothek' }).click()
  await page.getByRole('option', { name: 'Hafen' }).click()
  await expect(page.getByText(/^Das Bild wird neu kodiert, H\.264/)).toBeVisible()
  await page.getByText('Länge und Tempo').click()
  await page.getByText('Ausbessern und drehen').click()
  await page.getByText('Wasserzeichen und Untertitel').click()
  await page.getByText('Vorspann, Abspann, Angaben').click()
  await page.getByRole('textbox', { name: 'Name' }).fill('')
  await expect(page.getByText('Name fehlt.')).toBeVisible()
  await expectNoBarriers(page)
  await page.emulateMedia({ colorScheme: 'light' })
  await picture('presets-german')
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setSize(720, 640)
  })
  await picture('presets-narrow')
  await page.getByRole('button', { name: 'Änderungen verwerfen' }).click()
  await page.getByRole('button', { name: 'Entfernen', exact: true }).click()
  await expect(page.getByText('„Mine“ wurde entfernt.')).toBeVisible()
  await page.getByRole('button', { name: 'Rückgängig' }).click()
  await expect(page.getByRole('button', { name: 'Mine', exact: true })).toBeVisible()
})

test('a change counts for jobs that wait, where that is wanted', async ({ folder, launch }) => {
  const spool = await launch()
  const { page, call } = spool
  const { id } = await call('preset.duplicate', { id: 'square', name: 'Mine', description: '' })
  await call('settings.set', { preset: id })
  await dropFiles(page, [await longClip(folder, 'Pier'), await longClip(folder, 'Quay')])
  const waiting = rows(page, { type: 'transform', status: 'queued' })
  await expect(rows(page, { type: 'transform', status: 'processing' })).toHaveCount(1)
  await expect(waiting).toHaveCount(1)
  await call('queue.pause', { mode: 'finish' })
  const waits = Number(await waiting.getAttribute('data-job-id'))

  await page.keyboard.press('3')
  await page.getByRole('button', { name: 'Mine', exact: true }).click()
  for (const side of ['Width', 'Height']) {
    await page.getByRole('spinbutton', { name: side }).fill('120')
  }
  await page.getByRole('checkbox', { name: 'Also for jobs that wait with this preset' }).check()
  await pictures(spool, 'presets-queued-too')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved, also for the jobs that wait.')).toBeVisible()
  await call('queue.resume', undefined)
  await page.keyboard.press('1')
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(2)
  await page.locator(`[data-job-id="${waits}"]`).dblclick()
  await page.getByRole('button', { name: 'Open video' }).click()
  const video = page.locator('video')
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.videoWidth))
    .toBe(120)
})
