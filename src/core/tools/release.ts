import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FetchProgress } from '../../shared/calls/tools.ts'
import { SpoolError } from '../../shared/errors.ts'

const mostBytes = 200_000_000
const mostSumsBytes = 100_000
const longestMs = 600_000

/** The file of a release that runs on this machine. */
export function releaseFile(
  platform: NodeJS.Platform = process.platform,
  architecture: string = process.arch,
): string {
  if (platform === 'win32') return 'yt-dlp.exe'
  if (platform === 'darwin') return 'yt-dlp_macos'
  if (platform === 'linux' && architecture === 'x64') return 'yt-dlp_linux'
  if (platform === 'linux' && architecture === 'arm64') return 'yt-dlp_linux_aarch64'
  // Runs on any system that has Python.
  return 'yt-dlp'
}

export interface FetchOptions {
  /** Ends it early. */
  signal?: AbortSignal | undefined
  /** How far it is. */
  onProgress?: ((progress: FetchProgress) => void) | undefined
}

/**
 * Fetches this machine's file of a release and compares it with the published checksum.
 *
 * @param base the address the release's files lie under
 * @returns the file's SHA-256
 */
export async function fetchRelease(
  base: string,
  target: string,
  { signal, onProgress }: FetchOptions = {},
): Promise<string> {
  const timeout = AbortSignal.timeout(longestMs)
  const ended = signal ? AbortSignal.any([signal, timeout]) : timeout
  const name = releaseFile()
  try {
    const sums = await textOf(await ask(addressOf(base, 'SHA2-256SUMS'), ended))
    const expected = checksumOf(sums, name)
    const actual = await store(await ask(addressOf(base, name), ended), target, onProgress)
    if (actual === expected) return actual
  } catch (error) {
    if (error instanceof SpoolError) throw error
    signal?.throwIfAborted()
    const sentence = 'yt-dlp could not be fetched: the connection failed or broke off. Try again.'
    throw new SpoolError('transient', sentence, {
      cause: error,
      details: { url: base, stack: String(error) },
    })
  }
  throw new SpoolError(
    'tool',
    'The yt-dlp that came is not the one that was published: its checksum is wrong. It was thrown away; try again later.',
    { details: { url: addressOf(base, name) } },
  )
}

const addressOf = (base: string, name: string): string =>
  new URL(name, base.endsWith('/') ? base : `${base}/`).href

async function ask(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal })
  const isAsSafe = url.startsWith('http:') || response.url.startsWith('https:')
  if (response.ok && isAsSafe) return response
  await response.body?.cancel()
  const { host } = new URL(url)
  const sentence = isAsSafe
    ? `${host} has no release of yt-dlp there (${String(response.status)}). Try again later.`
    : `${host} leads to an address that is not secure, so nothing was fetched.`
  throw new SpoolError('transient', sentence, {
    details: { url, httpStatus: response.status },
  })
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > mostSumsBytes) break
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function checksumOf(sums: string, name: string): string {
  for (const line of sums.split('\n')) {
    const [hash = '', file] = line.trim().split(/\s+\*?/)
    if (file === name && /^[0-9a-f]{64}$/i.test(hash)) return hash.toLowerCase()
  }
  const sentence = `The release has no checksum of ${name}, so nothing was fetched. Try again later.`
  throw new SpoolError('tool', sentence)
}

async function store(
  response: Response,
  target: string,
  onProgress: FetchOptions['onProgress'],
): Promise<string> {
  const hash = createHash('sha256')
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  const totalBytes = length > 0 ? length : null
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      onProgress?.({ bytes, totalBytes })
      done(bytes > mostBytes ? new Error('larger than any release') : null, chunk)
    },
  })
  if (!response.body) throw new Error('There was nothing in the answer.')
  await pipeline(Readable.from(response.body), measure, createWriteStream(target))
  return hash.digest('hex')
}
