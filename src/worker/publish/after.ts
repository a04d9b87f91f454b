import { createHash, createHmac } from 'node:crypto'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AfterStep, Command, Published } from '../../shared/after-step.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { request } from '../network/http.ts'
import type { Leg } from './ledger.ts'

/** How often a web server is told before the trouble is the job's. */
const mostTries = 3
const firstPauseMs = 500

/** Tells whom the destination names of what was published there. */
export async function tellOthers(
  order: OrderOf<'publish'>,
  { ledger, steps }: Leg,
  context: StageContext,
  { file }: ResultOf<'publish'>,
): Promise<void> {
  const { facts, metadata, destination } = order
  const { site, id, url, channel, preset } = facts
  const { title, description, tags } = metadata
  for (const step of destination.after) {
    const name = `after:${createHash('sha256').update(JSON.stringify(step)).digest('hex').slice(0, 16)}`
    const event: Published = {
      ...{ event: 'published', id: `${ledger.now.marker}.${name.slice(6)}` },
      ...{ destination: destination.kind, location: file.path, title, description, tags },
      ...{ bytes: file.bytes, sha256: ledger.now.intent?.sha256 ?? '' },
      ...{ video: { site, id, url, channel }, preset },
    }
    await steps.take(name, missing(step), () =>
      step.kind === 'webhook' ? post(step.url, event, context) : run(step, event, context),
    )
  }
}

const missing = (step: AfterStep) => (why: string) =>
  step.kind === 'webhook'
    ? `The video is published, but ${new URL(step.url).host} does not know. ${why}`
    : `The video is published, but ${basename(step.argv[0] ?? '')} did not do its part. ${why}`

/** As the Standard Webhooks specification says: who has the secret can tell that it is from here. */
async function post(url: string, event: Published, context: StageContext): Promise<void> {
  const { signingSecret } = context
  if (signingSecret === undefined) {
    throw new SpoolError('auth', 'There is no signing secret. Enter it in the destination.')
  }
  const body = JSON.stringify(event)
  for (let tried = 1; ; tried++) {
    const timestamp = String(Math.floor(Date.now() / 1_000))
    const signature = createHmac('sha256', keyOf(signingSecret))
      .update(`${event.id}.${timestamp}.${body}`)
      .digest('base64')
    try {
      const reply = await request(url, {
        ...{ body, signal: context.signal, network: context.network },
        accept: [200, 201, 202, 204],
        headers: {
          'content-type': 'application/json',
          'idempotency-key': event.id,
          'webhook-id': event.id,
          'webhook-timestamp': timestamp,
          'webhook-signature': `v1,${signature}`,
        },
      })
      // What it answers beyond that is of no interest.
      await reply.body[Symbol.asyncIterator]().return?.()
      return
    } catch (error) {
      const isPassing = error instanceof SpoolError && error.kind === 'transient'
      if (!isPassing || tried >= mostTries) throw error
      await sleep(firstPauseMs * 2 ** (tried - 1), undefined, { signal: context.signal })
    }
  }
}

const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret)

/** Runs the program without a shell; it reads what was published from its standard input. */
async function run(
  { argv, timeoutSeconds }: Command,
  event: Published,
  context: StageContext,
): Promise<void> {
  const [program = '', ...args] = argv
  const limit = AbortSignal.timeout(timeoutSeconds * 1_000)
  const name = basename(program)
  const ended = await context
    .run({
      ...{ program, argv: args, signal: limit, cwd: context.workFolder },
      stdin: `${JSON.stringify(event)}\n`,
      onStdoutLine: (line) => {
        context.log(`${name}: ${line}`)
      },
    })
    .catch((error: unknown) => {
      if (!limit.aborted || context.signal.aborted) throw error
      throw new SpoolError(
        'transient',
        `${name} took longer than ${timeoutSeconds} s and was ended. Give it more time, or look at what it does.`,
      )
    })
  for (const line of ended.stderr) context.log(`${name}: ${line}`)
  if (ended.exitCode === 0) return
  throw new SpoolError(
    'transient',
    `${name} ended with ${String(ended.exitCode)}. Its own words are in the job's log.`,
    {
      details: { command: [...argv], exitCode: ended.exitCode, stderr: ended.stderr.slice(-30) },
    },
  )
}
