import { z } from 'zod'
import { SpoolError } from '../../shared/errors.ts'
import { workflowRunIdSchema, type Delegation, type GithubSettings } from '../../shared/github.ts'
import { GithubApi, type GithubAnswer, type GithubApiOptions } from './api.ts'
import { pauseMs, refusal } from './refusal.ts'

const workflowRunSchema = z.object({
  id: z.number().int().positive(),
  status: z.string().nullable(),
  conclusion: z.string().nullable(),
  /** Where a person looks at it. */
  html_url: z.string(),
  /** What the workflow's `run-name` made of its inputs; `name` on an older Enterprise Server. */
  display_title: z.string().nullish(),
  name: z.string().nullish(),
})
export type WorkflowRun = z.infer<typeof workflowRunSchema>

const runListSchema = z.object({ workflow_runs: z.array(workflowRunSchema) })
const dispatchedSchema = z.object({ workflow_run_id: z.number().int().positive() })

/** As many as GitHub puts on one page. */
const pageSize = 100

export interface RunAnswer {
  /** Null where it is as it was when the ETag was given: such an answer costs nothing. */
  run: WorkflowRun | null
  etag: string | null
  /** How long GitHub wants to be left alone now, in milliseconds. */
  pauseMs: number
}

export interface GithubClientOptions extends Omit<GithubApiOptions, 'baseUrl'> {
  settings: Pick<GithubSettings, 'repository' | 'baseUrl'>
}

/**
 * The three endpoints of GitHub Actions that Spool uses. Whatever goes wrong is a SpoolError:
 * `auth`, `rate-limited` (with how long to wait), `gone`, `invalid-input` where GitHub refuses what
 * it is asked, `transient` where asking again may help, `cancelled` by the signal.
 */
export class GithubClient {
  readonly #api: GithubApi
  readonly #repository: string

  constructor({ settings, ...options }: GithubClientOptions) {
    this.#api = new GithubApi({ ...options, baseUrl: settings.baseUrl })
    this.#repository = settings.repository
  }

  /** @throws SpoolError `gone` only where GitHub shows the repository and not the run */
  async run(id: string, etag: string | null, signal?: AbortSignal): Promise<RunAnswer> {
    const gone = `There is no GitHub Actions run ${id} any more. Retry to do the work again.`
    if (!workflowRunIdSchema.safeParse(id).success) throw new SpoolError('gone', gone)
    const answer = await this.#api.send({ path: this.#path(`runs/${id}`), etag, signal })
    if (answer.status === 304) return { run: null, etag, pauseMs: pauseMs(answer) }
    if (answer.status === 404) await this.#requireRepository(signal)
    const run = this.#read(answer, workflowRunSchema, gone)
    return { run, etag: answer.headers.get('etag'), pauseMs: pauseMs(answer) }
  }

  /**
   * Starts a workflow.
   *
   * @returns the run's number, or null where GitHub has started it and does not say which it is
   * @throws SpoolError `transient` or `cancelled` where it may have been started all the same; of
   * any other kind where it was not
   */
  async dispatch(
    { workflow, ref }: Delegation,
    inputs: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<string | null> {
    const path = this.#path(`workflows/${encodeURIComponent(workflow)}/dispatches`)
    const body = { ref, inputs }
    let answer = await this.#api.send({
      path,
      body: { ...body, return_run_details: true },
      signal,
    })
    // An older Enterprise Server refuses the field it does not know, and has started nothing.
    if (answer.status === 400 || answer.status === 422) {
      answer = await this.#api.send({ path, body, signal })
    }
    if (answer.status === 204) return null
    return String(this.#read(answer, dispatchedSchema, this.#noWorkflow(workflow)).workflow_run_id)
  }

  /** The number of the newest dispatched run of a workflow; 0 where there was none yet. */
  async newestRun(workflow: string, signal?: AbortSignal): Promise<number> {
    const [newest] = await this.#runs(workflow, { size: 1, page: 1 }, signal)
    return newest?.id ?? 0
  }

  /** The dispatched runs of a workflow that are newer than a run of it, newest first. */
  async runsAfter(workflow: string, id: number, signal?: AbortSignal): Promise<WorkflowRun[]> {
    const newer: WorkflowRun[] = []
    for (let page = 1; ; page += 1) {
      const runs = await this.#runs(workflow, { size: pageSize, page }, signal)
      newer.push(...runs.filter((run) => run.id > id))
      if (runs.length < pageSize || runs.some((run) => run.id <= id)) return newer
    }
  }

  async #runs(
    workflow: string,
    { size, page }: { size: number; page: number },
    signal?: AbortSignal,
  ): Promise<WorkflowRun[]> {
    const query = `event=workflow_dispatch&per_page=${size}&page=${page}`
    const path = this.#path(`workflows/${encodeURIComponent(workflow)}/runs?${query}`)
    const answer = await this.#api.send({ path, signal })
    return this.#read(answer, runListSchema, this.#noWorkflow(workflow)).workflow_runs
  }

  /** GitHub calls what a token may not see just as missing as what is gone. */
  async #requireRepository(signal?: AbortSignal): Promise<void> {
    const answer = await this.#api.send({ path: this.#path('runs?per_page=1'), signal })
    if (answer.status === 404) {
      throw new SpoolError(
        'auth',
        `GitHub shows no repository ${this.#repository}. Check its name, and what the token may see.`,
        { details: { httpStatus: 404, url: answer.url } },
      )
    }
    this.#read(answer, runListSchema, '')
  }

  #noWorkflow(workflow: string): string {
    return `GitHub shows no workflow “${workflow}” in ${this.#repository}. Check both names, and what the token may see.`
  }

  #path(rest: string): string {
    return `repos/${this.#repository}/actions/${rest}`
  }

  #read<T>(answer: GithubAnswer, schema: z.ZodType<T>, gone: string): T {
    const body = answer.status === 200 ? schema.safeParse(answer.body) : null
    if (body?.success) return body.data
    throw refusal(answer, { repository: this.#repository, gone })
  }
}
