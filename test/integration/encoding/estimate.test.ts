import { join } from 'node:path'
import { expect, it } from 'vitest'
import { transform } from '../../../src/worker/transform/index.ts'
import { planFor } from '../../../src/worker/transform/looking/index.ts'
import { defaultEncoding } from '../../../src/shared/settings/encoding.ts'
import { alwaysEncoding, builtIn, makeClip } from '../../fixtures/media.ts'
import { stageContext } from '../../fixtures/stage-context.ts'
import { temporaryFolder } from '../core/temporary.ts'

const encoding = { ...defaultEncoding, checkpointMinutes: null }

/** As much to see in it as a camera in the rain, a film and a lecture have. */
const looks = { restless: 'noise=alls=12:allf=t', usual: 'noise=alls=4:allf=t', calm: 'gblur=3' }

it.each([
  ['restless', 'youtube-1080p'],
  ['usual', 'youtube-1080p'],
  ['usual', 'vertical-crop'],
  ['calm', 'youtube-1080p'],
  ['calm', 'archive-hevc'],
] as const)('a %s video gets as large with %s as its plan says', async (look, id) => {
  const context = await stageContext(await temporaryFolder())
  const more = ['-vf', looks[look], '-preset', 'veryfast', '-crf', '20']
  const clip = { seconds: 2, size: '640x360', more }
  const inputPath = await makeClip(join(context.workFolder, `${look}.mp4`), clip)
  const preset = alwaysEncoding(builtIn(id))
  const { expected } = (await planFor(context, inputPath, preset)).plan
  const order = { type: 'transform', inputPath, title: 'Clip', preset, encoding } as const
  const targetFolder = await temporaryFolder()
  const { bytes } = (await transform({ ...order, targetFolder }, context)).file
  expect(bytes).toBeGreaterThan(expected.bytes?.low ?? Infinity)
  expect(bytes).toBeLessThan(expected.bytes?.high ?? 0)
})
