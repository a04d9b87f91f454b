import { SpoolError } from '../shared/errors.ts'
import { searchPath } from '../core/tools/index.ts'
import { run, withProgress } from './run.ts'
import type { Log } from './part.ts'

export const isRoot = (): boolean => process.getuid?.() === 0

/** Whether this process may install the system's packages. */
export async function canInstallPackages(): Promise<boolean> {
  return isRoot() && (await searchPath('apt-get')).length > 0
}

/** The command a user runs to get these packages. */
export const installCommand = (packages: readonly string[]): string =>
  `sudo apt-get install -y ${packages.join(' ')}`

/** Installs packages; package lists are fetched only when the ones at hand do not do. */
export async function installPackages(packages: readonly string[], log: Log): Promise<void> {
  await withProgress(`Installing ${packages.join(', ')} with apt-get`, log, async () => {
    try {
      await aptGet(['install', '-y', '--no-install-recommends', ...packages])
    } catch (error) {
      if (!(error instanceof SpoolError)) throw error
      await aptGet(['update'])
      await aptGet(['install', '-y', '--no-install-recommends', ...packages])
    }
  })
}

async function aptGet(arguments_: string[]): Promise<void> {
  const waitForOthers = ['-o', 'DPkg::Lock::Timeout=300']
  await run('apt-get', [...waitForOthers, ...arguments_], {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  })
}
