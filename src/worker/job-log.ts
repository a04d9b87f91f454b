import { appendFileSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { redact } from './redact.ts'

const maxBytes = 2 * 1024 * 1024
const fullNotice = '(this log is full; nothing more is written to it)\n'

/** Appends lines to a job's log, free of secrets, until it is full. */
export class JobLog {
  readonly #path: string
  #bytes: number

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true })
    this.#path = path
    this.#bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  }

  write(line: string): void {
    if (this.#bytes >= maxBytes) return
    const text = redact(line).replace(/[\r\n]+/g, ' ⏎ ')
    const entry = `${new Date().toISOString()} ${text}\n`
    this.#append(
      this.#bytes + Buffer.byteLength(entry) > maxBytes - fullNotice.length ? null : entry,
    )
  }

  #append(entry: string | null): void {
    appendFileSync(this.#path, entry ?? fullNotice)
    this.#bytes = entry === null ? maxBytes : this.#bytes + Buffer.byteLength(entry)
  }
}
