import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appResponse } from '../../../src/main/app-files.ts'

let outside: string
let folder: string

beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'spool-app-files-'))
  folder = join(outside, 'renderer')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'index.html'), '<h1>Spool</h1>')
  await writeFile(join(folder, 'assets', 'a b.js'), 'export {}')
  await writeFile(join(folder, 'notes.secret'), 'no type')
  await writeFile(join(outside, 'outside.js'), 'secret')
  await mkdir(`${folder}-twin`)
  await writeFile(join(`${folder}-twin`, 'twin.js'), 'secret')
})
afterAll(() => rm(outside, { recursive: true }))

const get = (url: string) => appResponse(new Request(url), folder)

describe('the window’s own files', () => {
  it('are served with their type and a strict policy', async () => {
    const response = await get('app://spool/')
    expect(await response.text()).toBe('<h1>Spool</h1>')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
  })

  it('are found by names with escapes', async () => {
    const response = await get('app://spool/assets/a%20b.js')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })

  it.each([
    ['a way out by escaped dots', 'app://spool/..%2foutside.js'],
    ['a way out by escaped back-slashes', 'app://spool/..%5coutside.js'],
    ['a way out by double slashes', 'app://spool//..%2f..%2foutside.js'],
    ['a neighbour with the same beginning', 'app://spool/..%2frenderer-twin%2ftwin.js'],
    ['an absolute path', 'app://spool/%2fetc%2fpasswd'],
    ['a null byte', 'app://spool/index.html%00.js'],
    ['a broken escape', 'app://spool/%E0%A4%A'],
    ['a folder', 'app://spool/assets'],
    ['a missing file', 'app://spool/missing.js'],
    ['a type the window has no use for', 'app://spool/notes.secret'],
    ['another host', 'app://elsewhere/index.html'],
  ])('are all there is: %s is not found', async (_what, url) => {
    const response = await get(url)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('')
  })

  it('can only be read', async () => {
    const response = await appResponse(
      new Request('app://spool/index.html', { method: 'POST' }),
      folder,
    )
    expect(response.status).toBe(405)
  })
})
