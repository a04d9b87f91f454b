import { S3Client, type Part } from '@aws-sdk/client-s3'
import type { S3Target } from '../../shared/destination.ts'
import { SpoolError } from '../../shared/errors.ts'
import { safeFileName } from '../../shared/names.ts'
import type { Phase } from '../../shared/progress.ts'
import { s3ClientOptions } from '../../shared/s3.ts'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import { fillTemplate } from '../../shared/template.ts'
import type { StageContext } from '../context.ts'
import { RateMeter } from '../rate-meter.ts'
import { contentType } from './content-type.ts'
import { renditionAt, type Ledger, type Leg, type Rendition } from './ledger.ts'
import { Bucket } from './s3-bucket.ts'
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
  readonly #bucket: Bucket
  /** What the server must say that all of it sums up to; null where it does not say. */
  #sum: string | null = null

  constructor(order: S3Order, ledger: Ledger, context: StageContext, client: S3Client) {
    this.#order = order
    this.#context = context
    this.#client = client
    this.#ledger = ledger
    this.#bucket = new Bucket({
      client,
      target: order.destination,
      marker: ledger.now.marker,
      signal: context.signal,
    })
  }

  async run(): Promise<ResultOf<'publish'>> {
    const rendition = await renditionAt(this.#order.inputPath, this.#context)
    if (this.#ledger.now.intent?.sha256 !== rendition.sha256) await this.#intend(rendition)
    const key = this.#ledger.now.intent?.name ?? ''
    if (this.#ledger.now.remote === null) {
      // Whatever an earlier try left unclear, the bucket knows.
      if ((await this.#bucket.find(key)) !== 'ours') await this.#send(key, rendition)
      this.#say('verifying', 1)
      if ((await this.#bucket.find(key, { rendition, sum: this.#sum })) !== 'ours') {
        await this.#bucket.discard(key)
        const sentence = `The object in “${this.#order.destination.bucket}” is not what was sent. Retry to send it again.`
        throw new SpoolError('transient', sentence)
      }
      const url = this.#publicUrl(key)
      await this.#ledger.record({ remote: { id: key, url }, session: null })
    }
    const path = this.#ledger.now.remote?.url ?? `s3://${this.#order.destination.bucket}/${key}`
    this.#context.log(
      `Published to s3://${this.#order.destination.bucket}/${key} (sha256 ${rendition.sha256})`,
    )
    return { type: 'publish', file: { path, bytes: rendition.bytes, durationSeconds: null } }
  }

  /** Decides on the object's name, once and for all. */
  async #intend({ bytes, sha256 }: Rendition): Promise<void> {
    const { session, intent } = this.#ledger.now
    if (session && intent) await this.#bucket.abort(intent.name, session.id)
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
      if ((await this.#bucket.find(key)) !== 'another') return key
    }
    throw new SpoolError(
      'invalid-input',
      `“${this.#order.destination.bucket}” is full of objects named ${whole}.`,
    )
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
    await this.#bucket.complete(key, uploadId, parts)
    this.#sum = sum
  }

  /** The parts that are there already of an upload that was begun; null where there is none. */
  async #present(key: string): Promise<{ uploadId: string; parts: Map<number, Part> } | null> {
    const { session } = this.#ledger.now
    if (!session) {
      await this.#bucket.abortStrays(key)
      return null
    }
    const parts = await this.#bucket.partsOf(key, session.id)
    if (parts) {
      this.#context.log(`Going on with the upload: ${parts.size} parts are there`)
      return { uploadId: session.id, parts }
    }
    // The object itself was looked for before.
    await this.#ledger.record({ session: null })
    return null
  }

  async #begin(key: string, rendition: Rendition): Promise<string> {
    const id = await this.#bucket.begin(key, contentType(this.#order.inputPath), rendition)
    await this.#ledger.record({ session: { id, begunAt: Date.now() } })
    return id
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
