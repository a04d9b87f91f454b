import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { longClip } from './channel.ts'
import { goTo, screens } from './navigation.ts'
import { dropFiles, rows } from './queue.ts'

/** Writes down from now on what begins to move. */
async function watchMotion(page: Page): Promise<() => Promise<string[]>> {
  const moved = await page.evaluateHandle(() => {
    const seen = new Set<string>()
    for (const kind of ['transitionrun', 'animationstart']) {
      document.addEventListener(kind, ({ target }) => {
        if (target instanceof Element) seen.add(`${kind}: ${target.outerHTML.slice(0, 100)}`)
      })
    }
    return seen
  })
  return () =>
    moved.evaluate((seen) => [
      ...seen,
      ...document.getAnimations().map(({ playState }) => `animation, ${playState}`),
    ])
}

/** Through everything that could move: screens, tabs, menus, dialogs, toasts. */
async function lookAround(page: Page): Promise<void> {
  for (const screen of screens) await goTo(page, screen)
  await goTo(page, 'Queue')
  await page.getByRole('tab', { name: /Done/ }).click()
  await page.getByRole('tab', { name: /All/ }).click()
  await page.getByRole('button', { name: 'Ways to pause' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  for (const [keys, name] of [
    ['Control+k', 'Command palette'],
    ['?', 'Keyboard shortcuts'],
  ] as const) {
    const dialog = page.getByRole('dialog', { name })
    await page.keyboard.press(keys)
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
  }
  await rows(page, { type: 'scrape' }).first().dblclick()
  await page
    .getByRole('button', { name: 'Copy command' })
    .or(page.getByText('History'))
    .first()
    .click()
  await page.keyboard.press('Escape')
}

test('where less motion is wanted nothing moves, also while there is work', async ({
  folder,
  launch,
}) => {
  const { page } = await launch()
  const moved = await watchMotion(page)
  await dropFiles(page, [await longClip(folder, 'Ferry')])
  const running = rows(page, { type: 'transform', status: 'processing' })
  await expect(running.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /[1-9]/)
  expect(await moved()).not.toEqual([])

  await page.emulateMedia({ reducedMotion: 'reduce' })
  const movedSince = await watchMotion(page)
  await lookAround(page)
  await expect(running).toBeVisible()
  expect(await movedSince()).toEqual([])
})

/** What the animations that go on without end change, as far as one has begun. */
async function watchEndless(page: Page): Promise<() => Promise<string[]>> {
  const changed = await page.evaluateHandle(() => {
    const seen = new Set<string>()
    document.addEventListener('animationstart', ({ target }) => {
      if (!(target instanceof Element)) return
      for (const { effect } of target.getAnimations()) {
        if (!(effect instanceof KeyframeEffect) || effect.getTiming().iterations !== Infinity)
          continue
        for (const frame of effect.getKeyframes()) for (const name in frame) seen.add(name)
      }
    })
    return seen
  })
  return () => changed.evaluate((seen) => [...seen])
}

test('what moves for as long as there is work costs no layout', async ({ folder, launch }) => {
  const { page } = await launch()
  const changed = await watchEndless(page)
  await dropFiles(page, [await longClip(folder, 'Ferry')])
  await expect.poll(changed).toContain('transform')
  const ofEveryFrame = ['offset', 'computedOffset', 'easing', 'composite']
  expect((await changed()).filter((name) => !ofEveryFrame.includes(name))).toEqual(['transform'])
})
