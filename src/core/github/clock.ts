/** What is asked for the time. */
export interface Clock {
  /** Milliseconds since any point; never goes back. */
  now(): number
  /** @returns what takes the timer back */
  after(ms: number, work: () => void): () => void
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms)
    return () => {
      clearTimeout(timer)
    }
  },
}
