import { setTimeout as setTimeoutAsync } from 'node:timers/promises'
import { Transform } from 'node:stream'

/** How much may come at once after a rest, in seconds of the limit. */
const burstSeconds = 0.25

/**
 * Lets bytes through no faster than the limit of the moment (a token bucket). Those that came are
 * never refused; whoever took too many waits before it takes more, which slows the sender down.
 */
export class Throttle {
  #bytesPerSecond: number | null
  #tokens = 0
  #filledAt = performance.now()
  #changed = new AbortController()

  constructor(bytesPerSecond: number | null) {
    this.#bytesPerSecond = bytesPerSecond
  }

  /** Holds from now on, for what is under way as well. */
  set(bytesPerSecond: number | null): void {
    this.#fill()
    this.#bytesPerSecond = bytesPerSecond
    this.#changed.abort()
    this.#changed = new AbortController()
  }

  /** Resolves when so many bytes are within the limit; at once where there is none. */
  async take(bytes: number, signal: AbortSignal): Promise<void> {
    this.#fill()
    this.#tokens -= bytes
    for (;;) {
      signal.throwIfAborted()
      this.#fill()
      if (this.#bytesPerSecond === null || this.#tokens >= 0) return
      const waitMs = Math.max(1, (-this.#tokens / this.#bytesPerSecond) * 1_000)
      const woken = AbortSignal.any([signal, this.#changed.signal])
      await setTimeoutAsync(waitMs, undefined, { signal: woken }).catch(() => undefined)
    }
  }

  /** A pipe with the same limit. */
  stream(): Transform {
    const closed = new AbortController()
    return new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        this.take(chunk.length, closed.signal).then(
          () => {
            done(null, chunk)
          },
          () => {
            // Nobody waits for it any more.
            done()
          },
        )
      },
      destroy: (error, done) => {
        closed.abort()
        done(error)
      },
    })
  }

  #fill(): void {
    const now = performance.now()
    const rate = this.#bytesPerSecond
    const elapsed = (now - this.#filledAt) / 1_000
    this.#filledAt = now
    this.#tokens = rate === null ? 0 : Math.min(rate * burstSeconds, this.#tokens + rate * elapsed)
  }
}
