import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  type CompletedPart,
  type HeadObjectCommandOutput as Head,
  type Part,
  type S3Client,
} from '@aws-sdk/client-s3'
import type { S3Target } from '../../shared/destination.ts'
import { SpoolError } from '../../shared/errors.ts'
import { s3Answer } from '../../shared/s3.ts'
import type { Rendition } from './ledger.ts'

interface BucketOptions {
  client: S3Client
  target: S3Target
  /** What our own objects of this publication carry. */
  marker: string
  signal: AbortSignal
}

/** What an object must be to be the rendition that was sent. */
interface Sent {
  rendition: Rendition
  /** What the server must say that all of it sums up to; null where it does not say. */
  sum: string | null
}

/** What is asked of a bucket, and what its answers mean for one publication. */
export class Bucket {
  readonly #client: S3Client
  readonly #name: string
  readonly #marker: string
  readonly #options: { abortSignal: AbortSignal }
  readonly #usesSha256: boolean

  constructor({ client, target, marker, signal }: BucketOptions) {
    this.#client = client
    this.#name = target.bucket
    this.#marker = marker
    this.#options = { abortSignal: signal }
    this.#usesSha256 = target.checksum === 'sha256'
  }

  /** What is under this key: our own object, another one, or nothing. */
  async find(key: string, sent?: Sent): Promise<'ours' | 'another' | 'nothing'> {
    try {
      const head = await this.#client.send(
        new HeadObjectCommand({
          ...this.#at(key),
          ...(this.#usesSha256 && sent ? { ChecksumMode: 'ENABLED' } : {}),
        }),
        this.#options,
      )
      const { Metadata: told = {} } = head
      if (told['spool-marker'] !== this.#marker) return 'another'
      if (!sent) return 'ours'
      const { rendition, sum } = sent
      const isWhole =
        head.ContentLength === rendition.bytes && told['spool-sha256'] === rendition.sha256
      return isWhole && this.#sumsUp(head, sum) ? 'ours' : 'another'
    } catch (error) {
      if (s3Answer(error)?.status === 404 && s3Answer(error)?.code !== 'NoSuchBucket') {
        return 'nothing'
      }
      throw error
    }
  }

  /** Takes our own object away again, so that a retry sends it anew. */
  async discard(key: string): Promise<void> {
    if ((await this.find(key)) !== 'ours') return
    await this.#client.send(new DeleteObjectCommand(this.#at(key)), this.#options)
  }

  /** @returns the id of an upload of several parts */
  async begin(key: string, type: string, { sha256 }: Rendition): Promise<string> {
    const { UploadId: id } = await this.#client.send(
      new CreateMultipartUploadCommand({
        ...this.#at(key),
        ContentType: type,
        ...(this.#usesSha256 ? { ChecksumAlgorithm: 'SHA256' } : {}),
        Metadata: { 'spool-marker': this.#marker, 'spool-sha256': sha256 },
      }),
      this.#options,
    )
    if (id !== undefined) return id
    throw new SpoolError('transient', 'The storage named no upload. Retry.')
  }

  /** The parts that are there of an upload; null where it was completed, aborted or has expired. */
  async partsOf(key: string, uploadId: string): Promise<Map<number, Part> | null> {
    const parts = new Map<number, Part>()
    let marker: string | undefined
    try {
      do {
        const page = await this.#client.send(
          new ListPartsCommand({
            ...{ ...this.#at(key), UploadId: uploadId },
            PartNumberMarker: marker,
          }),
          this.#options,
        )
        for (const part of page.Parts ?? []) {
          if (part.PartNumber !== undefined) parts.set(part.PartNumber, part)
        }
        marker = page.IsTruncated === true ? page.NextPartNumberMarker : undefined
      } while (marker !== undefined)
      return parts
    } catch (error) {
      if (s3Answer(error)?.status !== 404) throw error
      return null
    }
  }

  async complete(key: string, uploadId: string, parts: CompletedPart[]): Promise<void> {
    try {
      await this.#client.send(
        new CompleteMultipartUploadCommand({
          ...{ ...this.#at(key), UploadId: uploadId },
          MultipartUpload: { Parts: parts },
        }),
        this.#options,
      )
    } catch (error) {
      // Said a second time because the first answer was lost: the object is there then.
      if (s3Answer(error)?.status !== 404 || (await this.find(key)) !== 'ours') throw error
    }
  }

  async abort(key: string, uploadId: string): Promise<void> {
    try {
      await this.#client.send(
        new AbortMultipartUploadCommand({ ...this.#at(key), UploadId: uploadId }),
        this.#options,
      )
    } catch (error) {
      if (s3Answer(error)?.status !== 404) throw error
    }
  }

  /** Uploads of our own name that were begun and never written down. They would be paid for. */
  async abortStrays(key: string): Promise<void> {
    try {
      const { Uploads: uploads = [] } = await this.#client.send(
        new ListMultipartUploadsCommand({ Bucket: this.#name, Prefix: key }),
        this.#options,
      )
      for (const { Key: name, UploadId: id } of uploads) {
        if (name === key && id !== undefined) await this.abort(key, id)
      }
    } catch (error) {
      // Not every key may list, nor does every server know how: what strays, the bucket's rules end.
      if (s3Answer(error) === null) throw error
    }
  }

  #at(key: string) {
    return { Bucket: this.#name, Key: key }
  }

  /** Whether the server's own sum is ours. Encrypted objects are named otherwise, and say nothing. */
  #sumsUp(head: Head, sum: string | null): boolean {
    if (sum === null) return true
    const { ETag: tag = '', ChecksumSHA256: sha256, ServerSideEncryption: by } = head
    if (this.#usesSha256) return sha256 === sum
    const named = tag.replaceAll('"', '')
    return by?.startsWith('aws:kms') === true || !/^[0-9a-f]{32}-\d+$/.test(named)
      ? true
      : named === sum
  }
}
