import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { coalesce } from '../../../src/main/coalesce.ts'

describe('coalesce', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('runs at most four times a second, however often it is asked', () => {
    const action = vi.fn()
    const ask = coalesce(action, new AbortController().signal)
    for (let ms = 0; ms < 999; ms += 1) {
      ask()
      vi.advanceTimersByTime(1)
    }
    expect(action).toHaveBeenCalledTimes(4)
  })

  it('runs soon after the first asking', () => {
    const action = vi.fn()
    coalesce(action, new AbortController().signal)()
    vi.advanceTimersByTime(1)
    expect(action).toHaveBeenCalledOnce()
  })

  it('runs once more for what was asked during the wait, so nothing is lost', () => {
    const action = vi.fn()
    const ask = coalesce(action, new AbortController().signal)
    ask()
    vi.advanceTimersByTime(1)
    ask()
    vi.advanceTimersByTime(250)
    expect(action).toHaveBeenCalledTimes(2)
  })

  it('leaves no timer behind when nothing is asked', () => {
    const ask = coalesce(vi.fn(), new AbortController().signal)
    ask()
    vi.advanceTimersByTime(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('runs nothing after the end', () => {
    const action = vi.fn()
    const end = new AbortController()
    const ask = coalesce(action, end.signal)
    ask()
    end.abort()
    ask()
    vi.advanceTimersByTime(1_000)
    expect(action).not.toHaveBeenCalled()
  })
})
