import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { appFile } from '../../../src/main/app-files.ts'

const folder = join('/', 'opt', 'spool', 'renderer')
const get = (url: string) => appFile({ url, method: 'GET' }, folder)

describe('the window’s own files', () => {
  it('are served with their type and a strict policy', () => {
    const { path, headers } = get('app://spool/')
    expect(path).toBe(join(folder, 'index.html'))
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
    })
    expect(headers?.['content-security-policy']).toContain("default-src 'none'")
    expect(JSON.stringify(headers)).not.toContain('unsafe')
  })

  it('are found by names with escapes', () => {
    const { path, headers } = get('app://spool/assets/a%20b.js')
    expect(path).toBe(join(folder, 'assets', 'a b.js'))
    expect(headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8' })
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
    ['a type the window has no use for', 'app://spool/notes.secret'],
    ['another host', 'app://elsewhere/index.html'],
  ])('are all there is: %s is not found', (_what, url) => {
    expect(get(url)).toEqual({ error: -6 })
  })

  it('can only be read', () => {
    expect(appFile({ url: 'app://spool/index.html', method: 'POST' }, folder)).toEqual({
      error: -6,
    })
  })
})
