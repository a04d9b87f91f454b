import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { SpoolError } from '../../shared/errors.ts'
import type { NetworkSettings } from '../../shared/settings/network.ts'
import { NetworkGuard } from './address.ts'
import { networkFailure } from './failures.ts'
import { Throttle } from './throttle.ts'

export interface Proxy {
  /** With the password that keeps everybody else on this machine out. */
  readonly url: string
  close(): void
}

/** What a program is told that asks for what is refused; `yt-dlp/failures` knows it again. */
const refusal = '403 Local network'

/**
 * A proxy of this job's own, through which yt-dlp and FFmpeg reach the network: what they connect to,
 * at whatever redirect, is checked as Spool's own connections are, and comes no faster than those may.
 */
export async function openProxy(
  network: NetworkSettings,
  throttle = new Throttle(null),
): Promise<Proxy> {
  const guard = new NetworkGuard(network)
  const password = randomBytes(16).toString('hex')
  const expected = `Basic ${Buffer.from(`spool:${password}`).toString('base64')}`
  const open = new Set<Duplex>()
  const server = createServer()
  const admits = (asked: IncomingMessage) => asked.headers['proxy-authorization'] === expected

  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  server.on('connect', (asked: IncomingMessage, client: Duplex, head: Buffer) => {
    client.on('error', () => client.destroy())
    if (admits(asked)) tunnel(asked.url ?? '', client, head, { guard, open, throttle })
    else client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
  })
  server.on('request', (asked, response) => {
    if (!admits(asked)) {
      response.writeHead(407).end()
      return
    }
    const target = URL.canParse(asked.url ?? '') ? new URL(asked.url ?? '') : null
    if (target?.protocol !== 'http:') {
      response.writeHead(400).end()
      return
    }
    const headers = { ...asked.headers }
    delete headers['proxy-authorization']
    delete headers['proxy-connection']
    const fail = (error: unknown) => {
      if (response.headersSent) response.destroy()
      else response.writeHead(isRefused(error, target.href) ? 403 : 502, reason(error)).end()
    }
    try {
      guard.requireHost(target.hostname)
      const onward = request(target, {
        agent: false,
        method: asked.method,
        headers,
        lookup: guard.lookup,
      })
      onward.on('error', fail)
      onward.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
        answer.on('error', fail)
        answer.pipe(throttle.stream()).pipe(response)
      })
      response.on('close', () => onward.destroy())
      asked.pipe(onward)
    } catch (error) {
      fail(error)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://spool:${password}@127.0.0.1:${portOf(server)}`,
    close: () => {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

interface TunnelParts {
  guard: NetworkGuard
  open: Set<Duplex>
  throttle: Throttle
}

function tunnel(
  target: string,
  client: Duplex,
  head: Buffer,
  { guard, open, throttle }: TunnelParts,
): void {
  const { hostname, port } = new URL(`https://${target}`)
  const fail = (error: unknown) => {
    client.end(
      `HTTP/1.1 ${isRefused(error, `https://${target}`) ? refusal : '502 Bad gateway'}\r\n\r\n`,
    )
  }
  let server: Socket
  try {
    guard.requireHost(hostname)
    server = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 443),
      lookup: guard.lookup,
    })
  } catch (error) {
    fail(error)
    return
  }
  open.add(server)
  server.on('connect', () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n')
    server.write(head)
    server.pipe(throttle.stream()).pipe(client)
    client.pipe(server)
  })
  server.on('error', fail)
  server.on('close', () => {
    open.delete(server)
    client.destroy()
  })
  client.on('close', () => server.destroy())
}

function isRefused(error: unknown, url: string): boolean {
  const failure = networkFailure(error, url, new AbortController().signal)
  return failure instanceof SpoolError && failure.details.cause === 'local-network'
}

/** The reason phrase is the only thing of an answer that yt-dlp repeats. */
const reason = (error: unknown): string =>
  error instanceof SpoolError && error.details.cause === 'local-network'
    ? 'Local network'
    : 'Bad gateway'

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.')
  return address.port
}
