import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  S3Client,
  UploadPartCommand,
  type CompletedPart,
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
import { Ledger, renditionAt, type Rendition } from './ledger.ts'
import { s3Failure } from './s3-failure.ts'

export interface S3Order extends Omit<OrderOf<'publish'>, 'destination'> {
  destination: S3Target
}

const mebibyte = 1024 * 1024
/** S3 takes at most 10,000 parts; the last alone may be smaller than 5 MiB. */
const partBytes = (bytes: number): number =>
  Math.max(8, Math.ceil(bytes / 9_000 / mebibyte)) * mebibyte
/** More objects of one name than this are no accident. */
const mostNames = 1_000

/** Brings a rendition into a bucket: once, whole, and never over another object. */
export async function publishToS3(
  order: S3Order,
  context: StageContext,
): Promise<ResultOf<'publish'>> {
  const { credentials } = context
  if (!credentials) {
    const sentence = `There is no key for “${order.destination.bucket}”. Enter it in the destination.`
    throw new SpoolError('auth', sentence)
  }
  const client = new S3Client(s3ClientOptions(order.destination, credentials))
  try {
    return await new Upload(order, context, client).run()
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

  constructor(order: S3Order, context: StageContext, client: S3Client) {
    this.#order = order
    this.#context = context
    this.#client = client
    this.#ledger = new Ledger(order.delivery, context)
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
    await this.#ledger.record({ intent: { bytes, sha256, name }, session: null, remote: null })
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
        new HeadObjectCommand({ Bucket: this.#bucket, Key: key }),
        this.#options,
      )
      const { Metadata: told = {} } = head
      if (told['spool-marker'] !== this.#ledger.now.marker) return 'another'
      if (!rendition) return 'ours'
      const isWhole =
        head.ContentLength === rendition.bytes && told['spool-sha256'] === rendition.sha256
      return isWhole ? 'ours' : 'another'
    } catch (error) {
      if (s3Answer(error)?.status === 404 && s3Answer(error)?.code !== 'NoSuchBucket') {
        return 'nothing'
      }
      throw error
    }
  }

  async #send(key: string, rendition: Rendition): Promise<void> {
    const present = await this.#present(key)
    const uploadId = present?.uploadId ?? (await this.#begin(key, rendition))
    const parts = await this.#sendParts(key, uploadId, rendition, present?.parts ?? new Map())
    await this.#complete(key, uploadId, parts)
  }

  /** The parts that are there already of an upload that was begun; null where there is none. */
  async #present(key: string): Promise<{ uploadId: string; parts: Map<number, string> } | null> {
    const { session } = this.#ledger.now
    if (!session) {
      await this.#abortStrays(key)
      return null
    }
    const parts = new Map<number, string>()
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
        for (const { PartNumber: number, ETag: tag } of page.Parts ?? []) {
          if (number !== undefined && tag !== undefined) parts.set(number, tag)
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
        Metadata: { 'spool-marker': this.#ledger.now.marker, 'spool-sha256': sha256 },
      }),
      this.#options,
    )
    if (id === undefined) throw new SpoolError('transient', 'The storage named no upload. Retry.')
    await this.#ledger.record({ session: { id, begunAt: Date.now() } })
    return id
  }

  async #sendParts(
    key: string,
    uploadId: string,
    { path, bytes }: Rendition,
    present: ReadonlyMap<number, string>,
  ): Promise<CompletedPart[]> {
    const size = partBytes(bytes)
    const meter = new RateMeter(() => this.#context.gate.activeMs())
    const parts: CompletedPart[] = []
    const file = await open(path)
    try {
      for (let at = 0, number = 1; at < bytes || number === 1; at += size, number++) {
        await this.#context.gate.whenThawed(this.#context.signal)
        const body = Buffer.alloc(Math.min(size, bytes - at))
        await file.read(body, 0, body.length, at)
        const sum = createHash('md5').update(body).digest()
        const tag = present.get(number)
        // Servers that encrypt name parts otherwise; such a part is simply sent again.
        const isThere = tag?.replaceAll('"', '') === sum.toString('hex')
        const part = { Bucket: this.#bucket, Key: key, UploadId: uploadId, PartNumber: number }
        const sent = isThere
          ? tag
          : (
              await this.#client.send(
                new UploadPartCommand({ ...part, Body: body, ContentMD5: sum.toString('base64') }),
                this.#options,
              )
            ).ETag
        parts.push({ PartNumber: number, ETag: sent })
        meter.update(at + body.length)
        this.#say('uploading', bytes === 0 ? 1 : (at + body.length) / bytes, meter, bytes)
      }
      return parts
    } finally {
      await file.close()
    }
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
