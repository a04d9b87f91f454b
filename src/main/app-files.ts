import { extname, isAbsolute, relative, resolve } from 'node:path'
import type { ProtocolRequest, ProtocolResponse } from 'electron'
import { appOrigin } from '../shared/channels.ts'

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

/** Chromium's `ERR_FILE_NOT_FOUND`. */
const notFound: ProtocolResponse = { error: -6 }

/** The answer to a request for one of the window's own files: where it lies and how it is sent. */
export function appFile(
  { url: text, method }: Pick<ProtocolRequest, 'url' | 'method'>,
  folder: string,
): ProtocolResponse {
  const url = new URL(text)
  if (`${url.protocol}//${url.host}` !== appOrigin || method !== 'GET') return notFound

  const path = fileInside(folder, url.pathname)
  const contentType = path === null ? undefined : contentTypes[extname(path)]
  if (path === null || contentType === undefined) return notFound
  return {
    path,
    headers: {
      'content-type': contentType,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    },
  }
}

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
