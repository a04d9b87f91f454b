import { readFileSync, statSync } from 'node:fs'
import { extname } from 'node:path'
import { SpoolError } from '../../shared/errors.ts'

const listEndings = new Set(['.txt', '.list', '.urls', '.csv', '.url', '.webloc'])
const mostBytes = 2_000_000
const address = /https?:\/\/[^\s"'<>,;]+/gi

/** Whether a path is of a file that lists addresses. */
export const isListFile = (path: string): boolean => listEndings.has(extname(path).toLowerCase())

/**
 * The web addresses in a text file, each once. Nothing else in it counts: a list from somewhere must
 * not be able to name this machine's own files.
 *
 * @throws SpoolError `invalid-input` where there are none, or the file is no such list
 */
export function readListFile(path: string): string[] {
  if (statSync(path).size > mostBytes) {
    throw new SpoolError('invalid-input', 'This list is larger than 2 MB. Split it, then add it.')
  }
  const lines = readFileSync(path, 'utf8').split(/\r?\n/)
  const found = lines
    .filter((line) => !/^\s*#/.test(line))
    .flatMap((line) => line.replaceAll('&amp;', '&').match(address) ?? [])
    .filter((text) => !/apple\.com\/DTDs/i.test(text))
  if (found.length > 0) return [...new Set(found)]
  throw new SpoolError('invalid-input', 'There are no web addresses in this list.')
}
