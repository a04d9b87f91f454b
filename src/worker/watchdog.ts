import type { FreezeGate } from './freeze.ts'

export interface Watchdog {
  /** A sign of life: the wait begins anew. */
  alive(): void
  stop(): void
}

/**
 * Calls `onStall` once when there was no sign of life for so many milliseconds of active time.
 * `look` is asked at every check and counts as a sign of life when it gives something new.
 */
export function startWatchdog(
  gate: FreezeGate,
  limitMs: number,
  onStall: () => void,
  look: () => unknown = () => null,
): Watchdog {
  let last = gate.activeMs()
  let seen = look()
  const alive = () => {
    last = gate.activeMs()
  }
  const timer = setInterval(
    () => {
      const now = look()
      if (now !== seen) alive()
      seen = now
      if (gate.activeMs() - last < limitMs) return
      clearInterval(timer)
      onStall()
    },
    Math.min(1_000, limitMs / 4),
  )
  return {
    alive,
    stop: () => {
      clearInterval(timer)
    },
  }
}
