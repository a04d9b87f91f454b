import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { moveIntoPlace } from '../files.ts'
import { probe } from '../media/probe.ts'
import { transformArguments } from './arguments.ts'
import { Phases } from './phases.ts'
import { planTransform, type TransformPlan } from './plan.ts'
import { runFfmpeg } from './run-ffmpeg.ts'
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
    phases.begin('Encoding')
    await runFfmpeg(context, {
      argv: transformArguments(plan, order.preset, { input: order.inputPath, output: part }),
      inputPath: order.inputPath,
      output: part,
      durationSeconds: plan.durationSeconds,
      onNews: (news) => {
        phases.report(news)
      },
    })
    phases.begin('Verifying')
    const made = await verify(context, part, expectationOf(plan), (verified) => {
      phases.report({ part: verified })
    })
    phases.begin('Moving')
    const title = `${order.title} – ${order.preset.name}`
    const path = await moveIntoPlace(part, order.targetFolder, title, order.preset.container)
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
