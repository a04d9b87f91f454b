import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  S3Client,
  type CompletedPart,
  type HeadObjectCommandOutput as Head,
  type Part,
} from '@aws-sdk/client-s3'
import type { S3Target } from '../../shared/destination.ts'
import { SpoolError } from '../../shared/errors.ts'
import { safeFileName } from '../../shared/names.ts'
import type { Phase } from '../../shared/progress.ts'
import { s3Answer, s3ClientOptions } from '../../shared/s3.ts'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import { fillTemplate } from '../../shared/template.ts'
import type { StageContext } from '../context.ts'
import { RateMeter } from '../rate-meter.ts'
import { contentType } from './content-type.ts'
import { renditionAt, type Ledger, type Leg, type Rendition } from './ledger.ts'
import { s3Failure } from './s3-failure.ts'
import { sendParts } from './s3-parts.ts'

export interface S3Order extends Omit<OrderOf<'publish'>, 'destination'> {
  destination: S3Target
}

/** More objects of one name than this are no accident. */
const mostNames = 1_000

/** Brings a rendition into a bucket: once, whole, and never over another object. */
export async function publishToS3(
  order: S3Order,
  { ledger }: Leg,
  context: StageContext,
): Promise<ResultOf<'publish'>> {
  const { credentials } = context
  if (!credentials) {
    const sentence = `There is no key for “${order.destination.bucket}”. Enter it in the destination.`
    throw new SpoolError('auth', sentence)
  }
  const client = new S3Client(s3ClientOptions(order.destination, credentials))
  try {
    return await new Upload(order, ledger, context, client).run()
  } catch (error) {
    throw s3Failure(error, order.destination, context.signal)
  } finally {
    client.destroy()
  }
}

class Upload {
  readonly #order: S3Order
  readonly #context: StageContext
  readonly #client: S3Client
  readonly #ledger: Ledger
  readonly #bucket: string
  readonly #options: { abortSignal: AbortSignal }
  /** What the server must say that all of it sums up to; null where it does not say. */
  #sum: string | null = null

  constructor(order: S3Order, ledger: Ledger, context: StageContext, client: S3Client) {
    this.#order = order
    this.#context = context
    this.#client = client
    this.#ledger = ledger
    this.#bucket = order.destination.bucket
    this.#options = { abortSignal: context.signal }
  }

