import type { GithubSettings } from '../../shared/github.ts'
import type { JobType } from '../../shared/job.ts'
import type { Failure } from '../../shared/errors.ts'
import { GithubClient, type GithubClientOptions } from './client.ts'
import { Delegator, type DelegatedWork, type DispatchLedger } from './delegator.ts'
import { WorkflowFollower, type LinkedJobs } from './follower.ts'

export type { DelegatedWork, Dispatch, DispatchLedger } from './delegator.ts'
export type { LinkedJob, LinkedJobs, RunReport } from './follower.ts'

interface GithubActionsOptions extends GithubClientOptions {
  settings: GithubSettings
  jobs: LinkedJobs
  ledger: DispatchLedger
  /** Told why runs cannot be followed just now, and null once they can be again. */
  onTrouble: (trouble: Failure | null) => void
}

/**
 * GitHub Actions as the engine sees them: runs that jobs are linked to are followed, stages that
 * the settings delegate are worked on by workflows. For changed settings make another one: what it
 * knows stands with the jobs.
 */
export class GithubActions {
  readonly #delegator: Delegator
  readonly #follower: WorkflowFollower

  constructor({ settings, jobs, ledger, onTrouble, ...rest }: GithubActionsOptions) {
    const client = new GithubClient({ settings, ...rest })
    this.#delegator = new Delegator({ client, delegate: settings.delegate, ledger })
    this.#follower = new WorkflowFollower({ client, jobs, onTrouble })
  }

  /** See {@link WorkflowFollower.look}; it begins to follow with the first one. */
  look(): void {
    this.#follower.look()
  }

  /** See {@link WorkflowFollower.retryNow}. */
  retryNow(): void {
    this.#follower.retryNow()
  }

  /** Whether jobs of this type are a workflow's to do. */
  delegates(type: JobType): boolean {
    return this.#delegator.delegates(type)
  }

  /** See {@link Delegator.delegate}; the run is then followed. */
  async delegate(work: DelegatedWork, signal?: AbortSignal): Promise<boolean> {
    const linked = await this.#delegator.delegate(work, signal)
    if (linked) this.#follower.look()
    return linked
  }

  stop(): Promise<void> {
    return this.#follower.stop()
  }
}
