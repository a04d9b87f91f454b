import type { Bridge } from '../../../shared/contract.ts'

type Platform = Bridge['platform']

const quotes: Record<string, string> = { '"': '"', "'": "'", '<': '>', '“': '”', '‘': '’' }

/**
 * The locations in dropped or pasted text (`text/uri-list` or plain lines), in order, each once:
 * comments and blank lines are left out, quotes taken off, `file:` URLs turned into paths. Whether
 * a location makes sense is for the engine to say.
 */
export function parseLocations(text: string, platform: Platform): string[] {
  const locations = text
    .split(/[\r\n\0]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap(splitLinks)
    .map((line) => pathOfFileUrl(unquote(line), platform))
    .filter((location) => location !== '')
  return [...new Set(locations)]
}

/** A path may hold spaces; a line that is nothing but links is several locations. */
function splitLinks(line: string): string[] {
  const words = line.split(/\s+/)
  return words.every((word) => /^(https?|file):\/\//i.test(word)) ? words : [line]
}

function unquote(line: string): string {
  const close = quotes[line.charAt(0)]
  if (close === undefined || line.length < 2 || !line.endsWith(close)) return line
  return line.slice(1, -1).trim()
}

function pathOfFileUrl(location: string, platform: Platform): string {
  const match = /^file:\/\/([^/?#]*)([^?#]*)/i.exec(location)
  if (!match) return location
  const [, host = '', encoded = ''] = match
  const path = decodeOrNull(encoded)
  if (path === null || path === '') return location
  const isLocal = host === '' || host.toLowerCase() === 'localhost'
  if (platform !== 'win32') return isLocal ? path : location
  const windowsPath = path.replaceAll('/', '\\')
  return isLocal ? windowsPath.replace(/^\\(?=[a-z]:)/i, '') : `\\\\${host}${windowsPath}`
}

function decodeOrNull(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return null
  }
}
