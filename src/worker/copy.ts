import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { WorkContext } from './context.ts'
import { RateMeter } from './rate-meter.ts'

/**
 * Copies a file and tells how far it is; the original is only read. What is at `to` gives way and is
 * not written into: it may have a second name by now. Held while the job is frozen.
 *
 * @returns the SHA-256 of what was read, in hex
 */
export async function copyWithProgress(
  from: string,
  to: string,
  context: WorkContext,
): Promise<string> {
  const { size } = await stat(from)
  const meter = new RateMeter(() => context.gate.activeMs())
  const hash = createHash('sha256')
  let bytes = 0
  await rm(to, { force: true })
  await pipeline(
    createReadStream(from, { highWaterMark: 1 << 20 }),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        await context.gate.whenThawed(context.signal)
        hash.update(chunk)
        bytes += chunk.length
        meter.update(bytes)
        context.progress({
          phase: 'copying',
          fraction: size === 0 ? null : bytes / size,
          speed: meter.perSecond === null ? null : { unit: 'bytes/s', value: meter.perSecond },
          etaSeconds: meter.secondsUntil(size),
        })
        yield chunk
      }
    },
    createWriteStream(to, { flags: 'wx' }),
    { signal: context.signal },
  )
  return hash.digest('hex')
}
