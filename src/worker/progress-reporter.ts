import { monotonic, type Progress } from '../shared/progress.ts'

const intervalMs = 250

/** Passes progress on at most four times a second; the last one is never lost. */
export class ProgressReporter {
  readonly #send: (progress: Progress) => void
  #highest: Progress | null = null
  #waiting: Progress | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(send: (progress: Progress) => void) {
    this.#send = send
  }

  report(progress: Progress): void {
    const next = monotonic(this.#highest, progress)
    if (next.fraction !== null) this.#highest = next
    this.#waiting = next
    if (this.#timer) return
    this.#sendWaiting()
    this.#timer = setTimeout(() => {
      this.#timer = null
      if (this.#waiting) this.report(this.#waiting)
    }, intervalMs)
  }

  /** Sends what still waits; to be called when the job is over. */
  finish(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#sendWaiting()
  }

  #sendWaiting(): void {
    if (this.#waiting) this.#send(this.#waiting)
    this.#waiting = null
  }
}
