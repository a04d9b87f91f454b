import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { locateTool } from '../../../src/core/index.ts'
import type { FetchProgress } from '../../../src/shared/calls/tools.ts'
import { SpoolError } from '../../../src/shared/errors.ts'
import { releaseFile } from '../../../src/core/tools/release.ts'
import {
  Gate,
  startServer,
  type Fault,
  type FaultyServer,
  type Resource,
} from '../../fixtures/server.ts'
import { engineOn, newHome } from '../core/engine.ts'

const options =
  '--flat-playlist --lazy-playlist --ignore-config --progress-template --ffmpeg-location --print --proxy --write-info-json'

/** A program that behaves like a yt-dlp of this day, as far as it is asked here. */
const program = (version: string, help = options): Buffer =>
  Buffer.from(`#!/bin/sh\ncase "$*" in *--version*) echo ${version};; *) echo "${help}";; esac\n`)

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

function publish(
  server: FaultyServer,
  body: Buffer,
  {
    sums = `${sha256(body)}  ${releaseFile()}\n`,
    ...more
  }: Partial<Resource> & { sums?: string } = {},
): void {
  const type = 'application/octet-stream'
  server.put('/latest/SHA2-256SUMS', { body: Buffer.from(`0 *other\n${sums}`), type })
  server.put(`/latest/${releaseFile()}`, { body, type, ...more })
}

async function engineWith(server: FaultyServer) {
  const home = await newHome()
  const engine = await engineOn(home)
  const releases = `${server.origin}/latest`
  engine.changeSettings({ tools: { ytDlp: null, ytDlpReleases: releases, cookies: null } })
  const used = async () => (await engine.tools.forWorkers()).ytDlp
  return { engine, used, folder: join(home, 'tools', 'yt-dlp') }
}

it('a newer yt-dlp is fetched, checked, used, and gone back from', async () => {
  const server = await startServer()
  const { engine, used, folder } = await engineWith(server)
  publish(server, program('2026.01.02'))
  expect(await engine.tools.update()).toMatchObject({ version: '2026.01.02', origin: 'managed' })
  expect(await used()).toMatchObject({ version: '2026.01.02' })
  publish(server, program('2026.02.03'))
  const updated = await engine.tools.update()
  expect(updated).toMatchObject({ version: '2026.02.03', previousVersion: '2026.01.02' })
  expect(await engine.tools.rollBack()).toMatchObject({
    version: '2026.01.02',
    previousVersion: '2026.02.03',
  })
  expect(await used()).toMatchObject({ version: '2026.01.02' })
  publish(server, program('2026.03.04'))
  await engine.tools.update()
  // The one in use and the one before it stay, and nothing unfinished.
  expect(await readdir(folder)).toHaveLength(3)
})

it("Debian's own yt-dlp passes as a release", async () => {
  const found = await locateTool('yt-dlp')
  if (found.status !== 'ok') throw new Error('The set-up brings yt-dlp.')
  const server = await startServer()
  const { engine } = await engineWith(server)
  publish(server, await readFile(found.path))
  const state = await engine.tools.update()
  expect(state).toMatchObject({ version: found.version, origin: 'managed', isOld: true })
})

interface BadRelease {
  sums?: string
  faults?: Fault[]
}
const badReleases: [string, Buffer, BadRelease, string, RegExp][] = [
  [
    'with a wrong checksum',
    program('2026.02.03'),
    { sums: `${'0'.repeat(64)}  ${releaseFile()}` },
    'tool',
    /checksum is wrong/,
  ],
  ['without a checksum', program('2026.02.03'), { sums: '' }, 'tool', /no checksum/],
  ['that does not start', Buffer.from('#!/bin/sh\nexit 1\n'), {}, 'tool', /does not run/],
  ['that is no program', Buffer.from('<html>Sorry</html>'), {}, 'tool', /does not run/],
  ['that lacks what is needed', program('2026.02.03', '--print'), {}, 'tool', /cannot do what/],
  [
    'that is not there',
    program('2026.02.03'),
    { faults: [{ kind: 'status', status: 404 }] },
    'transient',
    /has no release/,
  ],
]

it.each(badReleases)(
  'a release %s leaves the old one in use',
  async (_what, body, more, kind, sentence) => {
    const server = await startServer()
    const { engine, used, folder } = await engineWith(server)
    publish(server, program('2026.01.02'))
    await engine.tools.update()
    const before = await readdir(folder)
    publish(server, body, more)
    const failure: unknown = await engine.tools.update().catch((error: unknown) => error)
    expect(failure).toMatchObject({ kind, message: expect.stringMatching(sentence) as string })
    expect(await used()).toMatchObject({ version: '2026.01.02' })
    expect(await readdir(folder)).toEqual(before)
  },
)

it('a fetch that breaks off half-way leaves the old one in use, and the next one succeeds', async () => {
  const server = await startServer()
  const { engine, used } = await engineWith(server)
  publish(server, program('2026.01.02'))
  await engine.tools.update()
  const gate = new Gate()
  gate.open()
  publish(server, program('2026.02.03'), { faults: [{ kind: 'drop', after: 20, gate }] })
  await expect(engine.tools.update()).rejects.toMatchObject({ kind: 'transient' })
  expect(await used()).toMatchObject({ version: '2026.01.02' })
  expect(await engine.tools.update()).toMatchObject({ version: '2026.02.03' })
})

it('there is nothing to go back to before the second one', async () => {
  const server = await startServer()
  const { engine } = await engineWith(server)
  publish(server, program('2026.01.02'))
  await engine.tools.update()
  await expect(engine.tools.rollBack()).rejects.toMatchObject({ kind: 'gone' })
})

it('the yt-dlp of the settings comes first, and a new one is told of a JavaScript runtime', async () => {
  const server = await startServer()
  const { engine, used } = await engineWith(server)
  publish(server, program('2026.01.02'))
  await engine.tools.update()
  expect((await used())?.jsRuntime).toMatch(/^(deno|node):\//)
  const found = await locateTool('yt-dlp')
  if (found.status !== 'ok') throw new Error('The set-up brings yt-dlp.')
  const { tools } = engine.settings()
  engine.changeSettings({ tools: { ...tools, ytDlp: found.path } })
  expect(await used()).toMatchObject({ path: found.path, jsRuntime: null })
})

it('a fetch tells how far it is, and ended half-way leaves the old one in use', async () => {
  const server = await startServer()
  const { engine, used, folder } = await engineWith(server)
  publish(server, program('2026.01.02'))
  const told: FetchProgress[] = []
  await engine.tools.update({ onProgress: (progress) => told.push(progress) })
  const totalBytes = program('2026.01.02').length
  expect(told.at(-1)).toEqual({ bytes: totalBytes, totalBytes })

  const gate = new Gate()
  publish(server, program('2026.02.03'), { faults: [{ kind: 'hold', after: 10, gate }] })
  const stop = new AbortController()
  const updating = engine.tools.update({ signal: stop.signal })
  await gate.reached
  stop.abort(new SpoolError('cancelled', 'Enough.'))
  await expect(updating).rejects.toMatchObject({ kind: 'cancelled' })
  expect(await used()).toMatchObject({ version: '2026.01.02' })
  expect(await readdir(folder)).toHaveLength(2)
})
