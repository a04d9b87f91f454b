import { createServer } from 'node:http'
import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { SpoolError } from '../../../src/shared/errors.ts'
import { request } from '../../../src/worker/network/http.ts'
import { Gate, startServer } from '../../fixtures/server.ts'
import { testNetwork } from '../../fixtures/worker.ts'

const { signal } = new AbortController()
const strict = { allowLocal: false, localHosts: [] }
const ask = (url: string, options: Partial<Parameters<typeof request>[1]> = {}) =>
  request(url, { signal, network: testNetwork, ...options })

async function failureOf(work: Promise<unknown>): Promise<SpoolError> {
  const error: unknown = await work.then(
    () => new Error('It succeeded.'),
    (thrown: unknown) => thrown,
  )
  if (error instanceof SpoolError) return error
  throw error
}

async function all(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const redirect = (location: string) => ({
  kind: 'status' as const,
  status: 302,
  headers: { location },
})
const body = Buffer.from('hello')

describe('the local network', () => {
  it.each(['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '127.1', '[::ffff:127.0.0.1]'])(
    'is refused as %s, and nothing is asked there',
    async (host) => {
      const server = await startServer()
      server.put('/', { body })
      const { port } = new URL(server.origin)
      const failure = await failureOf(ask(`http://${host}:${port}/`, { network: strict }))
      expect(failure.details.cause).toBe('local-network')
      expect(failure.kind).toBe('invalid-input')
      expect(failure.message).toContain('Settings')
      expect(server.asked).toEqual([])
    },
  )

  it('is reached where it is allowed', async () => {
    const server = await startServer()
    const reply = await ask(server.put('/', { body }))
    expect(await all(reply.body)).toEqual(body)
  })

  it.each(['http://127.0.0.2/', 'http://169.254.169.254/latest/meta-data', 'http://[::1]:1/'])(
    'is refused after a redirect to %s',
    async (target) => {
      const server = await startServer()
      const failure = await failureOf(
        ask(server.put('/', { body, faults: [redirect(target)] }), {
          network: { allowLocal: false, localHosts: ['127.0.0.1'] },
        }),
      )
      expect(failure.details.cause).toBe('local-network')
      expect(server.asked).toHaveLength(1)
    },
  )
})

describe('a redirect', () => {
  it('is followed, also a relative one', async () => {
    const server = await startServer()
    server.put('/b', { body })
    const reply = await ask(server.put('/a', { body, faults: [redirect('b')] }))
    expect(reply.url.href).toBe(`${server.origin}/b`)
    expect(await all(reply.body)).toEqual(body)
  })

  it('in a loop ends with a sentence', async () => {
    const server = await startServer()
    const circle = Array.from({ length: 30 }, () => redirect('/b'))
    server.put('/b', { body, faults: Array.from({ length: 30 }, () => redirect('/a')) })
    const failure = await failureOf(ask(server.put('/a', { body, faults: circle })))
    expect(failure.message).toMatch(/sends Spool in circles/)
    expect(failure.kind).toBe('invalid-input')
    expect(server.asked).toHaveLength(2)
  })

  it('without end ends as well', async () => {
    const server = createServer((asked, response) => {
      response.writeHead(302, { location: `${asked.url ?? ''}x` }).end()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const failure = await failureOf(ask(`http://127.0.0.1:${port}/`))
    expect(failure.details.cause).toBe('redirects')
  })

  it.each(['file:///etc/passwd', 'ftp://example.org/', 'javascript:1'])(
    'to %s is not followed',
    async (target) => {
      const server = await startServer()
      const failure = await failureOf(ask(server.put('/', { body, faults: [redirect(target)] })))
      expect(failure.kind).toBe('invalid-input')
    },
  )

  it('to another server does not take the password along', async () => {
    const [first, second] = [await startServer(), await startServer()]
    first.put('/a', { body, faults: [redirect(second.put('/b', { body }))] })
    const { port } = new URL(first.origin)
    await ask(`http://me:secret@127.0.0.1:${port}/a`)
    expect(first.asked[0]?.headers.authorization).toMatch(/^Basic /)
    expect(second.asked[0]?.headers.authorization).toBeUndefined()
  })
})

describe('what comes packed', () => {
  it('is unpacked', async () => {
    const server = await startServer()
    const headers = { 'content-encoding': 'gzip' }
    const reply = await ask(server.put('/', { body: gzipSync(body), headers }))
    expect(await all(reply.body)).toEqual(body)
  })

  it('is not unpacked without end', async () => {
    const server = await startServer()
    const headers = { 'content-encoding': 'gzip' }
    const bomb = gzipSync(Buffer.alloc(100_000_000))
    const reply = await ask(server.put('/', { body: bomb, headers }))
    let bytes = 0
    const failure = await failureOf(
      (async () => {
        for await (const chunk of reply.body) bytes += chunk.length
      })(),
    )
    expect(failure.details.cause).toBe('bomb')
    expect(bytes).toBeLessThan(20_000_000)
  })
})

describe('a server that takes its time', () => {
  const patience = { headersMs: 200, idleMs: 200, slow: { bytes: 1_000, ms: 400 } }

  it('to answer is given up', async () => {
    const server = await startServer()
    const gate = new Gate()
    const faults = [{ kind: 'silence' as const, gate }]
    const failure = await failureOf(ask(server.put('/', { body, faults }), { patience }))
    expect(failure.details.cause).toBe('silent')
    await gate.closed
  })

  it('in the middle is given up', async () => {
    const server = await startServer()
    const gate = new Gate()
    const faults = [{ kind: 'hold' as const, after: 2, gate }]
    const reply = await ask(server.put('/', { body, faults }), { patience })
    const failure = await failureOf(all(reply.body))
    expect(failure).toMatchObject({ kind: 'transient', details: { cause: 'silent' } })
    await gate.closed
  })

  it('with every byte is given up', async () => {
    const server = await startServer()
    async function* drops() {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        yield 'x'
      }
    }
    const reply = await ask(server.put('/', { body: drops }), { patience })
    const failure = await failureOf(all(reply.body))
    expect(failure.message).toMatch(/next to nothing/)
  })
})

describe('a failure', () => {
  it.each([
    [401, 'auth', 'sign-in'],
    [403, 'auth', 'forbidden'],
    [404, 'gone', 'not-found'],
    [407, 'auth', 'sign-in'],
    [410, 'gone', 'not-found'],
    [408, 'transient', 'server-trouble'],
    [429, 'rate-limited', 'rate-limited'],
    [451, 'gone', 'geo'],
    [500, 'transient', 'server-trouble'],
    [502, 'transient', 'server-trouble'],
    [503, 'transient', 'server-trouble'],
    [418, 'invalid-input', undefined],
  ])('by status %i is %s (%s)', async (status, kind, cause) => {
    const server = await startServer()
    const faults = [{ kind: 'status' as const, status }]
    const failure = await failureOf(ask(server.put('/', { body, faults })))
    expect(failure.kind).toBe(kind)
    expect(failure.details.cause).toBe(cause)
    expect(failure.details.httpStatus).toBe(status)
    expect(failure.message).toContain(String(status))
  })

  it('by name is a matter of the network', async () => {
    const failure = await failureOf(ask('http://no-such-host.invalid/'))
    expect(failure).toMatchObject({ kind: 'transient', details: { cause: 'dns' } })
  })

  it.each(['not a url', 'ftp://example.org/x', 'file:///etc/passwd'])(
    '%s is no address',
    async (url) => {
      expect((await failureOf(ask(url))).kind).toBe('invalid-input')
    },
  )
})
