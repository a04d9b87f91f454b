import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { expectNoBarriers } from './barriers.ts'
import { shortClips } from './channel.ts'
import { dropFiles, rows } from './queue.ts'
import { seed } from './seed.ts'

const titles = (page: Page): Promise<string[]> =>
  rows(page).evaluateAll((all) =>
    all
      .toSorted((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
      .map((row) => row.textContent),
  )

const sortBy = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('combobox', { name: 'Sort by' }).click()
  await page.getByRole('option', { name }).click()
}

test('the queue is sorted, says why each job waits, and is put in order by hand', async ({
  folder,
  launch,
}) => {
  const { page, call, picture } = await launch()
  await call('queue.pause', { mode: 'finish' })
  await dropFiles(page, await shortClips(folder, ['Cedar', 'Alder', 'Birch']))
  await expect(rows(page)).toHaveCount(3)
  await expect(rows(page).first()).toContainText('The queue is paused.')
  const names = (await titles(page)).map((title) => /Cedar|Alder|Birch/.exec(title)?.[0])
  expect(names).toEqual(['Birch', 'Alder', 'Cedar'])

  await page.getByRole('tab', { name: /Waiting/ }).click()
  await sortBy(page, 'Order of work')
  const order = async () =>
    (await titles(page)).map((title) => /Cedar|Alder|Birch/.exec(title)?.[0])
  await expect.poll(order).toEqual(['Cedar', 'Alder', 'Birch'])

  await rows(page).nth(2).click()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(order).toEqual(['Cedar', 'Birch', 'Alder'])
  await page.keyboard.press('Alt+Home')
  await expect.poll(order).toEqual(['Birch', 'Cedar', 'Alder'])
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(order).toEqual(['Cedar', 'Birch', 'Alder'])

  const box = async (name: string) => {
    const found = await rows(page).filter({ hasText: name }).boundingBox()
    if (!found) throw new Error(`${name} is not in view.`)
    return { x: found.x + 200, y: found.y + found.height / 2 }
  }
  const [from, to] = [await box('Alder'), await box('Cedar')]
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x, from.y - 20, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 8 })
  await picture('queue-dragged')
  await page.mouse.up()
  await expect.poll(order).toEqual(['Alder', 'Cedar', 'Birch'])

  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page.getByRole('combobox', { name: 'Stage' })).toBeVisible()
  await expectNoBarriers(page)
  await picture('queue-filter')
  await page.keyboard.press('Escape')
  await rows(page).first().dblclick()
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
  await expectNoBarriers(page)
  await page.emulateMedia({ colorScheme: 'light' })
  await picture('queue-waiting-details')
})

test('outside the hours work may begin in, it waits and says until when', async ({
  folder,
  launch,
}) => {
  const { page, call, picture } = await launch()
  const soon = new Date(Date.now() + 2 * 3_600_000)
  const time = (date: Date): string => date.toTimeString().slice(0, 5)
  const hours = {
    days: [0, 1, 2, 3, 4, 5, 6],
    from: time(soon),
    to: time(new Date(soon.getTime() + 3_600_000)),
  }
  await call('settings.set', { work: { hours: [hours], holdOnBattery: false } })
  await dropFiles(page, await shortClips(folder, ['Patient']))
  await expect(rows(page, { status: 'queued' })).toContainText(
    /Waits until .*, when work may begin/,
  )
  await expect(page.getByRole('status', { name: 'State of the queue' })).toContainText(
    /Waits until .* · 1/,
  )
  await picture('queue-outside-hours')
  await call('settings.set', { work: { hours: [], holdOnBattery: false } })
  await expect(rows(page, { type: 'publish', status: 'completed' })).toHaveCount(1)
})

/** Presses this point as soon as the list moves. @returns tells the number of the row there */
async function pressOnceItMoves(page: Page, x: number, y: number): Promise<() => Promise<number>> {
  const pressed = await page.evaluateHandle(
    ([clientX, clientY]) => {
      const state = { row: 0 }
      const observer = new MutationObserver(() => {
        const [above, ...below] = document.elementsFromPoint(clientX, clientY)
        if (above?.role !== 'presentation') return
        observer.disconnect()
        state.row = Number(below.find(({ role }) => role === 'row')?.ariaRowIndex)
        for (const type of ['mousedown', 'click']) {
          above.dispatchEvent(new MouseEvent(type, { bubbles: true, clientX, clientY }))
        }
      })
      observer.observe(document.body, { subtree: true, childList: true })
      document.querySelector('[role=grid]')?.scrollBy(0, 2_000)
      return state
    },
    [x, y] as const,
  )
  return () => pressed.evaluate(({ row }) => row)
}

test('a row that is pressed while the list still moves is chosen, and has the keyboard', async ({
  folder,
  launch,
}) => {
  await seed(folder, 200)
  const { page } = await launch()
  await expect(rows(page).first()).toBeVisible()
  const pressed = await pressOnceItMoves(page, 500, 400)
  await expect.poll(pressed).toBeGreaterThan(20)
  const chosen = page.locator('[role=row][aria-selected=true]')
  await expect(chosen).toHaveAttribute('aria-rowindex', String(await pressed()))
  await expect(chosen).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(chosen).toHaveAttribute('aria-rowindex', String((await pressed()) + 1))
})
