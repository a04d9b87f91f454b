import { hardwareNames, type Abilities } from '../../shared/abilities.ts'
import { toFailure } from '../../shared/errors.ts'
import { planTransform, type Findings, type Plan } from '../../shared/plan/index.ts'
import type { OrderOf } from '../../shared/stage.ts'
import type { WorkContext } from '../context.ts'
import { distrustAbilities } from './abilities/index.ts'
import type { PlanFiles } from './arguments.ts'
import type { Planned } from './looking/index.ts'
import type { Phases } from './phases.ts'
import { findQuality } from './target-quality/index.ts'

export interface Settled {
  plan: Plan
  /** What came otherwise than the preset says, each a sentence. */
  notes: string[]
}

/**
 * Decides what only the moment can tell: whether the hardware has room for one more, and which rate
 * factor reaches the wanted quality.
 */
export async function settle(
  context: WorkContext,
  { preset, encoding }: Pick<OrderOf<'transform'>, 'preset' | 'encoding'>,
  planned: Planned,
  files: PlanFiles,
  phases: Phases,
): Promise<Settled> {
  const notes: string[] = []
  let { abilities } = planned
  let { plan } = planned
  const hardware = hardwareOf(plan)
  if (hardware && !encoding.hardware) {
    abilities = withoutHardware(abilities)
    notes.push('Encoded by the processor: hardware encoders are switched off in the settings.')
  } else if (hardware && !(await context.hardwareSlot(hardware.family))) {
    abilities = withoutHardware(abilities)
    notes.push(
      `Encoded by the processor: ${hardwareNames[hardware.family]} has no room for one more.`,
    )
  }
  let findings: Findings = planned.findings
  const replan = () => planTransform(planned.media, preset, abilities, findings)
  plan = replan()
  const { output } = preset
  if (output.kind !== 'video' || output.picture.quality.by !== 'vmaf') return { plan, notes }
  if (plan.picture.do !== 'encode') return { plan, notes }
  const { score } = output.picture.quality
  if (!abilities.filters.includes('libvmaf')) {
    notes.push(`This FFmpeg cannot measure VMAF: the usual quality was taken instead of ${score}.`)
    return { plan, notes }
  }
  // What was found is the software encoder's factor; hardware takes it in its own measure.
  let tries = 0
  const found = await findQuality(context, plan, files, score, ({ crf, score: reached }) => {
    tries++
    context.log(`At CRF ${crf} VMAF is ${reached.toFixed(1)}`)
    phases.report({ part: Math.min(0.95, tries / 7) })
  })
  findings = { ...findings, crf: found.crf }
  if (found.score < score) {
    notes.push(`Even the best quality reaches VMAF ${found.score.toFixed(1)} only, not ${score}.`)
  }
  return { plan: replan(), notes }
}

/** Does a plan. Hardware that fails is not trusted again: the processor takes over, once. */
export async function carryOut<T>(
  context: WorkContext,
  order: Pick<OrderOf<'transform'>, 'preset'>,
  planned: Planned,
  { plan, notes }: Settled,
  attempt: (plan: Plan) => Promise<T>,
): Promise<{ made: T; plan: Plan; notes: string[] }> {
  try {
    return { made: await attempt(plan), plan, notes }
  } catch (error) {
    const hardware = hardwareOf(plan)
    if (hardware === null || context.signal.aborted || isNotHardwares(error)) throw error
    const name = hardwareNames[hardware.family]
    context.log(`${name} failed: ${toFailure(error).message}`)
    await distrustAbilities(context)
    const software = inSoftware(order, planned)
    const note = `Encoded by the processor, as ${name} failed.`
    return { made: await attempt(software), plan: software, notes: [...notes, note] }
  }
}

/** What another encoder would fail of as well. */
const isNotHardwares = (error: unknown): boolean =>
  ['disk', 'gone', 'cancelled', 'auth'].includes(toFailure(error).kind)

/** The same plan for the processor. */
const inSoftware = (
  { preset }: Pick<OrderOf<'transform'>, 'preset'>,
  { media, abilities, findings }: Planned,
): Plan => planTransform(media, preset, withoutHardware(abilities), findings)

const hardwareOf = ({ picture }: Plan) =>
  picture.do === 'encode' ? picture.encoder.hardware : null

const withoutHardware = (abilities: Abilities): Abilities => ({ ...abilities, hardware: [] })
