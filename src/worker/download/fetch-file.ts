import { open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { causedBy, SpoolError, systemCode } from '../../shared/errors.ts'
import type { StageContext } from '../context.ts'
import { request, type Reply } from '../network/http.ts'
import { RateMeter } from '../rate-meter.ts'

/** What is known of a file that is partly here; kept beside it. */
const partStateSchema = z.object({
  url: z.string(),
  /** A strong ETag or a date: proof that the rest belongs to what is here. */
  validator: z.string().nullable(),
})
type PartState = z.infer<typeof partStateSchema>

interface Fetched {
  contentType: string
  finalUrl: URL
  /** Whether the server said how large it is. */
  sizeTold: boolean
}

/**
 * Fetches a file by HTTP into `part`, going on where an earlier try left off (RFC 9110: Range with
 * If-Range, so that a file that changed meanwhile begins anew). Being frozen lets the connection go
 * and keeps the bytes.
 *
 * @throws SpoolError `transient` where it broke off (what is here stays), or as `request`
 */
export async function fetchFile(
  url: string,
  part: string,
  context: StageContext,
): Promise<Fetched> {
  for (;;) {
    await context.gate.whenThawed(context.signal)
    const fetched = await fetchUntilFrozen(url, part, context)
    if (fetched) return fetched
    context.log('Frozen; the bytes so far are kept')
  }
}

/** @returns null where it was frozen on the way */
async function fetchUntilFrozen(
  url: string,
  part: string,
  context: StageContext,
): Promise<Fetched | null> {
  const hold = new AbortController()
  const stopListening = context.gate.onChange((frozen) => {
    if (frozen) hold.abort(new Error('frozen'))
  })
  try {
    return await fetchRest(url, part, context, AbortSignal.any([context.signal, hold.signal]))
  } catch (error) {
    if (hold.signal.aborted && !context.signal.aborted) return null
    throw error
  } finally {
    stopListening()
    // Whatever was not read of the answer is not wanted any more.
    hold.abort()
  }
}

async function fetchRest(
  url: string,
  part: string,
  context: StageContext,
  signal: AbortSignal,
): Promise<Fetched> {
  const have = await resumable(url, part)
  const validator = have.bytes > 0 ? have.validator : null
  const reply = await request(url, {
    accept: validator === null ? [200] : [200, 206, 416],
    signal,
    network: context.network,
    headers: validator === null ? {} : { range: `bytes=${have.bytes}-`, 'if-range': validator },
  })
  const contentType = reply.headers.get('content-type') ?? ''
  if (reply.status === 416) {
    if (toldSize(reply) === have.bytes) return { contentType, finalUrl: reply.url, sizeTold: true }
    context.log('416: what is here does not fit what is there; beginning anew')
    await discard(part)
    return fetchRest(url, part, context, signal)
  }
  refuseWebPage(contentType, url)
  const start = reply.status === 206 ? await startOf(reply, have.bytes, part) : 0
  const total = totalOf(reply, start)
  context.log(
    `${reply.status} ${contentType}, ${total === null ? 'unknown size' : `${total} bytes`}, from ${start}`,
  )
  if (start === 0) {
    // The old bytes go first, so that they are never taken for part of the new file.
    await discard(part)
    const state: PartState = { url, validator: validatorOf(reply.headers) }
    await writeFile(`${part}.json`, JSON.stringify(state))
  }
  const bytes = await store(reply, part, { start, total }, context, signal)
  if (total !== null && bytes !== total) {
    throw new SpoolError(
      'transient',
      `${reply.url.host} broke the transfer off. It goes on from there when retried.`,
      { details: { url, httpStatus: reply.status } },
    )
  }
  return { contentType, finalUrl: reply.url, sizeTold: total !== null }
}

async function resumable(url: string, part: string) {
  const nothing = { bytes: 0, validator: null }
  try {
    const state = partStateSchema.safeParse(JSON.parse(await readFile(`${part}.json`, 'utf8')))
    if (!state.success || state.data.url !== url) return nothing
    return { bytes: (await stat(part)).size, validator: state.data.validator }
  } catch (error) {
    // Nothing is here yet, or its description was cut short: begin anew.
    if (systemCode(error) === 'ENOENT' || error instanceof SyntaxError) return nothing
    throw error
  }
}

/** Lets go of what is here of a file, and of what is known about it. */
export async function discard(part: string): Promise<void> {
  await rm(part, { force: true })
  await rm(`${part}.json`, { force: true })
}

interface Extent {
  start: number
  total: number | null
}

/**
 * Writes each piece before it takes the next, so that what came before a break is kept.
 *
 * @returns how many bytes of the file are here now
 */
async function store(
  reply: Reply,
  part: string,
  { start, total }: Extent,
  context: StageContext,
  signal: AbortSignal,
): Promise<number> {
  let bytes = start
  const meter = new RateMeter(() => context.gate.activeMs(), start)
  const file = await open(part, start > 0 ? 'a' : 'w')
  try {
    for await (const chunk of reply.body) {
      await file.writeFile(chunk)
      bytes += chunk.length
      meter.update(bytes)
      context.progress({
        phase: 'downloading',
        fraction: total === null || total === 0 ? null : bytes / total,
        speed: meter.perSecond === null ? null : { unit: 'bytes/s', value: meter.perSecond },
        etaSeconds: total === null ? null : meter.secondsUntil(total),
      })
      await context.throttle.take(chunk.length, signal)
    }
  } finally {
    await file.close()
  }
  return bytes
}

/** A web page in the place of a video is what sites show who may not have it. */
function refuseWebPage(contentType: string, url: string): void {
  if (!/^(text\/html|application\/xhtml)/i.test(contentType)) return
  throw causedBy(
    'web-page',
    'There is a web page in the place of the video: it may need a login, or have moved. Check the address.',
    { details: { url } },
  )
}

async function startOf(reply: Reply, asked: number, part: string): Promise<number> {
  const start = Number(/^bytes (\d+)-/.exec(reply.headers.get('content-range') ?? '')?.[1])
  if (start === asked) return start
  await discard(part)
  const sentence = `${reply.url.host} sent another part than was asked for. It begins anew when retried.`
  throw new SpoolError('transient', sentence, {
    details: { url: reply.url.href, httpStatus: reply.status },
  })
}

function totalOf(reply: Reply, start: number): number | null {
  const length = reply.headers.get('content-length')
  // What arrives is decoded, so its length is another one.
  if (isEncoded(reply.headers)) return null
  return toldSize(reply) ?? (length === null ? null : start + Number(length))
}

/** The whole file's size as told with a part of it, or with the news that there is no such part. */
function toldSize(reply: Reply): number | null {
  const size = /\/(\d+)$/.exec(reply.headers.get('content-range') ?? '')?.[1]
  return size === undefined ? null : Number(size)
}

const isEncoded = (headers: Headers): boolean =>
  !['', 'identity'].includes(headers.get('content-encoding') ?? '')

/** Weak ETags prove nothing about bytes (RFC 9110, section 13.1.5), no tag about decoded ones. */
function validatorOf(headers: Headers): string | null {
  if (isEncoded(headers)) return null
  const etag = headers.get('etag')
  if (etag !== null && !etag.startsWith('W/')) return etag
  return headers.get('last-modified')
}
