import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { planWords, type Plan } from '../../shared/plan/index.ts'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { moveIntoPlace } from '../files.ts'
import { encode } from './encode.ts'
import { planFor } from './looking/index.ts'
import { Phases } from './phases.ts'
import { prepareFiles } from './render.ts'
import { discardSegments } from './segments/index.ts'
import { verifyPicture } from './verify/still.ts'
import { verify, type Expectation } from './verify/index.ts'

/** Makes one rendition of a video. */
export async function transform(
  order: OrderOf<'transform'>,
  context: StageContext,
): Promise<ResultOf<'transform'>> {
  const { inputPath, preset } = order
  const part = join(context.workFolder, 'rendition.part')
  const phases = new Phases(
    (progress) => {
      context.progress(progress)
    },
    () => context.gate.activeMs(),
  )
  try {
    phases.begin('Analysing')
    const { plan, media } = await planFor(context, inputPath, preset)
    for (const line of planWords(plan, media)) context.log(line)
    await rm(part, { force: true })
    const files = await prepareFiles(context, plan, { input: inputPath, output: part })
    await encode(order, plan, files, context, phases)
    phases.begin('Verifying')
    const made = await verified(context, plan, part, (share) => {
      phases.report({ part: share })
    })
    phases.begin('Moving')
    const title = `${order.title} – ${preset.name}`
    const path = await moveIntoPlace(part, order.targetFolder, title, plan.container)
    await discardSegments(context)
    phases.report({ part: 1 })
    context.log(`Made ${path}`)
    return { type: 'transform', file: { path, ...made } }
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function verified(
  context: StageContext,
  plan: Plan,
  part: string,
  onPart: (share: number) => void,
): Promise<{ bytes: number; durationSeconds: number | null }> {
  if (plan.container === 'jpg' || plan.container === 'png' || plan.container === 'webp') {
    await verifyPicture(context, plan, part)
    return { bytes: (await stat(part)).size, durationSeconds: plan.durationSeconds }
  }
  try {
    const { bytes, durationSeconds } = await verify(context, part, expectationOf(plan), onPart)
    return { bytes, durationSeconds }
  } catch (error) {
    if (!context.signal.aborted) await discardSegments(context)
    throw error
  }
}

/** What a finished file must be, by its plan. */
export function expectationOf({ picture, sound, durationSeconds, loudness }: Plan): Expectation {
  return {
    video: picture.do === 'drop' ? null : picture.size,
    audio: sound.length > 0,
    durationSeconds,
    copied: picture.do === 'copy' || sound.some((track) => track.do === 'copy'),
    loudness,
  }
}
