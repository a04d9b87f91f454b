import type { Bridge, CallInput, CallName, CallOutput } from '../../../shared/contract.ts'
import type { Failure, FailureKind } from '../../../shared/errors.ts'
import { t } from '../../../shared/language.ts'
import { translated } from '../../../shared/sentences.ts'
import { painted } from './painted.ts'

declare global {
  interface Window {
    readonly spool: Bridge
  }
}

/** A call that main answered with a failure; the message is a sentence for people. */
export class CallError extends Error {
  override readonly name = 'CallError'
  readonly kind: FailureKind

  constructor({ kind, message }: Pick<Failure, 'kind' | 'message'>) {
    super(message)
    this.kind = kind
  }
}

/** Makes a call; throws `CallError` when main refuses it. None is made before the first picture. */
export async function call<K extends CallName>(
  name: K,
  input: CallInput<K>,
): Promise<CallOutput<K>> {
  await painted
  const reply = await window.spool.call(name, input)
  if (!reply.ok) throw new CallError(reply.failure)
  return reply.value
}

/** What to tell about something thrown. */
export const sentenceOf = (error: unknown): string =>
  error instanceof CallError ? translated(error.message) : t('common.lostTouch')
