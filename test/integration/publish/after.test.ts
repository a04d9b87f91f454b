import { createHmac } from 'node:crypto'
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import type { AfterStep } from '../../../src/shared/after-step.ts'
import { folderTargetSchema } from '../../../src/shared/destination.ts'
import { Leg } from '../../fixtures/leg.ts'
import { startListener, type Listener } from '../../fixtures/listener.ts'
import { TestWorker } from '../../fixtures/worker.ts'
import { temporaryFolder } from '../core/temporary.ts'

const signingSecret = `whsec_${Buffer.from('twenty-four bytes long..').toString('base64')}`

let spare: TestWorker
let listener: Listener
beforeAll(async () => {
  spare = new TestWorker()
  listener = await startListener()
})
afterAll(() => {
  spare.process.kill('SIGKILL')
  listener.close()
})

async function newLeg(after: (home: string) => AfterStep[]) {
  const home = await temporaryFolder()
  const inputPath = join(home, 'rendition.mp4')
  await writeFile(inputPath, 'a rendition')
  const destination = folderTargetSchema.parse({
    ...{ kind: 'folder', path: join(home, 'out'), name: '{title}' },
    after: after(home),
  })
  const leg = new Leg({ home, inputPath, destination, signingSecret, facts: { site: 'hills' } })
  return { home, leg, published: () => readdir(join(home, 'out')) }
}

/** A program of a user, in the language of the tests. */
async function program(home: string, body: string): Promise<string> {
  const path = join(home, 'notify')
  await writeFile(path, `#!${process.execPath}\n${body}\n`)
  await chmod(path, 0o755)
  return path
}

const webhook = (): AfterStep[] => [{ kind: 'webhook', url: `${listener.origin}/hook` }]

it('tells a web server what was published where, signed, once', async () => {
  listener.heard.length = 0
  const { leg, published } = await newLeg(webhook)
  expect((await leg.attempt(spare)).kind).toBe('done')
  expect((await leg.attempt(spare)).kind).toBe('done')
  expect(listener.heard).toHaveLength(1)
  const [{ method, headers, body } = { method: '', headers: {}, body: '' }] = listener.heard
  expect(method).toBe('POST')
  const told = z.record(z.string(), z.unknown()).parse(JSON.parse(body))
  expect(told).toMatchObject({
    ...{ event: 'published', destination: 'folder', title: 'A clip –', bytes: 11 },
    location: expect.stringMatching(/A clip\.mp4$/) as unknown,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    video: { site: 'hills', id: 'x1' },
  })
  expect(headers['idempotency-key']).toBe(told.id)
  expect(headers['webhook-id']).toBe(told.id)
  // As the specification of Standard Webhooks says it is verified.
  const signed = [headers['webhook-id'], headers['webhook-timestamp'], body].join('.')
  const key = Buffer.from(signingSecret.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(signed).digest('base64')
  expect(headers['webhook-signature']).toBe(`v1,${signature}`)
  expect(await published()).toEqual(['A clip.mp4'])
  expect(await readFile(leg.logPath, 'utf8')).not.toContain(signingSecret)
})

it('is tried again by itself, under the same key, and what is published stays', async () => {
  listener.heard.length = 0
  listener.statuses = [500, 500, 500, 503]
  const { leg, published } = await newLeg(webhook)
  expect(await leg.attempt(spare)).toMatchObject({
    failure: {
      kind: 'transient',
      message: expect.stringMatching(
        /^The video is published, but 127.* does not know\./,
      ) as unknown,
    },
  })
  expect(await published()).toEqual(['A clip.mp4'])
  expect((await leg.attempt(spare)).kind).toBe('done')
  expect(listener.heard).toHaveLength(5)
  expect(new Set(listener.heard.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
  expect(await published()).toEqual(['A clip.mp4'])
})

it.each([
  [410, 'gone'],
  [401, 'auth'],
  [301, 'invalid-input'],
])('is not asked again where it answers %i', async (status, kind) => {
  listener.heard.length = 0
  listener.statuses = [status]
  const { leg } = await newLeg(webhook)
  expect(await leg.attempt(spare)).toMatchObject({ failure: { kind } })
  expect(listener.heard).toHaveLength(1)
})

it('is sent nowhere in the own network but where that is allowed', async () => {
  const { leg } = await newLeg(() => [{ kind: 'webhook', url: 'http://127.0.0.2:9/hook' }])
  expect(await leg.attempt(spare)).toMatchObject({
    failure: { details: { cause: 'local-network' } },
  })
})

it('runs a program that reads what was published, without a shell', async () => {
  const { home, leg } = await newLeg((folder) => [
    {
      ...{ kind: 'command', timeoutSeconds: 20 },
      argv: [join(folder, 'notify'), '$(touch harm)', '; exit 1'],
    },
  ])
  await program(
    home,
    `const { readFileSync, writeFileSync } = require('node:fs')
    writeFileSync(${JSON.stringify(join(home, 'told'))}, JSON.stringify({
      argv: process.argv.slice(2), told: JSON.parse(readFileSync(0)), env: Object.keys(process.env) }))`,
  )
  expect((await leg.attempt(spare)).kind).toBe('done')
  const said: unknown = JSON.parse(await readFile(join(home, 'told'), 'utf8'))
  expect(said).toMatchObject({
    argv: ['$(touch harm)', '; exit 1'],
    told: { event: 'published', location: join(home, 'out', 'A clip.mp4') },
  })
  expect(JSON.stringify(said)).not.toContain('SPOOL')
  expect(await readdir(join(home, 'work'))).toEqual([])
})

it('a program that fails is tried again alone; one that goes on and on is ended', async () => {
  const { home, leg, published } = await newLeg((folder) => [
    { kind: 'command', timeoutSeconds: 1, argv: [join(folder, 'notify')] },
    ...webhook(),
  ])
  listener.heard.length = 0
  await program(home, `console.error('no room'); process.exit(3)`)
  expect(await leg.attempt(spare)).toMatchObject({
    failure: {
      message:
        "The video is published, but notify did not do its part. notify ended with 3. Its own words are in the job's log.",
      details: { exitCode: 3, stderr: ['no room'] },
    },
  })
  // What is behind it did not wait for it.
  expect(listener.heard).toHaveLength(1)
  await program(home, 'setInterval(() => {}, 1_000)')
  expect(await leg.attempt(spare)).toMatchObject({
    failure: { message: expect.stringContaining('took longer than 1 s') as unknown },
  })
  await program(home, '')
  expect((await leg.attempt(spare)).kind).toBe('done')
  expect(listener.heard).toHaveLength(1)
  expect(await published()).toEqual(['A clip.mp4'])
})
