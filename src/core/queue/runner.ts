import type { RunningWork, WorkHooks } from '../workers/pool.ts'
import type { ClaimedJob } from './job-row.ts'

/** Who does the work of a claimed job. */
export interface JobRunner {
  /**
   * May reject with a SpoolError where the job cannot even begin.
   *
   * @param beside others that may be done in the same run; each ends by itself
   */
  run(job: ClaimedJob, hooks: WorkHooks, beside: readonly Beside[]): Promise<SharedWork>
  /** Whether others of its kind with the same video may be done in the same run. */
  isShared(job: ClaimedJob): boolean
  /** The job is over, or goes back to wait: clear away what it need not keep. */
  over(job: ClaimedJob, keep: boolean): Promise<void>
}

/** A job that may be done in another one's run. */
export interface Beside {
  job: ClaimedJob
  hooks: WorkHooks
}

/** A run and the parts of it that others' work is, in their order; null for one that is left. */
export interface SharedWork extends RunningWork {
  beside: readonly (RunningWork | null)[]
}
