import { join } from 'node:path'
import { expect, it } from 'vitest'
import { memorySecrets, type Engine } from '../../../src/core/index.ts'
import { openDatabase } from '../../../src/core/database/index.ts'
import { databaseFile } from '../../../src/core/home.ts'
import { githubSettingsSchema } from '../../../src/shared/github.ts'
import { repository, startFakeGithub } from '../../fixtures/github.ts'
import { engineOn, makeClip, newHome, startWorking, until } from '../core/engine.ts'
import { newVideo } from '../core/library.ts'

/** A whole engine at work, with GitHub Actions in its settings. */
async function setUp(delegate: object = {}) {
  const github = await startFakeGithub()
  const home = await newHome()
  const secrets = memorySecrets()
  const engine = await engineOn(home, { secrets })
  await engine.github.setToken('secret-token')
  engine.changeSettings({
    github: githubSettingsSchema.parse({ repository, baseUrl: github.baseUrl, delegate }),
  })
  const library = await openDatabase({ file: databaseFile(home) })
  const videoId = newVideo(library, 1, await makeClip(join(home, 'clip.mp4')))
  library.close()
  return { github, home, engine, secrets, videoId }
}

const statusOf = (engine: Engine, type: string) =>
  engine.page('all', null, 100).jobs.find((job) => job.type === type)?.status

it('a linked job is worked on by its run alone, and ends as the run does', async () => {
  const { github, engine, videoId } = await setUp()
  const run = github.addRun({ status: 'in_progress' })
  const job = engine.queue.enqueueJob({
    ...{ videoId, jobType: 'download', githubWorkflowRunId: String(run.id) },
  })
  expect(engine.waitReason(job.id)).toEqual({ kind: 'run', id: String(run.id) })
  await startWorking(engine)
  await until(engine, () => statusOf(engine, 'download') === 'processing')
  expect(engine.runningCount()).toBe(0)
  expect(engine.github.linkedJobs()).toBe(1)
  Object.assign(run, { status: 'completed', conclusion: 'failure' })
  await until(engine, () => statusOf(engine, 'download') === 'failed')
  const [failed] = engine.queue.getFailedJobs()
  expect(failed?.failure?.message).toContain('Read its log there')

  // Tried again by hand, it is an ordinary job.
  engine.retry([job.id])
  await until(engine, () => statusOf(engine, 'download') === 'completed')
  expect(engine.checkDatabase()).toEqual([])
})

it('a delegated stage is a workflow’s to do, once, whatever the engine does meanwhile', async () => {
  const { github, engine, home, secrets, videoId } = await setUp({
    download: { workflow: 'transform.yml', ref: 'main' },
  })
  await startWorking(engine)
  engine.queue.enqueueJob({ videoId, jobType: 'download' })
  await until(engine, () => engine.github.linkedJobs() === 1 && engine.runningCount() === 0)
  const [run] = github.runs
  if (!run) throw new Error('No workflow was started.')
  expect(run.inputs).toMatchObject({ job_type: 'download', video_title: 'Video 1' })

  await engine.close()
  engine.closed = true
  Object.assign(run, { status: 'completed', conclusion: 'success' })
  const again = await engineOn(home, { secrets })
  await startWorking(again)
  await until(again, () => statusOf(again, 'download') === 'completed')
  expect(github.of('dispatch')).toHaveLength(1)
})

it('says what keeps runs from being followed, and goes on once that is gone', async () => {
  const { github, engine, videoId } = await setUp()
  await engine.github.setToken('another-token')
  const run = github.addRun({ status: 'completed', conclusion: 'success' })
  engine.queue.enqueueJob({
    ...{ videoId, jobType: 'download', githubWorkflowRunId: String(run.id) },
  })
  await startWorking(engine)
  await until(engine, () => engine.github.trouble() !== null)
  expect(engine.github.trouble()).toMatchObject({ kind: 'auth' })

  await engine.github.setToken('secret-token')
  engine.wake()
  await until(engine, () => statusOf(engine, 'download') === 'completed')
  expect(engine.github.trouble()).toBeNull()
})