  async run(): Promise<ResultOf<'publish'>> {
    const rendition = await renditionAt(this.#order.inputPath, this.#context)
    if (this.#ledger.now.intent?.sha256 !== rendition.sha256) await this.#intend(rendition)
    const key = this.#ledger.now.intent?.name ?? ''
    if (this.#ledger.now.remote === null) {
      // Whatever an earlier try left unclear, the bucket knows.
      if ((await this.#find(key)) !== 'ours') await this.#send(key, rendition)
      this.#say('verifying', 1)
      if ((await this.#find(key, rendition)) !== 'ours') {
        await this.#discard(key)
        const sentence = `The object in “${this.#bucket}” is not what was sent. Retry to send it again.`
        throw new SpoolError('transient', sentence)
      }
      const url = this.#publicUrl(key)
      await this.#ledger.record({ remote: { id: key, url }, session: null })
    }
    const path = this.#ledger.now.remote?.url ?? `s3://${this.#bucket}/${key}`
    this.#context.log(`Published to s3://${this.#bucket}/${key} (sha256 ${rendition.sha256})`)
    return { type: 'publish', file: { path, bytes: rendition.bytes, durationSeconds: null } }
  }

  /** Decides on the object's name, once and for all. */
  async #intend({ bytes, sha256 }: Rendition): Promise<void> {
    const { session, intent } = this.#ledger.now
    if (session && intent) await this.#abort(intent.name, session.id)
    const name = await this.#freeKey()
    const next = { bytes, sha256, name }
    await this.#ledger.record({ intent: next, session: null, remote: null, done: [] })
  }

  async #freeKey(): Promise<string> {
    const { destination, facts } = this.#order
    const filled = fillTemplate(destination.key, facts, (value) => value.replaceAll('/', ' '))
    const parts = filled.split('/').map((part) => part.trim())
    const named = parts.filter((part) => part !== '').map(safeFileName)
    const whole = named.join('/') || 'untitled'
    const dot = whole.lastIndexOf('.')
    const [base, ending] = dot > 0 ? [whole.slice(0, dot), whole.slice(dot)] : [whole, '']
    for (let n = 1; n <= mostNames; n++) {
      const key = n === 1 ? whole : `${base} (${n})${ending}`
      if ((await this.#find(key)) !== 'another') return key
    }
    throw new SpoolError('invalid-input', `“${this.#bucket}” is full of objects named ${whole}.`)
  }

  /** What is under this key: our own object, another one, or nothing. */
  async #find(key: string, rendition?: Rendition): Promise<'ours' | 'another' | 'nothing'> {
    try {
      const head = await this.#client.send(
        new HeadObjectCommand({
          ...{ Bucket: this.#bucket, Key: key },
          ...(this.#usesSha256 && rendition ? { ChecksumMode: 'ENABLED' } : {}),
        }),
        this.#options,
      )
      const { Metadata: told = {} } = head
      if (told['spool-marker'] !== this.#ledger.now.marker) return 'another'
      if (!rendition) return 'ours'
      const isWhole =
        head.ContentLength === rendition.bytes && told['spool-sha256'] === rendition.sha256
      return isWhole && this.#sumsUp(head) ? 'ours' : 'another'
    } catch (error) {
      if (s3Answer(error)?.status === 404 && s3Answer(error)?.code !== 'NoSuchBucket') {
        return 'nothing'
      }
      throw error
    }
  }

  get #usesSha256(): boolean {
    return this.#order.destination.checksum === 'sha256'
  }

  /** Whether the server's own sum is ours. Encrypted objects are named otherwise, and say nothing. */
  #sumsUp({ ETag: tag = '', ChecksumSHA256: sha256, ServerSideEncryption: by }: Head): boolean {
    if (this.#sum === null) return true
    if (this.#usesSha256) return sha256 === this.#sum
    const named = tag.replaceAll('"', '')
    return by?.startsWith('aws:kms') === true || !/^[0-9a-f]{32}-\d+$/.test(named)
      ? true
      : named === this.#sum
  }

  async #send(key: string, rendition: Rendition): Promise<void> {
    const present = await this.#present(key)
    const uploadId = present?.uploadId ?? (await this.#begin(key, rendition))
    const meter = new RateMeter(() => this.#context.gate.activeMs())
    const { parts, sum } = await sendParts({
      ...{ client: this.#client, target: this.#order.destination, key, uploadId, rendition },
      ...{ present: present?.parts ?? new Map<number, Part>(), context: this.#context },
      onBytes: (bytes) => {
        meter.update(bytes)
        this.#say(
          'uploading',
          rendition.bytes === 0 ? 1 : bytes / rendition.bytes,
          meter,
          rendition.bytes,
        )
      },
    })
    await this.#complete(key, uploadId, parts)
    this.#sum = sum
  }

  /** The parts that are there already of an upload that was begun; null where there is none. */
  async #present(key: string): Promise<{ uploadId: string; parts: Map<number, Part> } | null> {
    const { session } = this.#ledger.now
    if (!session) {
      await this.#abortStrays(key)
      return null
    }
    const parts = new Map<number, Part>()
    let marker: string | undefined
    try {
      do {
        const page = await this.#client.send(
          new ListPartsCommand({
            ...{ Bucket: this.#bucket, Key: key, UploadId: session.id },
            PartNumberMarker: marker,
          }),
          this.#options,
        )
        for (const part of page.Parts ?? []) {
          if (part.PartNumber !== undefined) parts.set(part.PartNumber, part)
        }
        marker = page.IsTruncated === true ? page.NextPartNumberMarker : undefined
      } while (marker !== undefined)
      this.#context.log(`Going on with the upload: ${parts.size} parts are there`)
      return { uploadId: session.id, parts }
    } catch (error) {
      if (s3Answer(error)?.status !== 404) throw error
      // It was completed, aborted or has expired; the object was looked for before.
      await this.#ledger.record({ session: null })
      return null
    }
  }

  /** Uploads of our own name that were begun and never written down. They would be paid for. */
  async #abortStrays(key: string): Promise<void> {
    try {
      const { Uploads: uploads = [] } = await this.#client.send(
        new ListMultipartUploadsCommand({ Bucket: this.#bucket, Prefix: key }),
        this.#options,
      )
      for (const { Key: name, UploadId: id } of uploads) {
        if (name === key && id !== undefined) await this.#abort(key, id)
      }
    } catch (error) {
      // Not every key may list, nor does every server know how: what strays, the bucket's rules end.
      if (s3Answer(error) === null) throw error
    }
  }

  /** Takes our own object away again that is not what was sent, so that a retry sends it anew. */
  async #discard(key: string): Promise<void> {
    if ((await this.#find(key)) !== 'ours') return
    const object = { Bucket: this.#bucket, Key: key }
    await this.#client.send(new DeleteObjectCommand(object), this.#options)
  }

  async #abort(key: string, uploadId: string): Promise<void> {
    try {
      await this.#client.send(
        new AbortMultipartUploadCommand({ Bucket: this.#bucket, Key: key, UploadId: uploadId }),
        this.#options,
      )
    } catch (error) {
      if (s3Answer(error)?.status !== 404) throw error
    }
  }

  async #begin(key: string, { sha256 }: Rendition): Promise<string> {
    const { UploadId: id } = await this.#client.send(
      new CreateMultipartUploadCommand({
        ...{ Bucket: this.#bucket, Key: key },
        ContentType: contentType(this.#order.inputPath),
        ...(this.#usesSha256 ? { ChecksumAlgorithm: 'SHA256' } : {}),
        Metadata: { 'spool-marker': this.#ledger.now.marker, 'spool-sha256': sha256 },
      }),
      this.#options,
    )
    if (id === undefined) throw new SpoolError('transient', 'The storage named no upload. Retry.')
    await this.#ledger.record({ session: { id, begunAt: Date.now() } })
    return id
  }

  async #complete(key: string, uploadId: string, parts: CompletedPart[]): Promise<void> {
    try {
      await this.#client.send(
        new CompleteMultipartUploadCommand({
          ...{ Bucket: this.#bucket, Key: key, UploadId: uploadId },
          MultipartUpload: { Parts: parts },
        }),
        this.#options,
      )
    } catch (error) {
      // Said a second time because the first answer was lost: the object is there then.
      if (s3Answer(error)?.status !== 404 || (await this.#find(key)) !== 'ours') throw error
    }
  }

  #publicUrl(key: string): string | null {
    const path = key.split('/').map(encodeURIComponent).join('/')
    return this.#order.destination.publicUrl?.replaceAll('{key}', path) ?? null
  }

  #say(phase: Phase, fraction: number, meter?: RateMeter, total = 0): void {
    const perSecond = meter?.perSecond ?? null
    this.#context.progress({
      phase,
      fraction,
      speed: perSecond === null ? null : { unit: 'bytes/s', value: perSecond },
      etaSeconds: meter?.secondsUntil(total) ?? null,
    })
  }
}
