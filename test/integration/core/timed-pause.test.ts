import { expect, it } from 'vitest'
import { engineOn, newHome, startWorking, until } from './engine.ts'

it('a pause for a time outlives a restart, ends by itself', async () => {
  const home = await newHome()
  const first = await engineOn(home)
  first.queue.pause('finish', 1_500)
  expect(first.overview().pause).toMatchObject({
    paused: true,
    until: expect.any(Number) as number,
  })
  await first.close()
  first.closed = true

  const second = await engineOn(home)
  expect(second.queue.isPaused()).toBe(true)
  await startWorking(second)
  await until(second, () => !second.queue.isPaused())
  expect(second.overview().pause).toEqual({ paused: false })
})
