import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { locateTool } from '../../../src/core/index.ts'
import { openProxy } from '../../../src/worker/network/proxy.ts'
import { Throttle } from '../../../src/worker/network/throttle.ts'
import { ytDlpFailure } from '../../../src/worker/yt-dlp/failures.ts'
import { clipBytes } from '../../fixtures/media.ts'
import { startServer } from '../../fixtures/server.ts'
import { testNetwork } from '../../fixtures/worker.ts'

const strict = { allowLocal: false, localHosts: [] }

async function ytDlp(url: string, network = testNetwork, more: string[] = []) {
  const tool = await locateTool('yt-dlp')
  if (tool.status !== 'ok') throw new Error(tool.problem)
  const proxy = await openProxy(network)
  onTestFinished(() => {
    proxy.close()
  })
  const argv = ['--ignore-config', '--proxy', proxy.url, '--retries', '0', ...more, '-J', '--', url]
  return promisify(execFile)(tool.path, argv).then(
    ({ stdout }) => ({ ok: true as const, stdout }),
    (error: unknown) => ({ ok: false as const, stderr: String(error).split('\n') }),
  )
}

it('yt-dlp reaches through the proxy what is allowed', async () => {
  const server = await startServer()
  const end = await ytDlp(server.put('/clip.mp4', { body: await clipBytes() }))
  expect(end.ok && end.stdout).toContain('"id": "clip"')
  expect(server.asked.length).toBeGreaterThan(0)
})

it.each(['http', 'https'])('what is not allowed is refused to yt-dlp by %s', async (scheme) => {
  const server = await startServer()
  const url = server.put('/clip.mp4', { body: await clipBytes() }).replace(/^http/, scheme)
  const end = await ytDlp(url, strict)
  const failure = ytDlpFailure(end.ok ? [] : end.stderr, url)
  expect(failure.details.cause).toBe('local-network')
  expect(server.asked).toEqual([])
})

it('a redirect into the local network is refused to yt-dlp', async () => {
  const server = await startServer()
  const headers = { location: 'http://127.0.0.2:1/clip.mp4' }
  const faults = Array.from({ length: 9 }, () => ({
    kind: 'status' as const,
    status: 302,
    headers,
  }))
  const url = server.put('/clip.mp4', { body: await clipBytes(), faults })
  const end = await ytDlp(url, { allowLocal: false, localHosts: ['127.0.0.1'] })
  expect(ytDlpFailure(end.ok ? [] : end.stderr, url).details.cause).toBe('local-network')
})

it('yt-dlp downloads no faster than the limit', async () => {
  const server = await startServer()
  const tool = await locateTool('yt-dlp')
  if (tool.status !== 'ok') throw new Error(tool.problem)
  const bytesPerSecond = 60_000
  const proxy = await openProxy(testNetwork, new Throttle(bytesPerSecond))
  onTestFinished(() => {
    proxy.close()
  })
  const body = Buffer.alloc(150_000, 1)
  let askedAt = Number.NaN
  const url = server.put('/clip.mp4', {
    body: async function* () {
      askedAt = performance.now()
      await Promise.resolve()
      yield body
    },
  })
  const argv = ['--ignore-config', '--proxy', proxy.url, '--quiet', '-o', '-', '--', url]
  const { stdout } = await promisify(execFile)(tool.path, argv, { encoding: 'buffer' })
  const seconds = (performance.now() - askedAt) / 1_000
  expect(stdout.equals(body)).toBe(true)
  // A quarter of a second's worth may come at once.
  expect(seconds).toBeGreaterThan(body.length / bytesPerSecond - 0.5)
})

it('nobody else gets through', async () => {
  const server = await startServer()
  const proxy = await openProxy(testNetwork)
  onTestFinished(() => {
    proxy.close()
  })
  const { port } = new URL(proxy.url)
  const path = server.put('/x', { body: Buffer.from('x') })
  const asking = get({ host: '127.0.0.1', port, path })
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  answer.resume()
  expect(answer.statusCode).toBe(407)
  expect(server.asked).toEqual([])
})
