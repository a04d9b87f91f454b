import { isAbsolute, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SpoolError } from '../../shared/errors.ts'
import { isThere } from '../disk/there.ts'

/**
 * What was dropped, pasted or typed, as the one spelling a source is known by: an http(s) URL, or
 * an absolute path of something that is there.
 *
 * @throws SpoolError `invalid-input` with a sentence that says what would do instead
 */
export async function normalizeLocation(text: string): Promise<string> {
  const trimmed = text.trim()
  const path = pathOf(trimmed)
  if (path !== null) {
    if (await isThere(path)) return normalize(path)
    throw new SpoolError('invalid-input', `There is no file or folder at ${path}.`)
  }
  const url = URL.canParse(trimmed) ? new URL(trimmed) : null
  if (url?.protocol === 'http:' || url?.protocol === 'https:') {
    url.hash = ''
    return url.href
  }
  throw new SpoolError(
    'invalid-input',
    url
      ? `Spool cannot fetch ${url.protocol} addresses; use one that begins with http:// or https://.`
      : 'This is neither a web address (http://… or https://…) nor a file or folder.',
  )
}

function pathOf(text: string): string | null {
  if (isAbsolute(text)) return text
  if (!/^file:/i.test(text) || !URL.canParse(text)) return null
  try {
    return fileURLToPath(text)
  } catch (error) {
    throw new SpoolError('invalid-input', 'This file address names no file of this computer.', {
      cause: error,
    })
  }
}
