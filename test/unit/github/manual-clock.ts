import { setImmediate as turn } from 'node:timers/promises'
import type { Clock } from '../../../src/core/github/clock.ts'

/** Time that passes only when told to. */
export class ManualClock implements Clock {
  #now = 0
  #timers: { at: number; work: () => void }[] = []

  now(): number {
    return this.#now
  }

  after(ms: number, work: () => void): () => void {
    const timer = { at: this.#now + ms, work }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** How many timers run. */
  get timers(): number {
    return this.#timers.length
  }

  /** Lets so much time pass, and everything happen that was to happen in it. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    for (;;) {
      await turn()
      await turn()
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (!next) break
      this.#timers = this.#timers.filter((timer) => timer !== next)
      this.#now = Math.max(this.#now, next.at)
      next.work()
    }
    this.#now = end
  }
}
