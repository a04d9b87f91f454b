import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { expect, it } from 'vitest'
import { requireTools } from '../../../src/core/index.ts'
import { clipBytes } from '../../fixtures/media.ts'
import { startServer } from '../../fixtures/server.ts'
import { engineOn, launchWorker, newHome } from './engine.ts'

it('a download is called as the template says, dated as its video, and has a picture', async () => {
  const engine = await engineOn(await newHome())
  engine.changeSettings({ names: { download: '{date} {title} [{id}]' } })
  const server = await startServer()
  const lastModified = 'Sun, 17 May 2020 12:00:00 GMT'
  const body = await clipBytes({ size: '160x90', seconds: 1 })
  const url = server.put('/A%20day%3A%201.mp4', {
    body,
    headers: { 'last-modified': lastModified },
  })
  await engine.addSources({ locations: [url] })
  await engine.start({ launchWorker, tools: requireTools, dispatch: false })
  await engine.queue.processNextJob()
  const job = await engine.queue.processNextJob({ jobType: 'download' })
  const details = job && (await engine.details(job.id))
  const [picture, video] = details?.artefacts ?? []
  expect([picture?.kind, video?.kind]).toEqual(['thumbnail', 'download'])
  expect(basename(video?.path ?? '')).toBe('2020-05-17 A day 1 [A%20day%3A%201.mp4].mp4')
  expect(basename(picture?.path ?? '')).toBe('2020-05-17 A day 1 [A%20day%3A%201.mp4].jpg')
  expect((await stat(video?.path ?? '')).mtimeMs).toBe(Date.parse(lastModified))
})

it('a template with a word that is none is refused', async () => {
  const engine = await engineOn(await newHome())
  expect(() => engine.changeSettings({ names: { download: '{titel}' } })).toThrow()
})
