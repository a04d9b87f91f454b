import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { create } from 'tar'
import { beforeEach, expect, test } from 'vitest'
import { installFolder } from '../../../src/setup/cache.ts'
import { unpackPackage } from '../../../src/setup/npm-package.ts'
import { SpoolError } from '../../../src/shared/errors.ts'
import { useTemporaryCache } from './temporary-cache.ts'

const cache = useTemporaryCache()
let file: string

beforeEach(async () => {
  const source = join(cache(), 'source')
  await mkdir(join(source, 'package'), { recursive: true })
  await writeFile(join(source, 'package', 'tool'), 'bytes')
  file = join(cache(), 'tool-1.0.0.tgz')
  await create({ file, cwd: source, gzip: true }, ['package'])
})

async function integrityOf(path: string): Promise<string> {
  return `sha512-${createHash('sha512')
    .update(await readFile(path))
    .digest('base64')}`
}

test('a package with the pinned bytes is unpacked', async () => {
  const folder = await unpackPackage(file, await integrityOf(file))

  expect(await readFile(join(folder, 'tool'), 'utf8')).toBe('bytes')
})

test('a package with other bytes is refused and leaves nothing behind', async () => {
  const pinned = await integrityOf(file)
  const tampered = Buffer.concat([await readFile(file), Buffer.from('x')])
  const target = join(cache(), 'tool')

  const refusal: unknown = await installFolder(target, async (workFolder) => {
    const download = join(workFolder, 'tool-1.0.0.tgz')
    await writeFile(download, tampered)
    return unpackPackage(download, pinned)
  }).catch((error: unknown) => error)

  expect(refusal).toBeInstanceOf(SpoolError)
  expect(refusal).toHaveProperty('kind', 'tool')
  expect(String(refusal)).toContain('not the file that was published')
  expect(await readdir(cache())).not.toContain('tool')
  expect(await readdir(join(cache(), 'unfinished'))).toEqual([])
})
