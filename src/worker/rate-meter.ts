const smoothingSeconds = 10
const leastStepMs = 200
/** Before this much has passed an estimate would only be noise. */
const settleMs = 3_000

/** Speed and remaining time of something that grows, smoothed by an exponential mean. */
export class RateMeter {
  readonly #clock: () => number
  readonly #startedAt: number
  #lastAt: number
  #lastAmount: number
  #perSecond: number | null = null

  /** @param clock milliseconds; @param amount what is there already, so not part of the speed */
  constructor(clock: () => number, amount = 0) {
    this.#clock = clock
    this.#startedAt = this.#lastAt = clock()
    this.#lastAmount = amount
  }

  update(amount: number): void {
    const now = this.#clock()
    const elapsedMs = now - this.#lastAt
    if (elapsedMs < leastStepMs) return
    const current = Math.max(0, (amount - this.#lastAmount) / (elapsedMs / 1_000))
    const weight = 1 - Math.exp(-elapsedMs / 1_000 / smoothingSeconds)
    this.#perSecond =
      this.#perSecond === null ? current : this.#perSecond + weight * (current - this.#perSecond)
    this.#lastAt = now
    this.#lastAmount = amount
  }

  /** Null while nothing can be said. */
  get perSecond(): number | null {
    return this.#perSecond
  }

  secondsUntil(total: number): number | null {
    if (this.#perSecond === null || this.#perSecond === 0) return null
    if (this.#clock() - this.#startedAt < settleMs) return null
    return Math.max(0, total - this.#lastAmount) / this.#perSecond
  }
}
