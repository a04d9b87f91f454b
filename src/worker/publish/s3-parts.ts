import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { UploadPartCommand, type CompletedPart, type Part, type S3Client } from '@aws-sdk/client-s3'
import type { S3Target } from '../../shared/destination.ts'
import type { StageContext } from '../context.ts'
import type { Rendition } from './ledger.ts'

const mebibyte = 1024 * 1024
/** S3 takes at most 10,000 parts; the last alone may be smaller than 5 MiB. */
const partBytes = (bytes: number): number =>
  Math.max(8, Math.ceil(bytes / 9_000 / mebibyte)) * mebibyte

interface Sending {
  client: S3Client
  target: Pick<S3Target, 'bucket' | 'checksum'>
  key: string
  uploadId: string
  rendition: Rendition
  /** What an earlier try sent of it, by number. */
  present: ReadonlyMap<number, Part>
  context: StageContext
  onBytes: (bytes: number) => void
}

export interface Sent {
  parts: CompletedPart[]
  /** What the server's own sum of the whole is, where it says one of this form; null for unknown. */
  sum: string | null
}

/** Sends the parts of a file that are not there yet, each with a checksum the server verifies. */
export async function sendParts(sending: Sending): Promise<Sent> {
  const { client, target, key, uploadId, rendition, present, context, onBytes } = sending
  const { path, bytes } = rendition
  const size = partBytes(bytes)
  const isSha256 = target.checksum === 'sha256'
  const parts: CompletedPart[] = []
  const sums: Buffer[] = []
  const file = await open(path)
  try {
    for (let at = 0, number = 1; at < bytes || number === 1; at += size, number++) {
      await context.gate.whenThawed(context.signal)
      const body = Buffer.alloc(Math.min(size, bytes - at))
      await file.read(body, 0, body.length, at)
      const md5 = createHash('md5').update(body).digest()
      const sha256 = createHash('sha256').update(body).digest()
      sums.push(isSha256 ? sha256 : md5)
      const there = present.get(number)
      // Servers that encrypt name parts otherwise; such a part is simply sent again.
      const isThere = isSha256
        ? there?.ChecksumSHA256 === sha256.toString('base64')
        : isNamedBy(there?.ETag, md5)
      const tag = isThere
        ? there?.ETag
        : (
            await client.send(
              new UploadPartCommand({
                ...{ Bucket: target.bucket, Key: key, UploadId: uploadId, PartNumber: number },
                ...{ Body: body, ContentMD5: md5.toString('base64') },
                ...(isSha256 ? { ChecksumSHA256: sha256.toString('base64') } : {}),
              }),
              { abortSignal: context.signal },
            )
          ).ETag
      parts.push({
        ...{ PartNumber: number, ETag: tag },
        ...(isSha256 ? { ChecksumSHA256: sha256.toString('base64') } : {}),
      })
      onBytes(at + body.length)
    }
  } finally {
    await file.close()
  }
  const isSaid = isSha256 || parts.every(({ ETag }, at) => isNamedBy(ETag, sums[at]))
  return { parts, sum: isSaid ? sumOfSums(sums, target.checksum) : null }
}

const isNamedBy = (tag: string | undefined, md5: Buffer | undefined): boolean =>
  md5 !== undefined && tag?.replaceAll('"', '') === md5.toString('hex')

/** As S3 makes one sum of those of the parts. */
const sumOfSums = (sums: readonly Buffer[], kind: S3Target['checksum']): string =>
  `${createHash(kind)
    .update(Buffer.concat(sums))
    .digest(kind === 'md5' ? 'hex' : 'base64')}-${sums.length}`
