import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  readWindowState,
  writeWindowState,
  type WindowState,
} from '../../../src/main/window-state.ts'

const state: WindowState = {
  bounds: { x: 10, y: 20, width: 900, height: 600 },
  maximized: false,
  toldAboutTray: true,
  appearance: { language: 'de', theme: 'dark' },
}

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-window-'))
  path = join(folder, 'new', 'window.json')
})
afterEach(() => rm(folder, { recursive: true }))

describe('the remembered window', () => {
  it('comes back as it was', () => {
    writeWindowState(path, state)
    expect(readWindowState(path)).toEqual(state)
  })

  it('is nothing before the first time', () => {
    expect(readWindowState(path)).toBeNull()
  })

  it('is forgotten when the file was cut short or holds something else', async () => {
    writeWindowState(path, state)
    await writeFile(path, (await readFile(path, 'utf8')).slice(0, 20))
    expect(readWindowState(path)).toBeNull()
    await writeFile(path, '{"bounds":{"x":0,"y":0,"width":-5,"height":3}}')
    expect(readWindowState(path)).toBeNull()
  })
})
