import { createWriteStream } from 'node:fs'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { SpoolError, systemCode } from '../../shared/errors.ts'
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
  }
}

async function fetchRest(
  url: string,
  part: string,
  context: StageContext,
  signal: AbortSignal,
): Promise<Fetched> {
  const have = await resumable(url, part)
  const reply = await request(url, {
    accept: [200, 206, 416],
    signal,
    headers:
      have.bytes > 0 && have.validator !== null
        ? { range: `bytes=${have.bytes}-`, 'if-range': have.validator }
        : {},
  })
  if (reply.status === 416) {
    // What is here does not fit what is there.
    await discard(part)
    return fetchRest(url, part, context, signal)
  }
  const contentType = reply.headers.get('content-type') ?? ''
  refuseWebPage(contentType, url)
  const start = reply.status === 206 ? startOf(reply, have.bytes) : 0
  const total = totalOf(reply, start)
  context.log(
    `${reply.status} ${contentType}, ${total === null ? 'unknown size' : `${total} bytes`}, from ${start}`,
  )
  const state: PartState = { url, validator: validatorOf(reply.headers) }
  await writeFile(`${part}.json`, JSON.stringify(state))
  const bytes = await store(reply, part, { start, total }, context, signal)
  if (total !== null && bytes !== total) {
    throw new SpoolError(
      'transient',
      `${reply.url.host} broke the transfer off. It goes on from there when retried.`,
      { details: { url, httpStatus: reply.status } },
    )
  }
  return { contentType, finalUrl: reply.url }
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

async function discard(part: string): Promise<void> {
  await rm(part, { force: true })
  await rm(`${part}.json`, { force: true })
}

interface Extent {
  start: number
  total: number | null
}

/** @returns how many bytes of the file are here now */
async function store(
  reply: Reply,
  part: string,
  { start, total }: Extent,
  context: StageContext,
  signal: AbortSignal,
): Promise<number> {
  let bytes = start
  const meter = new RateMeter(() => context.gate.activeMs(), start)
  await pipeline(
    async function* () {
      for await (const chunk of reply.body) {
        bytes += chunk.length
        meter.update(bytes)
        context.progress({
          phase: 'Downloading',
          fraction: total === null || total === 0 ? null : bytes / total,
          speed: meter.perSecond === null ? null : { unit: 'bytes/s', value: meter.perSecond },
          etaSeconds: total === null ? null : meter.secondsUntil(total),
        })
        yield chunk
      }
    },
    createWriteStream(part, start > 0 ? { flags: 'r+', start } : {}),
    { signal },
  )
  return bytes
}

/** A web page in the place of a video is what sites show who may not have it. */
function refuseWebPage(contentType: string, url: string): void {
  if (!/^(text\/html|application\/xhtml)/i.test(contentType)) return
  throw new SpoolError(
    'invalid-input',
    'There is a web page in the place of the video: it may need a login, or have moved. Check the address.',
    { details: { url } },
  )
}

function startOf(reply: Reply, asked: number): number {
  const start = Number(/^bytes (\d+)-/.exec(reply.headers.get('content-range') ?? '')?.[1])
  if (start === asked) return start
  throw new SpoolError('transient', `${reply.url.host} sent another part than was asked for.`, {
    details: { url: reply.url.href, httpStatus: reply.status },
  })
}

function totalOf(reply: Reply, start: number): number | null {
  const ranged = /\/(\d+)$/.exec(reply.headers.get('content-range') ?? '')?.[1]
  if (ranged !== undefined) return Number(ranged)
  const length = reply.headers.get('content-length')
  return length === null ? null : start + Number(length)
}

/** Weak ETags prove nothing about bytes (RFC 9110, section 13.1.5). */
function validatorOf(headers: Headers): string | null {
  const etag = headers.get('etag')
  if (etag !== null && !etag.startsWith('W/')) return etag
  return headers.get('last-modified')
}
