import { RateMeter } from '../rate-meter.ts'
import type { PhaseNews } from './phases.ts'

/** Beyond this the planned duration was wrong: better to say that nothing is known. */
const overshoot = 1.03

/** Turns the `key=value` lines of FFmpeg's `-progress` into progress. */
export class EncodingProgress {
  readonly #durationSeconds: number | null
  readonly #meter: RateMeter
  #outSeconds = 0
  #bytes = 0
  #frames = 0

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

  /** How large the first output is so far. */
  get bytes(): number {
    return this.#bytes
  }

  /** How many pictures were written so far. */
  get frames(): number {
    return this.#frames
  }

  /** @returns what the line tells, null where it is no news */
  line(line: string): PhaseNews | null {
    const [key, value] = line.split('=')
    switch (key) {
      case 'out_time_us':
        // Before the first packet it says N/A or a huge negative number.
        this.#outSeconds = larger(this.#outSeconds, Number(value) / 1e6)
        return null
      case 'total_size':
        this.#bytes = larger(this.#bytes, Number(value))
        return null
      case 'frame':
        this.#frames = larger(this.#frames, Number(value))
        return null
      case 'progress':
        if (value === 'end') return { part: 1 }
        this.#meter.update(this.#outSeconds)
        return this.#news()
      default:
        return null
    }
  }

  #news(): PhaseNews {
    const total = this.#durationSeconds
    const speed = this.#meter.perSecond
    const part = total === null ? null : this.#outSeconds / total
    return {
      part: part !== null && part <= overshoot ? Math.min(1, part) : null,
      speed: speed === null ? null : { unit: 'x', value: speed },
      etaSeconds: total === null ? null : this.#meter.secondsUntil(total),
    }
  }
}

const larger = (known: number, told: number): number => (told > known ? told : known)
