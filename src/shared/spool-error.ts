import type { FailureDetails } from './errors.ts'
import type { FailureKind } from './failure-kind.ts'
import type { BudgetName } from './quota.ts'

export interface SpoolErrorOptions {
  details?: FailureDetails
  retryAfterMs?: number
  budget?: BudgetName
  cause?: unknown
}

/** An error that already knows its kind and its sentence. Thrown at the edge, carried as data. */
export class SpoolError extends Error {
  override readonly name = 'SpoolError'
  readonly kind: FailureKind
  readonly details: FailureDetails
  readonly retryAfterMs: number | undefined
  readonly budget: BudgetName | undefined

  constructor(kind: FailureKind, message: string, options: SpoolErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.kind = kind
    this.details = options.details ?? {}
    this.retryAfterMs = options.retryAfterMs
    this.budget = options.budget
  }
}

/** The system's code of an error (`ENOSPC`, …), if it has one. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
