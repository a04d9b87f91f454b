import { expect, it } from 'vitest'
import { openDatabase } from '../../../src/core/database/index.ts'
import { JobQueue } from '../../../src/core/queue/job-queue.ts'
import { failureFace } from '../../../src/core/engine/failures.ts'
import type { Failure } from '../../../src/shared/errors.ts'
import { startServer } from '../../fixtures/server.ts'
import { engineOn, isDrained, newHome, startWorking, until } from './engine.ts'
import { temporaryFolder } from './temporary.ts'
import { join } from 'node:path'

async function setUp() {
  const database = await openDatabase({ file: join(await temporaryFolder(), 'spool.db') })
  const queue = new JobQueue(database)
  const owner = database.processes.addOwner.get({ pid: 1, processStarted: 'x', now: 0 })
  let made = 0
  const fail = (failure: Failure) => {
    const video = database.library.addVideo.get({
      ...{ site: 't', siteId: String(++made), title: 'v', location: `/${made}`, now: 0 },
      ...({ durationSeconds: null, publishedAt: null, bytes: null, fetch: 'direct' } as const),
    })
    if (!video) throw new Error('no row')
    queue.enqueue({ type: 'download', videoId: video.id, maxAttempts: 1 })
    const job = queue.claims.take(['download'], owner?.id ?? 0)
    if (!job) throw new Error('nothing to claim')
    queue.claims.fail(job, failure)
    return job.id
  }
  return { database, queue, fail, faces: failureFace(database, queue) }
}

it('failures are grouped by what helps, counted exactly, and put back as a group', async () => {
  const { database, queue, fail, faces } = await setUp()
  const local = (host: string): Failure => ({
    kind: 'invalid-input',
    message: `${host} is local.`,
    details: { cause: 'local-network', host },
  })
  const [nas] = [fail(local('nas.local')), fail(local('tv.local')), fail(local('nas.local'))]
  fail({ kind: 'tool', message: 'Old.', details: { cause: 'yt-dlp-outdated' } })
  const bug = fail({ kind: 'bug', message: 'Oops.', details: {} })

  expect(faces.groups()).toEqual([
    {
      ...{ cause: 'local-network', jobs: 3, example: 'nas.local is local.' },
      remedy: 'allow-local',
      hosts: expect.arrayContaining(['nas.local', 'tv.local']) as unknown,
    },
    expect.objectContaining({ cause: 'bug', jobs: 1, remedy: 'report' }),
    expect.objectContaining({ cause: 'yt-dlp-outdated', remedy: 'update-yt-dlp' }),
  ])
  expect(database.failures.page.explain()).toContain('job_failed_by_cause')
  expect(database.failures.newest.explain()).toContain('job_failed_by_cause')

  queue.retry([bug])
  expect(faces.groups().map(({ cause }) => cause)).toEqual(['local-network', 'yt-dlp-outdated'])
  expect(faces.retry('local-network')).toBe(3)
  expect(queue.get(nas)).toMatchObject({ status: 'queued', attempts: 0, failure: null })
  expect(faces.groups().map(({ cause }) => cause)).toEqual(['yt-dlp-outdated'])
  expect(faces.retry('nothing like it')).toBe(0)
  expect(database.check()).toEqual([])
  database.close()
})

it('thousands of one cause are put back in one go', async () => {
  const { database, queue, fail, faces } = await setUp()
  database.transaction(() => {
    for (let n = 0; n < 2_500; n++) {
      fail({ kind: 'gone', message: 'No.', details: { cause: 'not-found' } })
    }
  })
  expect(faces.groups()).toMatchObject([{ cause: 'not-found', jobs: 2_500 }])
  expect(faces.retry('not-found')).toBe(2_500)
  expect(faces.groups()).toEqual([])
  expect(queue.claims.take(['download'], 1)).not.toBeNull()
  database.close()
})

it('what the local network refuses is one click away from working', async () => {
  const home = await newHome()
  const engine = await engineOn(home)
  const server = await startServer()
  const { port } = new URL(server.origin)
  await engine.addSources({ locations: [`http://127.0.0.2:${port}/feed.xml`] })
  await startWorking(engine)
  await until(engine, () => isDrained(engine))
  const [group] = engine.failures.groups()
  expect(group).toMatchObject({ cause: 'local-network', hosts: ['127.0.0.2'] })
  engine.changeSettings({ network: { allowLocal: false, localHosts: group?.hosts ?? [] } })
  engine.failures.retry('local-network')
  await until(engine, () => isDrained(engine))
  expect(engine.failures.groups().map(({ cause }) => cause)).not.toContain('local-network')
})
