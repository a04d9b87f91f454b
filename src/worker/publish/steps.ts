import { isRetryable, SpoolError, toFailure } from '../../shared/errors.ts'
import type { StageContext } from '../context.ts'
import type { Ledger } from './ledger.ts'

/** What is done behind a publication: each step by itself and once, whatever becomes of the others. */
export class Steps {
  readonly #ledger: Ledger
  readonly #context: StageContext
  readonly #failures: SpoolError[] = []

  constructor(ledger: Ledger, context: StageContext) {
    this.#ledger = ledger
    this.#context = context
  }

  /** @param missing what is said of a failure, with its own sentence behind it */
  async take(
    name: string,
    missing: (why: string) => string,
    step: () => Promise<void>,
  ): Promise<void> {
    if (this.#ledger.now.done.includes(name)) return
    try {
      await step()
    } catch (error) {
      const { kind, message, details, budget, retryAfterMs } = toFailure(error)
      if (this.#context.signal.aborted || kind === 'cancelled' || kind === 'bug') throw error
      this.#context.log(missing(message))
      this.#failures.push(
        new SpoolError(kind, missing(message), {
          ...{ details, cause: error },
          ...(budget && { budget }),
          ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
        }),
      )
      return
    }
    await this.#ledger.record({ done: [...this.#ledger.now.done, name] })
  }

  /** @throws SpoolError what became of a step, one that time helps before one that it does not */
  settle(): void {
    const [first] = this.#failures.toSorted((a, b) => patience(a) - patience(b))
    if (first) throw first
  }
}

function patience({ budget, kind }: SpoolError): number {
  if (budget) return 0
  return isRetryable(kind) ? 1 : 2
}
