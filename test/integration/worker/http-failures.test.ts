import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer as createSecureServer } from 'node:https'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { FailureCause } from '../../../src/shared/causes.ts'
import { SpoolError } from '../../../src/shared/errors.ts'
import { fetchFile } from '../../../src/worker/download/fetch-file.ts'
import { networkFailure } from '../../../src/worker/network/failures.ts'
import { clipBytes } from '../../fixtures/media.ts'
import { deadAddress, startServer } from '../../fixtures/server.ts'
import { stageContext } from '../../fixtures/stage-context.ts'
import { temporaryFolder } from '../core/temporary.ts'
import { download, leftBy, newPlace, nothing } from './place.ts'

/** A server that speaks no better than it is told. */
async function rawServer(answer: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => {
      answer(socket)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return `http://127.0.0.1:${address.port}/clip.mp4`
}

const head = (bytes: number) =>
  `HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nETag: "one"\r\nContent-Length: ${bytes}\r\n\r\n`

/** A server whose certificate nobody else has signed. */
async function selfSignedServer(): Promise<string> {
  const folder = await temporaryFolder()
  const [keyPath, certPath] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1'],
    ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyPath, '-out', certPath],
  ])
  const [key, cert] = await Promise.all([readFile(keyPath), readFile(certPath)])
  const server = createSecureServer({ key, cert }, (_request, response) => {
    response.end('what nobody may read')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return `https://127.0.0.1:${address.port}/clip.mp4`
}

/** What fetching this address comes to. */
async function failedFetch(url: string) {
  const home = await temporaryFolder()
  const part = join(home, 'download.part')
  const failure = await fetchFile(url, part, await stageContext(home)).then(
    () => {
      throw new Error('It was fetched.')
    },
    (error: unknown) => error,
  )
  if (!(failure instanceof SpoolError)) throw failure
  return { cause: failure.details.cause, kind: failure.kind, message: failure.message }
}

describe('a download by HTTP fails with its cause', () => {
  const rows: [string, FailureCause, () => Promise<string>][] = [
    ['where nobody listens', 'refused', deadAddress],
    [
      'where the connection is reset in the middle',
      'reset',
      () =>
        rawServer((socket) => {
          socket.write(head(100_000) + 'x'.repeat(1_000), () => {
            setImmediate(() => socket.resetAndDestroy())
          })
        }),
    ],
    [
      'where less comes than was said',
      'reset',
      () =>
        rawServer((socket) => {
          socket.end(head(5_000) + 'x'.repeat(1_000))
        }),
    ],
    [
      'where no TLS is spoken',
      'tls',
      async () => (await startServer()).origin.replace('http:', 'https:'),
    ],
    ['where the name is unknown', 'dns', () => Promise.resolve('http://no-such-host.invalid/')],
    [
      'where a web page lies in the place of the video',
      'web-page',
      async () =>
        (await startServer()).put('/clip.mp4', {
          body: Buffer.from('<!doctype html><title>Sign in</title>'),
          type: 'text/html; charset=utf-8',
        }),
    ],
  ]
  it.each(rows)('%s: %s', async (_where, cause, open) => {
    const failed = await failedFetch(await open())
    expect(failed).toMatchObject({ cause })
    expect(failed.message).toMatch(/^[A-Z].{10,}\.$|^127\.0\.0\.1:\d+ .{10,}\.$/)
  })

  it('where the certificate is of its own making: tls, with what to do', async () => {
    const { cause, kind, message } = await failedFetch(await selfSignedServer())
    expect({ cause, kind }).toEqual({ cause: 'tls', kind: 'transient' })
    expect(message).toMatch(
      /^No trustworthy connection to 127\.0\.0\.1:\d+ can be made\. Check the date of this machine and the address\.$/,
    )
  })

  it.each([
    ['ENETUNREACH', 'offline'],
    ['EHOSTUNREACH', 'offline'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNRESET', 'reset'],
    ['ETIMEDOUT', 'silent'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ])('where the system says %s: %s', (code, cause) => {
    const error = Object.assign(new Error(code), { code })
    const failure = networkFailure(error, 'https://a.example/', new AbortController().signal)
    expect(failure).toMatchObject({ kind: 'transient', details: { cause } })
  })
})

it('a file that is longer than was said is cut off, noticed, and not kept', async () => {
  const clip = await clipBytes()
  const url = await rawServer((socket) => {
    socket.write(head(Math.floor(clip.length / 2)))
    socket.end(clip)
  })
  const place = await newPlace()
  await download(place, url)
  const failure = await place.job.failure()
  expect(failure.kind).toBe('transient')
  expect(failure.message).toMatch(/only a part of this video/)
  expect(await leftBy(place)).toEqual(nothing)
})

describe('of a server that does not say how much is to come', () => {
  const endless = 'HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nConnection: close\r\n\r\n'
  const from = (bytes: Buffer) =>
    rawServer((socket) => {
      socket.write(endless)
      socket.end(bytes)
    })
  const sound = { picture: false, faststart: false, seconds: 10 }

  it.each([
    ['ts', { faststart: false, more: ['-f', 'mpegts'] }],
    ['mp3', { ...sound, more: ['-c:a', 'libmp3lame', '-f', 'mp3'] }],
    ['flac', { ...sound, more: ['-c:a', 'flac', '-f', 'flac'] }],
  ])('a whole %s is taken, one cut short is not', async (_format, options) => {
    const whole = await clipBytes(options)
    const good = await newPlace()
    await download(good, await from(whole))
    expect(await readFile(await good.job.made())).toEqual(whole)

    const place = await newPlace()
    await download(place, await from(whole.subarray(0, Math.floor(whole.length * 0.6) + 1)))
    const failure = await place.job.failure()
    expect(failure.kind).toBe('transient')
    expect(failure.message).toMatch(/only a part of this video/)
    expect(await leftBy(place)).toEqual(nothing)
  })
})
