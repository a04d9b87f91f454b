import { resolve } from 'node:path'
import { z } from 'zod'
import { signingSecretSchema } from '../../shared/after-step.ts'
import {
  s3CredentialsSchema,
  targetSchema,
  type SavedDestination,
  type Target,
} from '../../shared/destination.ts'
import { SpoolError } from '../../shared/errors.ts'
import { line, type Output } from '../output.ts'
import { valueOf } from '../parse.ts'
import { withEngine } from '../session.ts'

export interface DestinationOptions {
  /** `setting=value`, as often as there are settings. */
  set?: string[]
}

export async function listDestinations(output: Output): Promise<number> {
  const all = await withEngine((engine) => engine.publishing.destinations.list())
  output.answer(all, all.length === 0 ? 'There are no destinations yet.' : all.map(row).join('\n'))
  return 0
}

/** Keys come from the environment: a command line can be read by everyone on the machine. */
export async function addDestination(
  output: Output,
  kind: string,
  name: string,
  { set = [] }: DestinationOptions,
): Promise<number> {
  const target = targetFrom(kind, set)
  const credentials = s3Credentials()
  if (target.kind === 's3' && !credentials.success) {
    throw new SpoolError(
      'invalid-input',
      'Set SPOOL_S3_ACCESS_KEY_ID and SPOOL_S3_SECRET_ACCESS_KEY for this command. They go into the key store.',
    )
  }
  const saved = await withEngine((engine) =>
    engine.publishing.destinations.save({
      ...{ name, target, ...signing() },
      ...(target.kind === 's3' && credentials.success ? { credentials: credentials.data } : {}),
    }),
  )
  output.answer(saved, `Added ${row(saved)}. Try it with “spool destinations test ${name}”.`)
  return 0
}

/** Changes what is named of a destination; the rest stays. */
export async function changeDestination(
  output: Output,
  name: string,
  { set = [], name: newName }: DestinationOptions & { name?: string },
): Promise<number> {
  const credentials = s3Credentials()
  const saved = await withEngine(async ({ publishing: { destinations } }) => {
    const { id, target } = destinations.named(name)
    const changed = targetFrom(target.kind, set, target)
    return destinations.save({
      ...{ id, name: newName ?? name, target: changed, ...signing() },
      ...(target.kind === 's3' && credentials.success ? { credentials: credentials.data } : {}),
    })
  })
  output.answer(saved, `Changed ${row(saved)}.`)
  return 0
}

const s3Credentials = () =>
  s3CredentialsSchema.safeParse({
    accessKeyId: process.env.SPOOL_S3_ACCESS_KEY_ID,
    secretAccessKey: process.env.SPOOL_S3_SECRET_ACCESS_KEY,
  })

/** What signs webhooks, where it is given. */
function signing(): { signingSecret?: string } {
  const secret = process.env.SPOOL_WEBHOOK_SECRET
  if (secret === undefined) return {}
  const checked = signingSecretSchema.safeParse(secret)
  if (checked.success) return { signingSecret: checked.data }
  throw new SpoolError('invalid-input', 'SPOOL_WEBHOOK_SECRET has at least 16 characters.')
}

export async function removeDestination(output: Output, name: string): Promise<number> {
  await withEngine(({ publishing: { destinations } }) =>
    destinations.remove(destinations.named(name).id),
  )
  output.answer({ removed: name }, `Removed ${line(name)}. What was published there stays.`)
  return 0
}

export async function testDestination(output: Output, name: string): Promise<number> {
  await withEngine(({ publishing: { destinations } }) =>
    destinations.test(destinations.named(name).id),
  )
  output.answer({ works: name }, `${line(name)} can be published to.`)
  return 0
}

/** Settings that are text, whatever they look like. */
const texts = new Set(['name', 'path', 'bucket', 'key', 'region', 'title', 'category', 'tags'])

/** A setting that is JSON (`true`, `null`, a list) is taken as that, everything else as text. */
function targetFrom(kind: string, settings: readonly string[], before: object = {}): Target {
  const values = settings.map((setting): [string, unknown] => {
    const at = setting.indexOf('=')
    if (at < 1) {
      throw new SpoolError('invalid-input', `“${setting}” is no setting: write name=value.`)
    }
    const name = setting.slice(0, at)
    const text = setting.slice(at + 1)
    return [name, texts.has(name) ? text : valueOf(text)]
  })
  const given = { ...before, ...Object.fromEntries(values), kind }
  const target = targetSchema.safeParse('path' in given ? absolute(given) : given)
  if (target.success) return target.data
  throw new SpoolError('invalid-input', z.prettifyError(target.error))
}

const absolute = (given: Record<string, unknown>) => ({
  ...given,
  path: typeof given.path === 'string' ? resolve(given.path) : given.path,
})

function row({ name, target }: SavedDestination): string {
  switch (target.kind) {
    case 'folder':
      return `${line(name)} — folder ${line(target.path, 100)}`
    case 's3':
      return `${line(name)} — bucket ${target.bucket} at ${target.endpoint ?? 'Amazon S3'}`
    case 'youtube':
      return `${line(name)} — YouTube, ${target.privacy}`
  }
}
