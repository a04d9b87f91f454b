import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { moveIntoPlace } from '../../../src/worker/files.ts'
import { temporaryFolder } from '../core/temporary.ts'

it.each([
  ['harbour', 'another case'],
  ['HARBOUR', 'another case'],
  ['Café', 'other code points of the same letters'],
])('a file called %s does not lie beside one in %s', async (title) => {
  const folder = await temporaryFolder()
  const library = join(folder, 'Library')
  await mkdir(library)
  const there = ['Harbour.mp4', 'Cafe\u0301.mp4']
  for (const name of there) await writeFile(join(library, name), name)
  const part = join(folder, 'part')
  await writeFile(part, 'new')
  const path = await moveIntoPlace(part, library, title, 'mp4')
  expect(path).toBe(join(library, `${title} (2).mp4`))
  expect(await readFile(path, 'utf8')).toBe('new')
  expect(await readdir(library)).toHaveLength(3)
})

it('the very same name with the same bytes is the same file', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'Harbour.mp4'), 'same')
  const part = join(folder, 'part')
  await writeFile(part, 'same')
  expect(await moveIntoPlace(part, folder, 'Harbour', 'mp4')).toBe(join(folder, 'Harbour.mp4'))
  expect(await readdir(folder)).toEqual(['Harbour.mp4'])
})
