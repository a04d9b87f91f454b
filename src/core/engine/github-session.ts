import { failureSchema, toFailure, type Failure } from '../../shared/errors.ts'
import type { GithubSettings } from '../../shared/github.ts'
import type { JobType } from '../../shared/job.ts'
import type { Database } from '../database/index.ts'
import {
  GithubActions,
  type DelegatedWork,
  type DispatchLedger,
  type LinkedJobs,
} from '../github/index.ts'
import type { SecretStore } from '../secrets/index.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { RunningWork } from '../workers/pool.ts'

export interface GithubSessionOptions {
  database: Database
  queue: JobQueue
  settings: () => GithubSettings | null
  /** The token in the system's key store; null where there is none. */
  token: () => Promise<string | null>
}

export const githubTokenName = 'github-token'

const troubleKey = 'github-trouble'

/** Follows the runs of linked jobs and hands over delegated stages while an engine works. */
export class GithubSession {
  readonly #options: GithubSessionOptions
  #settings = ''
  #actions: GithubActions | null = null
  #stopping: Promise<void> = Promise.resolve()

  constructor(options: GithubSessionOptions) {
    this.#options = options
  }

  /** There may be jobs to follow, or other settings. Costs little. */
  look(): void {
    this.#keepUpWithSettings()
    this.#actions?.look()
  }

  /** What stood in the way may be gone: a new token, the machine awake. */
  retryNow(): void {
    this.#keepUpWithSettings()
    this.#actions?.retryNow()
  }

  delegates(type: JobType): boolean {
    return this.#actions?.delegates(type) ?? false
  }

  /** Lets a workflow do this work. Holding it here changes nothing there. */
  delegate(work: DelegatedWork): RunningWork {
    const stopping = new AbortController()
    const begun = this.#actions?.delegate(work, stopping.signal) ?? Promise.resolve(false)
    return {
      outcome: begun.then(
        () => ({ kind: 'handed-over' }),
        (error: unknown) => ({
          kind: 'failed',
          failure: toFailure(error, { stage: work.job.type }),
        }),
      ),
      stop: () => {
        stopping.abort()
      },
      freeze: () => undefined,
      thaw: () => undefined,
    }
  }

  async stop(): Promise<void> {
    await this.#actions?.stop()
    await this.#stopping
  }

  #keepUpWithSettings(): void {
    const settings = this.#options.settings()
    const written = JSON.stringify(settings)
    if (written === this.#settings) return
    this.#settings = written
    const before = this.#actions
    this.#stopping = this.#stopping.then(() => before?.stop())
    this.#actions =
      settings &&
      new GithubActions({
        settings,
        token: this.#options.token,
        jobs: this.#linkedJobs(),
        ledger: this.#ledger(),
        onTrouble: (trouble) => {
          this.#options.database.setSetting(troubleKey, JSON.stringify(trouble))
          this.#options.queue.emit('queue')
        },
      })
  }

  #linkedJobs(): LinkedJobs {
    const { database, queue } = this.#options
    return {
      linked: () =>
        database.jobs.atGithub
          .all({})
          .map(({ github_workflow_run_id: runId, ...job }) => ({ ...job, runId })),
      apply: (job, report) => {
        database.transaction(() => {
          if (queue.get(job.id)?.githubWorkflowRunId !== job.runId) return
          const failure = report.status === 'failed' ? report.failure : undefined
          queue.updateFromWorkflow(job.id, report.status, failure)
        })
      },
    }
  }

  #ledger(): DispatchLedger {
    const { database, queue } = this.#options
    const { dispatchOf, addDispatch, removeDispatch } = database.github
    return {
      pending: (jobId) => {
        const row = dispatchOf.get({ jobId })
        return row ? { correlationId: row.correlation_id, afterRun: row.after_run } : null
      },
      begin: (jobId, dispatch) => void addDispatch.run({ jobId, ...dispatch }),
      forget: (jobId) => void removeDispatch.run({ jobId }),
      link: (job, runId) =>
        database.transaction(() => {
          removeDispatch.run({ jobId: job.id })
          return queue.claims.linkRun(job, runId)
        }),
    }
  }
}

export interface GithubFace {
  /** Why runs could not be followed when that was last tried; null where they could. */
  trouble(): Failure | null
  /** How many jobs runs of GitHub Actions work on. */
  linkedJobs(): number
  hasToken(): Promise<boolean>
  /** Keeps it in the system's key store; null removes it. */
  setToken(token: string | null): Promise<void>
}

/** What can be told and asked about GitHub Actions, whether or not this engine works. */
export const githubFace = (database: Database, secrets: SecretStore): GithubFace => ({
  trouble: () => {
    const stored = database.setting(troubleKey)
    return stored === undefined ? null : failureSchema.nullable().parse(JSON.parse(stored))
  },
  linkedJobs: () => database.jobs.atGithub.all({}).length,
  hasToken: async () => (await secrets.read(githubTokenName)) !== null,
  setToken: (token) =>
    token === null ? secrets.remove(githubTokenName) : secrets.write(githubTokenName, token),
})
