import { expect, it, vi } from 'vitest'
import { overview } from './overview.ts'

vi.mock('electron', () => ({ Notification: { isSupported: () => false } }))
const { createBatch } = await import('../../../src/main/notify.ts')

it('tells once, when all is done, what came of it', () => {
  const batch = createBatch()
  expect(batch(overview({}), 7)).toBeNull()
  expect(batch(overview({ queued: 3 }), 7)).toBeNull()
  expect(batch(overview({ processing: 1, failed: 1 }), 12)).toBeNull()
  expect(batch(overview({ failed: 1 }), 19)).toEqual({ published: 12, failed: 1 })
  expect(batch(overview({ failed: 1 }), 19)).toBeNull()
  expect(batch(overview({ queued: 1, failed: 1 }), 19)).toBeNull()
  expect(batch(overview({ failed: 1 }), 19)).toBeNull()
})
