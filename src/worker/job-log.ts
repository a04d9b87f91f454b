import { appendFileSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { redact } from './redact.ts'

const maxBytes = 2 * 1024 * 1024
const fullNotice = '(this log is full; nothing more is written to it)\n'

/**
 * Appends lines to a job's log, free of secrets, until it is full. A log that cannot be written
 * ends there: on a full disk the job's own answer must still come through, and tells of it.
 */
export class JobLog {
  readonly #path: string
  /** What is written already; null before the first line. */
  #bytes: number | null = null

  constructor(path: string) {
    this.#path = path
  }

  write(line: string): void {
    try {
      this.#bytes ??= this.#open()
      if (this.#bytes < maxBytes) this.#bytes += this.#append(line, maxBytes - this.#bytes)
    } catch {
      this.#bytes = maxBytes
    }
  }

  /** @returns how long the log is already */
  #open(): number {
    mkdirSync(dirname(this.#path), { recursive: true })
    return statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0
  }

  /** @returns how many bytes of the room it took: all of it where the line does not fit */
  #append(line: string, room: number): number {
    const text = redact(line).replace(/[\r\n]+/g, ' ⏎ ')
    const entry = `${new Date().toISOString()} ${text}\n`
    const bytes = Buffer.byteLength(entry)
    const fits = bytes <= room - fullNotice.length
    appendFileSync(this.#path, fits ? entry : fullNotice)
    return fits ? bytes : room
  }
}
