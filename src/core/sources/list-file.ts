import { open } from 'node:fs/promises'
import { SpoolError, systemCode } from '../../shared/errors.ts'
import { isListFile } from '../../shared/list-file.ts'
import { normalizeLocation } from '../engine/location.ts'

const mostBytes = 2_000_000
const address = /https?:\/\/[^\s"'<>,;]+/gi

/** Locations with the addresses of list files in their place, and what cannot be read. */
export interface Expanded {
  locations: string[]
  refused: { location: string; message: string }[]
}

/** Puts the web addresses of list files in their place, each location once. */
export async function expandLists(locations: readonly string[]): Promise<Expanded> {
  const expanded: Expanded = { locations: [], refused: [] }
  for (const location of locations) {
    try {
      if (isListFile(location)) {
        expanded.locations.push(...(await addressesIn(await normalizeLocation(location))))
      } else expanded.locations.push(location)
    } catch (error) {
      if (!(error instanceof SpoolError)) throw error
      expanded.refused.push({ location, message: error.message })
    }
  }
  return { ...expanded, locations: [...new Set(expanded.locations)] }
}

/**
 * The web addresses in a text file, each once. Nothing else in it counts: a list from somewhere must
 * not be able to name this machine's own files.
 */
async function addressesIn(path: string): Promise<string[]> {
  const lines = (await textOf(path)).split(/\r?\n/)
  const found = lines
    .filter((line) => !/^\s*#/.test(line))
    .flatMap((line) => line.replaceAll('&amp;', '&').match(address) ?? [])
    .filter((text) => !/apple\.com\/DTDs/i.test(text))
  if (found.length > 0) return [...new Set(found)]
  throw new SpoolError('invalid-input', 'There are no web addresses in this list.')
}

/** No more of it than a list can be, whatever it grows to meanwhile. */
async function textOf(path: string): Promise<string> {
  try {
    await using file = await open(path)
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(mostBytes + 1) })
    if (bytesRead <= mostBytes) return buffer.toString('utf8', 0, bytesRead)
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    throw new SpoolError('invalid-input', 'This list cannot be read. Check its permissions.', {
      details: { path },
      cause: error,
    })
  }
  throw new SpoolError('invalid-input', 'This list is larger than 2 MB. Split it, then add it.')
}
