import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../src/core/database/index.ts'
import { GithubActions, type RunReport } from '../../../src/core/github/index.ts'
import { JobQueue } from '../../../src/core/queue/job-queue.ts'
import { githubSettingsSchema } from '../../../src/shared/github.ts'
import type { Failure } from '../../../src/shared/errors.ts'
import type { JobId } from '../../../src/shared/job.ts'
import { isActive } from '../../../src/shared/state.ts'
import { repository, startFakeGithub } from '../../fixtures/github.ts'
import { newVideo } from '../core/library.ts'
import { temporaryFolder } from '../core/temporary.ts'

/** The real queue, the real clock and a real server. */
async function setUp() {
  const github = await startFakeGithub()
  const database = await openDatabase({ file: join(await temporaryFolder(), 'spool.db') })
  onTestFinished(() => {
    database.close()
  })
  const queue = new JobQueue(database)
  const ids: JobId[] = []
  const reports: RunReport[] = []
  const troubles: (Failure | null)[] = []
  let looks = 0

  const enqueue = (runId: string): JobId => {
    const { job } = queue.enqueue({
      type: 'download',
      videoId: newVideo(database, ids.length),
      githubWorkflowRunId: runId,
    })
    ids.push(job.id)
    return job.id
  }
  const begin = () => {
    const actions = new GithubActions({
      settings: githubSettingsSchema.parse({ repository, baseUrl: github.baseUrl }),
      token: () => Promise.resolve('secret-token'),
      jobs: {
        linked: () => {
          looks += 1
          return ids
            .flatMap((id) => queue.get(id) ?? [])
            .flatMap(({ id, type, status, githubWorkflowRunId: runId }) =>
              runId !== null && isActive(status) ? [{ id, type, status, runId }] : [],
            )
        },
        apply: (job, report) => {
          reports.push(report)
          queue.updateFromWorkflow(job.id, report.status)
        },
      },
      ledger: {
        pending: () => null,
        begin: () => undefined,
        forget: () => undefined,
        link: () => false,
      },
      onTrouble: (trouble) => troubles.push(trouble),
    })
    onTestFinished(() => actions.stop())
    return actions
  }
  const statusOf = (id: JobId) => queue.get(id)?.status
  return { github, queue, enqueue, begin, statusOf, reports, troubles, looks: () => looks }
}

it('a job linked when it is enqueued follows its run to the end', async () => {
  const { github, enqueue, begin, statusOf, troubles, queue } = await setUp()
  const actions = begin()
  const run = github.addRun({ status: 'in_progress' })
  const job = enqueue(String(run.id))
  actions.look()
  await expect.poll(() => statusOf(job)).toBe('processing')
  run.status = 'completed'
  run.conclusion = 'success'
  await expect.poll(() => statusOf(job), { timeout: 15_000 }).toBe('completed')
  expect(queue.get(job)?.finishedAt).not.toBeNull()
  expect(troubles).toEqual([])
})

it('jobs are followed again by another start, and end as their runs did meanwhile', async () => {
  const { github, enqueue, begin, statusOf, reports } = await setUp()
  const first = begin()
  const [good, bad] = [github.addRun(), github.addRun()]
  const jobs = [good, bad].map(({ id }) => enqueue(String(id)))
  const gone = enqueue('123')
  first.look()
  await expect.poll(() => statusOf(gone)).toBe('failed')
  expect(reports).toMatchObject([{ status: 'failed', failure: { kind: 'gone' } }])
  await expect.poll(() => github.of('run').length).toBe(3)
  await first.stop()
  Object.assign(good, { status: 'completed', conclusion: 'success' })
  Object.assign(bad, { status: 'completed', conclusion: 'failure' })
  begin().look()
  await expect.poll(() => jobs.map(statusOf)).toEqual(['completed', 'failed'])
})

it('asks nothing of GitHub while no job is linked', async () => {
  const { github, begin, looks } = await setUp()
  const actions = begin()
  actions.look()
  await expect.poll(looks).toBe(1)
  actions.retryNow()
  await expect.poll(looks).toBe(2)
  expect(github.requests).toHaveLength(0)
})
