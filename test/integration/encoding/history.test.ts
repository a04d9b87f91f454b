import { join } from 'node:path'
import { expect, it } from 'vitest'
import { middleOf, planTransform } from '../../../src/shared/plan/index.ts'
import { experienceOf, remember } from '../../../src/worker/transform/history.ts'
import { planFor } from '../../../src/worker/transform/looking/index.ts'
import { transform } from '../../../src/worker/transform/index.ts'
import { defaultEncoding } from '../../../src/shared/settings/encoding.ts'
import { alwaysEncoding, builtIn, makeClip } from '../../fixtures/media.ts'
import { stageContext } from '../../fixtures/stage-context.ts'
import { temporaryFolder } from '../core/temporary.ts'

const preset = alwaysEncoding(builtIn('youtube-1080p'))

it('estimates come nearer to the truth with each rendition that is made here', async () => {
  const context = await stageContext(await temporaryFolder())
  const inputPath = await makeClip(join(context.workFolder, 'in.mp4'), { seconds: 1 })
  const targetFolder = await temporaryFolder()
  const encoding = { ...defaultEncoding, checkpointMinutes: null }
  const order = { type: 'transform', inputPath, title: 'Clip', preset, targetFolder } as const
  const before = (await planFor(context, inputPath, preset)).plan.expected
  let made = 0
  for (let n = 0; n < 3; n++) {
    made = (await transform({ ...order, encoding }, context)).file.bytes
  }
  const after = (await planFor(context, inputPath, preset)).plan.expected
  if (!before.bytes || !after.bytes || !before.seconds || !after.seconds) throw new Error('None.')
  const wrongBefore = Math.abs(Math.log(middleOf(before.bytes) / made))
  const wrongAfter = Math.abs(Math.log(middleOf(after.bytes) / made))
  expect(wrongAfter).toBeLessThan(0.01)
  expect(wrongBefore).toBeGreaterThan(wrongAfter)
  const breadth = ({ low, high }: { low: number; high: number }) => high / low
  expect(breadth(after.bytes)).toBeLessThan(breadth(before.bytes))
  expect(breadth(after.seconds)).toBeLessThan(breadth(before.seconds))
})

it('a few ends say nothing, one that is far off does no harm, and each kind stands alone', async () => {
  const context = await stageContext(await temporaryFolder())
  const inputPath = await makeClip(join(context.workFolder, 'in.mp4'), { seconds: 1 })
  const { media, plan } = await planFor(context, inputPath, preset)
  await remember(context, plan, { seconds: 2, bytes: 1 })
  await remember(context, plan, { seconds: 100, bytes: 1 })
  expect(await experienceOf(context, plan)).toBeUndefined()
  await remember(context, plan, { seconds: 3, bytes: 1 })
  expect(await experienceOf(context, plan)).toEqual({ seconds: 3, bytes: 1 })
  expect(await experienceOf(context, planTransform(media, builtIn('archive-hevc')))).toBeUndefined()
})
