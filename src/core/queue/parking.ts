import type { Failure } from '../../shared/errors.ts'
import type { BudgetName } from '../../shared/quota.ts'
import type { ClaimedJob } from './job-row.ts'

/** A wait for a daily budget's reset; it costs no attempt. */
export interface Parking {
  budget: BudgetName
  until: number
}

/** Who knows what the daily budgets of platforms still allow. */
export interface Admission {
  /** Reserves what the job takes; where it does not fit, says until when it waits. */
  admit(job: ClaimedJob): Promise<Parking | null>
  /** Whether this failure is a budget used up, and until when. */
  refused(job: ClaimedJob, failure: Failure): Parking | null
}
