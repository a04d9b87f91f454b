import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { mediaResponse, rangeOf } from '../../../src/main/media-files.ts'
import { temporaryFolder } from '../../integration/core/temporary.ts'

const bytes = '0123456789'

async function setUp() {
  const folder = await temporaryFolder()
  const clip = join(folder, 'clip.mp4')
  await writeFile(clip, bytes)
  await writeFile(join(folder, 'empty.mp4'), '')
  await writeFile(join(folder, 'secret.txt'), 'secret')
  const paths: Record<string, string> = {
    '/artefact/1': clip,
    '/artefact/2': join(folder, 'gone.mp4'),
    '/artefact/3': join(folder, 'secret.txt'),
    '/artefact/4': folder,
    '/artefact/5': join(folder, 'empty.mp4'),
    '/artefact/6': 'clip.mp4',
  }
  return (name: string, init: RequestInit = {}) =>
    mediaResponse(new Request(`media://spool${name}`, init), (asked) => paths[asked] ?? null)
}

it('gives a whole file, its head, or the part a player asks for', async () => {
  const ask = await setUp()
  const whole = await ask('/artefact/1')
  expect([whole.status, await whole.text()]).toEqual([200, bytes])
  expect(whole.headers.get('accept-ranges')).toBe('bytes')
  const head = await ask('/artefact/1', { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
    200,
    '10',
    '',
  ])
  const part = await ask('/artefact/1', { headers: { range: 'bytes=2-5' } })
  expect([part.status, await part.text()]).toEqual([206, '2345'])
  expect(part.headers.get('content-range')).toBe('bytes 2-5/10')
  const end = await ask('/artefact/1', { headers: { range: 'bytes=-3' } })
  expect([end.status, await end.text()]).toEqual([206, '789'])
  const empty = await ask('/artefact/5')
  expect([empty.status, await empty.text()]).toEqual([200, ''])
})

it.each([
  ['bytes=0-', { start: 0, end: 9 }],
  ['bytes=9-100', { start: 9, end: 9 }],
  ['bytes=-100', { start: 0, end: 9 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-2', null],
  ['bytes=-', null],
  ['bytes=0-1,3-4', null],
  ['bytes=a-b', null],
  ['items=0-1', null],
  [`bytes=${'9'.repeat(40)}-`, null],
  [null, null],
])('the range %s of ten bytes', (header, range) => {
  expect(rangeOf(header, 10)).toEqual(range)
})

it('gives nothing else, however it is asked', async () => {
  const ask = await setUp()
  for (const name of [
    ...['/artefact/2', '/artefact/3', '/artefact/4', '/artefact/6', '/artefact/99', '/'],
    ...['/../secret.txt', '/%2e%2e/secret.txt', '/artefact/1/../../secret.txt', '/artefact/1%00'],
  ]) {
    expect((await ask(name)).status, name).toBe(404)
  }
  expect((await ask('/artefact/1', { method: 'POST' })).status).toBe(405)
  expect((await ask('/artefact/1', { headers: { range: 'bytes=10-' } })).status).toBe(416)
  expect((await ask('/thumbnail/1')).status).toBe(204)
  const stranger = new Request('media://elsewhere/artefact/1')
  expect((await mediaResponse(stranger, () => '/etc/passwd')).status).toBe(404)
})
