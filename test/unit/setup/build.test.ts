import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isBuilt } from '../../../src/setup/build.ts'

const source = 'src/main/index.ts'
const outputs = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']

let project: string

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'spool-build-'))
  await write(source, 1_000)
  for (const output of outputs) await write(output, 2_000)
  for (const folder of ['src/main', 'src']) await touch(folder, 1_000)
})

afterEach(() => rm(project, { recursive: true }))

const touch = (path: string, seconds: number): Promise<void> =>
  utimes(join(project, path), seconds, seconds)

async function write(path: string, seconds: number): Promise<void> {
  await mkdir(dirname(join(project, path)), { recursive: true })
  await writeFile(join(project, path), '')
  await touch(path, seconds)
}

test('a build newer than its sources is used as it is', async () => {
  expect(await isBuilt(project)).toBe(true)
})

test('a changed source asks for a new build', async () => {
  await touch(source, 3_000)
  expect(await isBuilt(project)).toBe(false)
})

test('a removed source asks for a new build', async () => {
  await rm(join(project, source))
  expect(await isBuilt(project)).toBe(false)
})

test('a changed configuration asks for a new build', async () => {
  await write('electron.vite.config.ts', 3_000)
  expect(await isBuilt(project)).toBe(false)
})

test('an incomplete build is built again', async () => {
  await rm(join(project, 'out/preload/index.cjs'))
  expect(await isBuilt(project)).toBe(false)
})
