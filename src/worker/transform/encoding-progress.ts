import type { Progress } from '../../shared/progress.ts'
import { RateMeter } from '../rate-meter.ts'

/** Beyond this the planned duration was wrong: better to say that nothing is known. */
const overshoot = 1.03

/** Turns the `key=value` lines of FFmpeg's `-progress` into progress. */
export class EncodingProgress {
  readonly #durationSeconds: number | null
  readonly #meter: RateMeter
  #outSeconds = 0

  /**
   * @param durationSeconds what the output will last; null where that is not known
   * @param clock milliseconds of active time
   */
  constructor(durationSeconds: number | null, clock: () => number) {
    this.#durationSeconds = durationSeconds
    this.#meter = new RateMeter(clock)
  }

  /** How far the output is, in seconds: what a watchdog looks at. */
  get outSeconds(): number {
    return this.#outSeconds
  }

  /** @returns what the line tells, null where it is no news */
  line(line: string): Progress | null {
    const [key, value] = line.split('=')
    if (key === 'out_time_us') {
      const seconds = Number(value) / 1e6
      // Before the first packet it says N/A or a huge negative number.
      if (seconds > this.#outSeconds) this.#outSeconds = seconds
      return null
    }
    if (key !== 'progress') return null
    if (value === 'end')
      return { phase: 'Verifying', fraction: null, speed: null, etaSeconds: null }
    this.#meter.update(this.#outSeconds)
    return this.#encoding()
  }

  #encoding(): Progress {
    const total = this.#durationSeconds
    const speed = this.#meter.perSecond
    const part = total === null ? null : this.#outSeconds / total
    const known = part !== null && part <= overshoot
    return {
      // FFmpeg then moves the index to the front of the file, and says nothing meanwhile.
      phase: known && part >= 0.995 ? 'Finalising' : 'Encoding',
      fraction: known ? Math.min(1, part) : null,
      speed: speed === null ? null : { unit: 'x', value: speed },
      etaSeconds: total === null ? null : this.#meter.secondsUntil(total),
    }
  }
}
