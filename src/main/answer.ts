import { serialize } from 'node:v8'
import { z } from 'zod'
import { calls } from '../shared/contract.ts'
import type { CallInput, CallName, CallOutput, Reply } from '../shared/contract.ts'
import { SpoolError, toFailure } from '../shared/errors.ts'
import type { Log } from './log.ts'

/** A whole drop of ten thousand long URLs fits; nothing a window sends is larger. */
const maxInputBytes = 16_000_000

type CheckedInput<K extends CallName> = z.output<(typeof calls)[K]['input']>
type Answer<K extends CallName> = z.input<(typeof calls)[K]['output']>

/** What does the work of each call. */
export type Handlers = {
  [K in CallName]: (input: CheckedInput<K>) => Answer<K> | Promise<Answer<K>>
}

const contract: {
  [K in CallName]: {
    input: z.ZodType<CheckedInput<K>, CallInput<K>>
    output: z.ZodType<CallOutput<K>, Answer<K>>
  }
} = calls

/** Answers one call, never throwing: its name, size, input and output are all checked. */
export async function answer(
  handlers: Handlers,
  name: unknown,
  input: unknown,
  log: Log,
): Promise<Reply<unknown>> {
  try {
    if (!isCallName(name)) throw new SpoolError('invalid-input', 'Spool knows no such call.')
    if (serialize(input).byteLength > maxInputBytes) {
      throw new SpoolError('invalid-input', 'That is too much at once. Add it in smaller parts.')
    }
    return { ok: true, value: await run(handlers, name, input) }
  } catch (error) {
    const { kind, message, details } = toFailure(error)
    if (kind === 'bug') log(`call ${String(name)} failed: ${details.stack ?? message}`)
    return { ok: false, failure: { kind, message } }
  }
}

async function run<K extends CallName>(handlers: Handlers, name: K, input: unknown) {
  const checked = contract[name].input.safeParse(input)
  if (!checked.success) {
    throw new SpoolError(
      'invalid-input',
      `Spool cannot use this: ${z.prettifyError(checked.error)}`,
    )
  }
  return contract[name].output.parse(await handlers[name](checked.data))
}

const isCallName = (name: unknown): name is CallName =>
  typeof name === 'string' && Object.hasOwn(calls, name)
