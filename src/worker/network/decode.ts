import type { Readable, Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { causedBy } from '../../shared/errors.ts'

/** Before so much came out, a high ratio is no reason to worry. */
const harmlessBytes = 16 * 1024 * 1024
/** Text packs well, media do not; a bomb makes a thousand bytes of one. */
const highestRatio = 100

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/**
 * Unpacks what a server packed although it was asked not to, and stops where it unpacks without
 * end.
 *
 * @throws SpoolError of cause `bomb`
 */
export async function* decoded(
  body: Readable,
  encoding: string,
  host: string,
): AsyncGenerator<Buffer, void> {
  const make = decoders[encoding.toLowerCase()]
  if (!make) {
    yield* chunksOf(body)
    return
  }
  let packed = 0
  let unpacked = 0
  const decoder = make()
  body.on('data', (chunk: Buffer) => {
    packed += chunk.length
  })
  body.on('error', (error) => decoder.destroy(error))
  body.pipe(decoder)
  try {
    for await (const chunk of chunksOf(decoder)) {
      unpacked += chunk.length
      if (unpacked > harmlessBytes && unpacked > packed * highestRatio) {
        const sentence = `What ${host} sent unpacks without end, so it was not taken. Check the address.`
        throw causedBy('bomb', sentence, { details: { host } })
      }
      yield chunk
    }
  } finally {
    decoder.destroy()
  }
}

async function* chunksOf(stream: Readable): AsyncGenerator<Buffer, void> {
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) yield chunk
}
