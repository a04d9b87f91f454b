import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, relative, resolve } from 'node:path'
import { appOrigin } from '../shared/channels.ts'
import { systemCode } from '../shared/spool-error.ts'

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: media:",
  'media-src media:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ')

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** The answer to a request for one of the window's own files: the file, or a refusal. */
export async function appResponse(request: Request, folder: string): Promise<Response> {
  const url = new URL(request.url)
  if (`${url.protocol}//${url.host}` !== appOrigin) return refusal(404)
  if (request.method !== 'GET') return refusal(405)

  const path = fileInside(folder, url.pathname)
  const contentType = path === null ? undefined : contentTypes[extname(path)]
  if (path === null || contentType === undefined) return refusal(404)
  const body = await readIfThere(path)
  if (body === null) return refusal(404)
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': contentType,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    },
  })
}

const refusal = (status: number) => new Response(null, { status })

function fileInside(folder: string, pathname: string): string | null {
  const name = decoded(pathname)
  if (name === null || name.includes('\0')) return null
  const path = resolve(folder, `.${name === '/' ? '/index.html' : name}`)
  const way = relative(folder, path)
  return way === '' || way.startsWith('..') || isAbsolute(way) ? null : path
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    // A broken escape names no file.
    return null
  }
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes(systemCode(error) ?? '')) return null
    throw error
  }
}
