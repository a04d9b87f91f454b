import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Two files of this size are kept: the current one and the one before it (`.1`). */
const maxBytes = 1_000_000

export type Log = (text: string) => void

/** Opens a log file that cannot grow without end. Every call appends one dated entry. */
export function openLog(path: string): Log {
  mkdirSync(dirname(path), { recursive: true })
  let bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  return (text) => {
    const entry = `${new Date().toISOString()} ${text.trimEnd()}\n`
    const size = Buffer.byteLength(entry)
    if (bytes + size > maxBytes) {
      renameSync(path, `${path}.1`)
      bytes = 0
    }
    appendFileSync(path, entry)
    bytes += size
  }
}
