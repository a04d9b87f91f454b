import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { MediaInfo } from '../../shared/media.ts'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { moveIntoPlace } from '../files.ts'
import { probe } from '../media/probe.ts'
import { encode } from './encode.ts'
import { Phases } from './phases.ts'
import { planTransform, type TransformPlan } from './plan.ts'
import { discardSegments } from './segments/index.ts'
import { verify } from './verify/index.ts'

/** Makes one rendition of a video. */
export async function transform(
  order: OrderOf<'transform'>,
  context: StageContext,
): Promise<ResultOf<'transform'>> {
  const part = join(context.workFolder, 'rendition.part')
  const phases = new Phases(
    (progress) => {
      context.progress(progress)
    },
    () => context.gate.activeMs(),
  )
  try {
    phases.begin('Analysing')
    const plan = planTransform(await probe(context, order.inputPath), order.preset)
    context.log(describe(plan))
    await rm(part, { force: true })
    await encode(order, plan, part, context, phases)
    const made = await verified(part, plan, context, phases)
    phases.begin('Moving')
    const title = `${order.title} – ${order.preset.name}`
    const path = await moveIntoPlace(part, order.targetFolder, title, order.preset.container)
    await discardSegments(context)
    phases.report({ part: 1 })
    context.log(`Made ${path}`)
    return {
      type: 'transform',
      file: { path, bytes: made.bytes, durationSeconds: made.durationSeconds },
    }
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function verified(
  part: string,
  plan: TransformPlan,
  context: StageContext,
  phases: Phases,
): Promise<MediaInfo> {
  phases.begin('Verifying')
  try {
    return await verify(context, part, expectationOf(plan), (share) => {
      phases.report({ part: share })
    })
  } catch (error) {
    if (!context.signal.aborted) await discardSegments(context)
    throw error
  }
}

const expectationOf = ({ size, audio, durationSeconds }: TransformPlan) => ({
  video: size,
  audio,
  durationSeconds,
  copied: false,
  loudness: null,
})

const describe = ({ size, frameRate, audio, durationSeconds }: TransformPlan): string =>
  `Plan: ${size.width}×${size.height} at ${frameRate.num}/${frameRate.den} fps, ` +
  `${audio ? 'with' : 'without'} sound, ${durationSeconds?.toFixed(2) ?? 'unknown'} s`
