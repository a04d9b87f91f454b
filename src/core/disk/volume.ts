import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { systemCode } from '../../shared/errors.ts'

export interface Volume {
  /** Where it is mounted; on Windows its drive. */
  name: string
  freeBytes: number
  totalBytes: number
}

/** The disk a folder lies on, or will; null where it cannot be asked. */
export async function volumeOf(folder: string): Promise<Volume | null> {
  try {
    const name = await mountPoint(folder)
    const { bsize, bavail, blocks } = await statfs(name)
    return { name, freeBytes: bsize * bavail, totalBytes: bsize * blocks }
  } catch (error) {
    // A disk that was taken away, or one that tells nobody: writing to it will say more.
    if (systemCode(error) === undefined) throw error
    return null
  }
}

/** The uppermost folder on the same device. */
async function mountPoint(folder: string): Promise<string> {
  let at = await existing(folder)
  const { dev } = await stat(at)
  for (;;) {
    const above = dirname(at)
    if (above === at || (await stat(above)).dev !== dev) return at
    at = above
  }
}

async function existing(folder: string): Promise<string> {
  try {
    await stat(folder)
    return folder
  } catch (error) {
    const above = dirname(folder)
    if (systemCode(error) !== 'ENOENT' || above === folder) throw error
    return existing(above)
  }
}
