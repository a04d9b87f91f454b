import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  estimateEncode,
  middleOf,
  planPhrases,
  say,
  type Experience,
  type Plan,
} from '../../shared/plan/index.ts'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import type { PlanFiles } from './arguments.ts'
import { encode, encodesInSegments } from './encode.ts'
import { damageNotes, placed, verified, type Made } from './finish.ts'
import { remember } from './history.ts'
import { planFor, type Planned } from './looking/index.ts'
import { Phases } from './phases.ts'
import { prepareFiles } from './prepare.ts'
import { carryOut, settle } from './settle.ts'
import { discardSegments } from './segments/index.ts'
import { Together } from './together.ts'

/** Makes one rendition of a video, and in the same run those that are wanted alongside. */
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
    phases.begin('analysing')
    const planned = await planFor(context, inputPath, preset)
    for (const phrase of planPhrases(planned.plan, planned.media)) context.log(say(phrase))
    const files = await prepareFiles(context, planned.plan, { input: inputPath, output: part })
    const made = await make(order, planned, files, context, phases)
    phases.begin('moving')
    const result = await placed(context, order, planned.plan, part, made)
    await discardSegments(context)
    phases.report({ part: 1 })
    return result
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** Encodes and verifies. */
async function make(
  order: OrderOf<'transform'>,
  planned: Planned,
  files: PlanFiles,
  context: StageContext,
  phases: Phases,
): Promise<Made> {
  const settled = await settle(context, order, planned, files, phases)
  let others: Together | null = await Together.with(
    context,
    order,
    settled.plan,
    files,
    planned.media,
  )
  const attempt = async (plan: Plan) => {
    // A second attempt is made alone.
    const together = others
    others = null
    await rm(files.output, { force: true })
    const shared = (await together?.encode(plan, files, phases)) ?? null
    const begun = context.gate.activeMs()
    const damaged =
      shared?.damaged ?? (await encode(order, plan, planned.media, files, context, phases))
    const seconds = (context.gate.activeMs() - begun) / 1_000
    phases.begin('verifying')
    try {
      const made = await verified(context, plan, files.output, (share) => {
        phases.report({ part: share })
      })
      const isPlain =
        shared === null && !encodesInSegments(plan, order.encoding, files, planned.media)
      if (isPlain) await learn(context, planned, plan, { seconds, bytes: made.bytes })
      return { ...made, notes: damageNotes(damaged) }
    } catch (error) {
      if (!context.signal.aborted) await discardSegments(context)
      throw error
    } finally {
      await together?.finish()
    }
  }
  const { made, notes } = await carryOut(context, order, planned, settled, attempt)
  return { ...made, notes: [...notes, ...made.notes] }
}

/** Remembers for the next plans how far off this one was. */
async function learn(
  context: StageContext,
  { media, findings }: Planned,
  plan: Plan,
  is: Experience,
): Promise<void> {
  const { seconds, bytes } = estimateEncode(plan, media, findings.cores)
  if (seconds === null || bytes === null || is.bytes === 0) return
  const factors = { seconds: is.seconds / middleOf(seconds), bytes: is.bytes / middleOf(bytes) }
  await remember(context, plan, factors)
}
