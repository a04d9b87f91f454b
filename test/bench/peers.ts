import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { canInstallPackages, installPackages } from '../../src/setup/debian.ts'
import { requireRedis } from './queue/redis.ts'

const folder = join(import.meta.dirname, 'peers')

/** Brings the queues that Spool's is measured against; a no-op where they are there. */
export async function installPeers(log: (line: string) => void): Promise<void> {
  if (!existsSync(join(folder, 'node_modules'))) {
    log('Installing the peers')
    await promisify(execFile)('npm', ['ci', '--ignore-scripts'], { cwd: folder })
  }
  try {
    await requireRedis()
  } catch (error) {
    if (!(await canInstallPackages())) throw error
    await installPackages(['redis-server'], log)
  }
}
