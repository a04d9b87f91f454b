import { SpoolError } from '../../shared/errors.ts'
import { redact } from '../redact.ts'
import { request } from './http.ts'
import type { StageContext } from '../context.ts'

/** So many bytes of a body, or one piece more; what comes after stays where it is. */
export async function readUpTo(body: AsyncIterator<Uint8Array>, bytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let length = 0
  while (length < bytes) {
    const next = await body.next()
    if (next.done === true) break
    chunks.push(next.value)
    length += next.value.length
  }
  return Buffer.concat(chunks)
}

/**
 * A small file from a web address.
 *
 * @throws SpoolError as `request`; `invalid-input` where it is larger than `most` bytes
 */
export async function fetchSmall(
  url: string,
  most: number,
  { signal, network }: StageContext,
): Promise<Buffer> {
  const reply = await request(url, { signal, network })
  const body = reply.body[Symbol.asyncIterator]()
  try {
    const whole = await readUpTo(body, most + 1)
    if (whole.length <= most) return whole
  } finally {
    await body.return?.(undefined)
  }
  throw new SpoolError('invalid-input', 'This file is larger than such files are.', {
    details: { url: redact(url) },
  })
}
