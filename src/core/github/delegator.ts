import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { SpoolError, toFailure } from '../../shared/errors.ts'
import type { Delegation, GithubSettings } from '../../shared/github.ts'
import type { JobId, JobType } from '../../shared/job.ts'
import type { ClaimedJob } from '../queue/job-row.ts'
import type { GithubClient, WorkflowRun } from './client.ts'

/** A job whose stage a workflow is to work on. */
export interface DelegatedWork {
  job: Pick<ClaimedJob, 'id' | 'type' | 'lease'>
  /** Where the video, or the source of a scrape, is. */
  location: string
  title: string
}

/** A workflow that was, or may have been, started for a job and is not linked to it. */
export interface Dispatch {
  /** Told to the run, which shows it in its title. */
  correlationId: string
  /** The workflow's newest run before; ours is newer. */
  afterRun: number
}

/** Where dispatches are written down, so that no end of Spool can make one twice. */
export interface DispatchLedger {
  pending(id: JobId): Dispatch | null
  /** On disk before this returns. */
  begin(id: JobId, dispatch: Dispatch): void
  /** Nothing was started, or a person has to look. */
  forget(id: JobId): void
  /**
   * In one transaction: forgets the dispatch, links the job to the run and takes it out of its
   * owner's hands. Changes nothing where the claim no longer holds.
   *
   * @returns whether it held
   */
  link(job: DelegatedWork['job'], runId: string): boolean
}

interface DelegatorOptions {
  client: Pick<GithubClient, 'dispatch' | 'newestRun' | 'runsAfter'>
  delegate: GithubSettings['delegate']
  ledger: DispatchLedger
  /** Waits so many milliseconds, or rejects when the signal says so. */
  wait?: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** A run takes a moment to show up in the list; after a minute it would have. */
const looksAfterMs = [0, 2_000, 4_000, 8_000, 16_000, 30_000]
const correlationPattern = /spool-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/
/** GitHub takes 65,535 characters for all inputs together. */
const longestTitle = 1_000

/** Lets workflows do the work of whole stages. Starts at most one run for a job. */
export class Delegator {
  readonly #options: DelegatorOptions

  constructor(options: DelegatorOptions) {
    this.#options = options
  }

  delegates(type: JobType): boolean {
    return this.#options.delegate[type] !== undefined
  }

  /**
   * Starts the workflow of a claimed job's stage and links the job to its run. Where an earlier
   * try ended without a clear answer, its run is looked for first.
   *
   * @returns false where the claim was lost meanwhile
   * @throws SpoolError of the client; `invalid-input` where runs were started and none tells that
   * it is this job's; `cancelled` by the signal
   */
  async delegate(work: DelegatedWork, signal?: AbortSignal): Promise<boolean> {
    const { id, type } = work.job
    const delegation = this.#options.delegate[type]
    if (!delegation) throw new Error(`The stage ${type} is not delegated.`)
    const pending = this.#options.ledger.pending(id)
    const runId =
      (pending && (await this.#find(delegation, id, pending, signal))) ??
      (await this.#start(delegation, work, signal))
    return this.#options.ledger.link(work.job, runId)
  }

  async #start(
    delegation: Delegation,
    work: DelegatedWork,
    signal: AbortSignal | undefined,
  ): Promise<string> {
    const { client, ledger } = this.#options
    const { id } = work.job
    const afterRun = await client.newestRun(delegation.workflow, signal)
    const dispatch = { correlationId: `spool-${randomUUID()}`, afterRun }
    ledger.begin(id, dispatch)
    const runId = await this.#dispatch(delegation, work, dispatch, signal)
    if (runId !== null) return runId
    const found = await this.#find(delegation, id, dispatch, signal)
    if (found !== null) return found
    throw this.#unknown(delegation, id)
  }

  /** @returns null where a run was started and GitHub does not say which */
  async #dispatch(
    delegation: Delegation,
    work: DelegatedWork,
    dispatch: Dispatch,
    signal: AbortSignal | undefined,
  ): Promise<string | null> {
    const { client, ledger } = this.#options
    try {
      return await client.dispatch(delegation, inputsOf(work, dispatch), signal)
    } catch (error) {
      const { kind } = toFailure(error)
      if (kind === 'transient') {
        const found = await this.#find(delegation, work.job.id, dispatch, signal)
        if (found !== null) return found
      } else if (kind !== 'cancelled' && kind !== 'bug') ledger.forget(work.job.id)
      throw error
    }
  }

  /** The run of a dispatch, or null where certainly none was started. */
  async #find(
    delegation: Delegation,
    id: JobId,
    { correlationId, afterRun }: Dispatch,
    signal: AbortSignal | undefined,
  ): Promise<string | null> {
    const { client, wait = systemWait } = this.#options
    let newer: WorkflowRun[] = []
    for (const ms of looksAfterMs) {
      if (ms > 0) await wait(ms, signal)
      newer = await client.runsAfter(delegation.workflow, afterRun, signal)
      const ours = newer.find((run) => titleOf(run).includes(correlationId))
      if (ours) return String(ours.id)
    }
    // A run that does not say whose it is might be ours: to start another could be to do it twice.
    if (newer.some((run) => !correlationPattern.test(titleOf(run)))) {
      throw this.#unknown(delegation, id)
    }
    return null
  }

  #unknown({ workflow }: Delegation, id: JobId): SpoolError {
    this.#options.ledger.forget(id)
    return new SpoolError(
      'invalid-input',
      `Spool cannot tell which run of “${workflow}” works on this job. Put the input correlation_id into its run-name, look whether it ran, then retry.`,
    )
  }
}

const titleOf = (run: WorkflowRun): string => `${run.display_title ?? ''} ${run.name ?? ''}`

const inputsOf = ({ job, location, title }: DelegatedWork, { correlationId }: Dispatch) => ({
  job_id: String(job.id),
  job_type: job.type,
  video_location: location,
  video_title: title.slice(0, longestTitle),
  correlation_id: correlationId,
})

async function systemWait(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, signal ? { signal } : {})
  } catch {
    throw new SpoolError('cancelled', 'Asking GitHub was stopped.')
  }
}
