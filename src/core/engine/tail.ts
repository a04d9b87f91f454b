import { open } from 'node:fs/promises'
import { systemCode } from '../../shared/errors.ts'

const tailBytes = 32_768
const tailLines = 200

/** The last lines of a log; none where nothing was logged yet. */
export async function tailOf(path: string): Promise<string[]> {
  try {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      const start = Math.max(0, size - tailBytes)
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(size - start),
        0,
        size - start,
        start,
      )
      const lines = buffer.toString('utf8', 0, bytesRead).split('\n').filter(Boolean)
      return lines.slice(start > 0 ? 1 : 0).slice(-tailLines)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}
