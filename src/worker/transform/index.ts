import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { hardwareNames } from '../../shared/abilities.ts'
import { toFailure } from '../../shared/errors.ts'
import { planPhrases, say, type Plan } from '../../shared/plan/index.ts'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import type { StageContext } from '../context.ts'
import { moveIntoPlace } from '../files.ts'
import { distrustAbilities } from './abilities/index.ts'
import type { PlanFiles } from './arguments.ts'
import { encode } from './encode.ts'
import { planFor, type Planned } from './looking/index.ts'
import { Phases } from './phases.ts'
import { prepareFiles } from './render.ts'
import { hardwareOf, inSoftware, settle } from './settle.ts'
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
    phases.begin('analysing')
    const planned = await planFor(context, inputPath, preset)
    for (const phrase of planPhrases(planned.plan, planned.media)) context.log(say(phrase))
    const files = await prepareFiles(context, planned.plan, { input: inputPath, output: part })
    const { notes, ...made } = await make(order, planned, files, context, phases)
    for (const note of notes) context.log(note)
    phases.begin('moving')
    const title = `${order.title} – ${preset.name}`
    const path = await moveIntoPlace(part, order.targetFolder, title, planned.plan.container)
    await discardSegments(context)
    phases.report({ part: 1 })
    context.log(`Made ${path}`)
    return {
      type: 'transform',
      file: { path, ...made },
      ...(notes.length === 0 ? {} : { notes }),
    }
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

interface Made {
  bytes: number
  durationSeconds: number | null
  /** What came otherwise than the preset says. */
  notes: string[]
}

/** Encodes and verifies. Hardware that fails is not trusted again: the processor takes over, once. */
async function make(
  order: OrderOf<'transform'>,
  planned: Planned,
  files: PlanFiles,
  context: StageContext,
  phases: Phases,
): Promise<Made> {
  const attempt = async (plan: Plan) => {
    await rm(files.output, { force: true })
    await encode(order, plan, planned.media, files, context, phases)
    phases.begin('verifying')
    return verified(context, plan, files.output, (share) => {
      phases.report({ part: share })
    })
  }
  const { plan, notes } = await settle(context, order, planned, files, phases)
  try {
    return { ...(await attempt(plan)), notes }
  } catch (error) {
    const hardware = hardwareOf(plan)
    if (hardware === null || context.signal.aborted || isNotHardwares(error)) throw error
    const name = hardwareNames[hardware.family]
    context.log(`${name} failed: ${toFailure(error).message}`)
    await distrustAbilities(context)
    const note = `Encoded by the processor, as ${name} failed.`
    return { ...(await attempt(inSoftware(order, planned))), notes: [...notes, note] }
  }
}

/** What another encoder would fail of as well. */
const isNotHardwares = (error: unknown): boolean =>
  ['disk', 'gone', 'cancelled', 'auth'].includes(toFailure(error).kind)

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
export function expectationOf(plan: Plan): Expectation {
  const { picture, sound, durationSeconds, loudness } = plan
  return {
    video: picture.do === 'drop' ? null : picture.size,
    audio: sound.length > 0,
    durationSeconds,
    mayLastLonger: plan.trim === null && plan.intro === null && plan.outro === null,
    copied: picture.do === 'copy' || sound.some((track) => track.do === 'copy'),
    loudness,
  }
}
