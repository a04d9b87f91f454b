import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { JobType } from '../../../src/shared/job.ts'
import { describeWait } from '../../../src/shared/waiting.ts'
import { makeClip } from '../../fixtures/media.ts'
import { engineOn, launchWorker, newHome, startWorking, until } from './engine.ts'

const evening = { days: [0, 1, 2, 3, 4, 5, 6], from: '22:00', to: '06:00' }
const at = (time: string): number => new Date(`2026-11-24T${time}`).getTime()

it('begins nothing outside the hours, says until when, and begins once they have come', async () => {
  const home = await newHome()
  let now = at('12:00')
  const engine = await engineOn(home, { now: () => now })
  engine.changeSettings({ work: { hours: [evening], holdOnBattery: false } })
  await startWorking(engine)
  await writeFile(join(home, 'clip.mp4'), 'no video')
  const [added] = await engine.addSources({ locations: [join(home, 'clip.mp4')] })
  if (added?.outcome !== 'added') throw new Error('It was not added.')

  const reason = engine.waitReason(added.jobId)
  expect(reason).toEqual({ kind: 'hours', until: at('22:00') })
  expect(reason && describeWait(reason, now)).toContain('10:00')
  expect(engine.overview().held).toEqual({ by: 'hours', until: at('22:00') })
  engine.wake()
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  expect(engine.overview().statistics).toMatchObject({ queued: 1, processing: 0 })

  now = at('22:00')
  engine.wake()
  await until(engine, () => engine.overview().statistics.queued === 0)
  expect(engine.overview().held).toBeNull()
})

it.each([
  { by: 'battery', setting: 'holdOnBattery', tells: 'onBattery' },
  { by: 'metered', setting: 'holdOnMetered', tells: 'isMetered' },
] as const)('holds work for as long as $tells, where $setting', async ({ by, setting, tells }) => {
  const home = await newHome()
  let holds = true
  const engine = await engineOn(home)
  engine.changeSettings({ work: { ...engine.settings().work, [setting]: true } })
  await engine.start({
    launchWorker,
    tools: () => engine.tools.forWorkers(),
    [tells]: () => holds,
  })
  await writeFile(join(home, 'clip.mp4'), 'no video')
  const [added] = await engine.addSources({ locations: [join(home, 'clip.mp4')] })
  if (added?.outcome !== 'added') throw new Error('It was not added.')
  await until(engine, () => engine.waitReason(added.jobId)?.kind === by)
  expect(engine.overview().held).toEqual({ by })

  holds = false
  engine.wake()
  await until(engine, () => engine.overview().statistics.queued === 0)
  expect(engine.overview().held).toBeNull()
})

it('lets transforms go on while the connection is metered, and publishes once it is not', async () => {
  const home = await newHome()
  let isMetered = false
  const engine = await engineOn(home)
  engine.changeSettings({ work: { ...engine.settings().work, holdOnMetered: true } })
  await engine.start({
    launchWorker,
    tools: () => engine.tools.forWorkers(),
    isMetered: () => isMetered,
  })
  const ofType = (type: JobType) =>
    engine.page('all', null, 10).jobs.find((job) => job.type === type)
  await engine.addSources({ locations: [await makeClip(join(home, 'clip.mp4'))] })
  await until(engine, () => ofType('transform') !== undefined)
  isMetered = true
  engine.wake()
  await until(engine, () => {
    const publish = ofType('publish')
    return publish !== undefined && engine.waitReason(publish.id)?.kind === 'metered'
  })
  expect(ofType('transform')?.status).toBe('completed')

  isMetered = false
  engine.wake()
  await until(engine, () => ofType('publish')?.status === 'completed')
})

it('begins no transform outside the hours, metered or not', async () => {
  const home = await newHome()
  let now = at('23:00')
  let isMetered = false
  const engine = await engineOn(home, { now: () => now })
  engine.changeSettings({ work: { hours: [evening], holdOnBattery: false, holdOnMetered: true } })
  engine.queue.pause({ jobType: 'transform' })
  await engine.start({
    launchWorker,
    tools: () => engine.tools.forWorkers(),
    isMetered: () => isMetered,
  })
  await engine.addSources({ locations: [await makeClip(join(home, 'clip.mp4'))] })
  const transform = () => engine.page('all', null, 10).jobs.find(({ type }) => type === 'transform')
  await until(engine, () => transform() !== undefined)

  isMetered = true
  now = at('12:00')
  engine.queue.resume({ jobType: 'transform' })
  engine.wake()
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  const waiting = transform()
  expect(waiting?.status).toBe('queued')
  expect(waiting && engine.waitReason(waiting.id)).toEqual({ kind: 'hours', until: at('22:00') })
})
