import { CallError, sentenceOf } from './bridge.ts'
import { toast } from '../ui/toast.ts'

/** Does something the user asked for; a failure is told in a toast, calmly where they said no. */
export function attempt(action: () => Promise<unknown>): void {
  action().catch((error: unknown) => {
    const wasGivenUp = error instanceof CallError && error.kind === 'cancelled'
    toast({ tone: wasGivenUp ? 'neutral' : 'danger', title: sentenceOf(error) })
  })
}
