import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('the built preload loads Electron once and nothing else, as a sandboxed page demands', async () => {
  const built = join(import.meta.dirname, '..', '..', '..', 'out', 'preload', 'index.cjs')
  const script = await readFile(built, 'utf8')
  expect(script.match(/\brequire\(.*?\)/g)).toEqual(['require("electron")'])
  expect(script).not.toMatch(/^\s*import\b|\bimport\(/m)
})
