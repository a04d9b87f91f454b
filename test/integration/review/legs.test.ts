import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Engine } from '../../../src/core/index.ts'
import type { JobSummary } from '../../../src/shared/job.ts'
import { engineOn, isDrained, makeClip, newHome, startWorking, until } from '../core/engine.ts'

const legs = (engine: Engine): JobSummary[] =>
  engine.page('all', null, 200).jobs.filter(({ type }) => type === 'publish')

it('sends a rendition to every destination; a failing leg is retried alone', async () => {
  const home = await newHome()
  const folders = ['a', 'b', 'c'].map((name) => join(home, name))
  const [first = '', blocked = '', third = ''] = folders
  await writeFile(blocked, 'a file where a folder is needed')
  const clip = await makeClip(join(home, 'in', 'one.mp4'))
  const engine = await engineOn(home)
  await startWorking(engine)
  const to = (path: string) => ({ kind: 'folder' as const, path })
  await engine.addSources({ locations: [clip], destinations: [...folders.map(to), to(first)] })
  await until(engine, () => isDrained(engine))

  expect(legs(engine)).toHaveLength(3)
  expect(await readdir(first)).toHaveLength(1)
  expect(await readdir(third)).toHaveLength(1)
  const [failed, ...others] = legs(engine).filter(({ status }) => status === 'failed')
  expect(others).toEqual([])

  await rm(blocked)
  if (failed) engine.retry([failed.id])
  await until(engine, () => isDrained(engine))
  expect(await Promise.all(folders.map((path) => readdir(path)))).toEqual([
    ['one – YouTube 1080p.mp4'],
    ['one – YouTube 1080p.mp4'],
    ['one – YouTube 1080p.mp4'],
  ])
  expect(legs(engine).map(({ status }) => status)).toEqual(['completed', 'completed', 'completed'])
  const stages = engine.page('all', null, 200).jobs.map(({ type }) => type)
  expect(stages.filter((type) => type !== 'publish')).toHaveLength(3)
})
