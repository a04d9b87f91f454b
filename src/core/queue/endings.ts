import { setTimeout } from 'node:timers/promises'
import { toFailure, type Failure } from '../../shared/errors.ts'
import type { JobId } from '../../shared/job.ts'
import type { StageResult } from '../../shared/stage.ts'
import { isActive } from '../../shared/state.ts'
import { isPassing } from '../database/index.ts'
import type { Outcome } from '../workers/pool.ts'
import type { JobQueue } from './job-queue.ts'
import type { ClaimedJob } from './job-row.ts'
import type { Admission, Parking } from './parking.ts'

/** How a run ended; `parked` where it does not fit into today's budget. */
export type Ending = Outcome | { kind: 'parked'; parking: Parking }

interface Ended {
  readonly job: ClaimedJob
  /** Whether it was asked to end. */
  readonly stopped: boolean
}

export interface EndingsOptions {
  queue: JobQueue
  /** What a result leads to. What comes back stores it, inside the transaction that completes. */
  followUp: (job: ClaimedJob, result: StageResult) => Promise<() => JobId[]>
  admission: Admission
}

/** How long a database that cannot be written just now (a full disk) is left alone. */
export const databaseRetryMs = 5_000

/** Writes down how the work on jobs ended. */
export class Endings {
  readonly #options: EndingsOptions

  constructor(options: EndingsOptions) {
    this.#options = options
  }

  /**
   * The ending is kept in hand until it can be written down.
   *
   * @returns whether the job's work folder is still of use
   */
  async write(run: Ended, ending: Ending): Promise<boolean> {
    for (;;) {
      try {
        return await this.#settle(run, ending)
      } catch (error) {
        if (!isPassing(error)) throw error
        await setTimeout(databaseRetryMs)
      }
    }
  }

  async #settle({ job, stopped }: Ended, ending: Ending): Promise<boolean> {
    const { queue, followUp } = this.#options
    if (ending.kind === 'parked') return queue.claims.park(job, ending.parking)
    if (ending.kind === 'succeeded') {
      try {
        queue.claims.complete(job, await followUp(job, ending.result))
        return false
      } catch (error) {
        if (isPassing(error)) throw error
        return this.#failed(job, toFailure(error, { stage: job.type }))
      }
    }
    if (ending.kind === 'handed-over') return false
    if (stopped || ending.kind === 'left') return queue.claims.release(job)
    if (ending.kind === 'failed') return this.#failed(job, ending.failure)
    queue.claims.interrupt(job, ending.reason)
    return queue.get(job.id)?.status === 'queued'
  }

  #failed(job: ClaimedJob, failure: Failure): boolean {
    const { admission, queue } = this.#options
    const parking = admission.refused(job, failure)
    if (parking) return queue.claims.park(job, parking)
    queue.claims.fail(job, failure)
    return isActive(queue.get(job.id)?.status ?? 'failed')
  }
}
