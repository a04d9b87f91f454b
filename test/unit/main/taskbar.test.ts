import { describe, expect, it } from 'vitest'
import { createBatchProgress, showOnTaskbar } from '../../../src/main/taskbar.ts'
import { overview } from './overview.ts'

describe('the progress on the task bar', () => {
  it('is none while there is nothing to do', () => {
    expect(createBatchProgress()(overview({ totalJobs: 5, completed: 5 }))).toBeNull()
  })

  it('counts only what came since the queue was last empty', () => {
    const progress = createBatchProgress()
    progress(overview({ totalJobs: 100, completed: 100 }))
    expect(progress(overview({ totalJobs: 104, completed: 100, queued: 4 }))).toBe(0)
    expect(progress(overview({ totalJobs: 104, completed: 101, queued: 3 }))).toBe(0.25)
    expect(progress(overview({ totalJobs: 104, completed: 104 }))).toBeNull()
    expect(progress(overview({ totalJobs: 105, completed: 104, queued: 1 }))).toBe(0)
  })

  it('does not go back when finished work brings new work', () => {
    const progress = createBatchProgress()
    progress(overview({ totalJobs: 2, queued: 2 }))
    expect(progress(overview({ totalJobs: 2, queued: 1, completed: 1 }))).toBe(0.5)
    expect(progress(overview({ totalJobs: 9, queued: 7, completed: 2 }))).toBe(0.5)
  })
})

it('the badge counts what failed, and is told only when that changes', () => {
  const badges: number[] = []
  const show = showOnTaskbar({ setProgressBar: () => undefined }, (count) => badges.push(count))
  for (const failed of [0, 2, 2, 1, 0]) show(overview({ failed }))
  expect(badges).toEqual([2, 1, 0])
})
