import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, isAbsolute } from 'node:path'
import { Readable } from 'node:stream'
import { mediaOrigin } from '../shared/channels.ts'

const contentTypes: Record<string, string> = {
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/mp4',
  '.webm': 'video/webm',
  '.mkv': 'video/x-matroska',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.wav': 'audio/wav',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
}

/**
 * The answer to a request for a file of the library, whole or the part asked for. What a name
 * stands for is looked up; no path comes from outside.
 */
export async function mediaResponse(
  request: Request,
  pathOf: (name: string) => string | null,
): Promise<Response> {
  const url = new URL(request.url)
  if (`${url.protocol}//${url.host}` !== mediaOrigin) return refusal(404)
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405)

  const path = pathOf(url.pathname)
  // Many videos have no picture: that is no error.
  if (path === null && url.pathname.startsWith('/thumbnail/')) return refusal(204)
  const contentType = path === null ? undefined : contentTypes[extname(path).toLowerCase()]
  if (path === null || contentType === undefined || !isAbsolute(path)) return refusal(404)
  const size = await sizeOf(path)
  if (size === null) return refusal(404)

  const range = rangeOf(request.headers.get('range'), size)
  if (range === 'unsatisfiable') return refusal(416, { 'content-range': `bytes */${size}` })
  const { start, end } = range ?? { start: 0, end: size - 1 }
  const headers = {
    'content-type': contentType,
    'content-length': String(end - start + 1),
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(range === null ? {} : { 'content-range': `bytes ${start}-${end}/${size}` }),
  }
  const body = request.method === 'HEAD' || size === 0 ? null : read(path, start, end, request)
  return new Response(body, { status: range === null ? 200 : 206, headers })
}

const refusal = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers })

/** One part, as players ask; null where none is asked for or it is asked for in another way. */
export function rangeOf(
  header: string | null,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return null
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < start) return null
  return start >= size ? 'unsatisfiable' : { start, end }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path)
    return found.isFile() ? found.size : null
  } catch {
    // Whatever keeps it from being read, it cannot be shown.
    return null
  }
}

function read(path: string, start: number, end: number, { signal }: Request): ReadableStream {
  // A player that seeks gives up the part it was reading.
  const file = createReadStream(path, { start, end, signal })
  file.on('error', () => {
    file.destroy()
  })
  return Readable.toWeb(file) as ReadableStream
}
