import { useSyncExternalStore } from 'react'

/** A clock that ticks only while somebody looks: with listeners and a visible window. */
function createClock(everyMs: number) {
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: number | undefined

  const tick = (): void => {
    now = Date.now()
    for (const listener of listeners) listener()
  }
  const follow = (): void => {
    clearInterval(timer)
    if (listeners.size === 0 || document.hidden) return
    timer = window.setInterval(tick, everyMs)
    // Whoever begins to look while it is still right is not drawn twice.
    if (Date.now() >= now + everyMs) tick()
  }
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener)
    if (listeners.size === 1) {
      document.addEventListener('visibilitychange', follow)
      follow()
    }
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      document.removeEventListener('visibilitychange', follow)
      follow()
    }
  }
  return { subscribe, now: () => now }
}

const seconds = createClock(1_000)
const minutes = createClock(30_000)

/** The time in milliseconds, renewed every second. */
export const useSecondClock = (): number => useSyncExternalStore(seconds.subscribe, seconds.now)

/** The time in milliseconds, renewed often enough for "5 minutes ago". */
export const useMinuteClock = (): number => useSyncExternalStore(minutes.subscribe, minutes.now)
