import { sentenceOf } from './bridge.ts'
import { toast } from '../ui/toast.tsx'

/** Does something the user asked for; a failure is told in a toast. */
export function attempt(action: () => Promise<unknown>): void {
  action().catch((error: unknown) => {
    toast({ tone: 'danger', title: sentenceOf(error) })
  })
}
