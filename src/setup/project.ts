import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** The folder that holds package.json. */
export const projectFolder = join(import.meta.dirname, '..', '..')

const require = createRequire(import.meta.url)

/** The folder of an installed npm package, seen from `from` (by default this project). */
export function packageFolder(name: string, from?: string): string {
  const options = from === undefined ? undefined : { paths: [from] }
  return dirname(require.resolve(`${name}/package.json`, options))
}

const manifest = z.object({ version: z.string() })

/** The version of the package in `folder`. */
export async function packageVersion(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'package.json'), 'utf8')
  return manifest.parse(JSON.parse(text)).version
}
