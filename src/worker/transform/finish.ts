import { stat } from 'node:fs/promises'
import type { Plan } from '../../shared/plan/index.ts'
import type { OrderOf, ResultOf } from '../../shared/stage.ts'
import type { WorkContext } from '../context.ts'
import { moveIntoPlace } from '../files.ts'
import { verifyPicture } from './verify/still.ts'
import { verify, type Expectation } from './verify/index.ts'

/** Verifies a rendition and gives it its final place. */
export async function finish(
  context: WorkContext,
  order: Pick<OrderOf<'transform'>, 'title' | 'preset' | 'targetFolder'>,
  plan: Plan,
  part: string,
  notes: string[],
): Promise<ResultOf<'transform'>> {
  const made = await verified(context, plan, part)
  return placed(context, order, plan, part, { ...made, notes })
}

export const damageNotes = (damaged: boolean): string[] =>
  damaged ? ['The source is damaged in places: there the rendition may look or sound wrong.'] : []

export interface Made {
  bytes: number
  durationSeconds: number | null
  /** What came otherwise than the preset says. */
  notes: string[]
}

/** Gives a verified rendition its final place. */
export async function placed(
  context: WorkContext,
  { title, preset, targetFolder }: Pick<OrderOf<'transform'>, 'title' | 'preset' | 'targetFolder'>,
  plan: Plan,
  part: string,
  { notes, ...made }: Made,
): Promise<ResultOf<'transform'>> {
  for (const note of notes) context.log(note)
  const path = await moveIntoPlace(part, targetFolder, `${title} – ${preset.name}`, plan.container)
  context.log(`Made ${path}`)
  return {
    type: 'transform',
    file: { path, ...made },
    ...(notes.length === 0 ? {} : { notes }),
  }
}

/** Makes sure that a rendition is what was planned. */
export async function verified(
  context: WorkContext,
  plan: Plan,
  part: string,
  onPart: (share: number) => void = () => undefined,
): Promise<Omit<Made, 'notes'>> {
  if (plan.container === 'jpg' || plan.container === 'png' || plan.container === 'webp') {
    await verifyPicture(context, plan, part)
    return { bytes: (await stat(part)).size, durationSeconds: plan.durationSeconds }
  }
  const { bytes, durationSeconds } = await verify(context, part, expectationOf(plan), onPart)
  return { bytes, durationSeconds }
}

/** What a finished file must be, by its plan. */
export function expectationOf(plan: Plan): Expectation {
  const { picture, sound, durationSeconds, loudness } = plan
  return {
    video: picture.do === 'drop' ? null : picture.size,
    audio: sound.length > 0,
    durationSeconds,
    mayLastLonger: mayLastLonger(plan),
    copied: picture.do === 'copy' || sound.some((track) => track.do === 'copy'),
    loudness,
  }
}

/** Only what is taken as it comes may last longer than the input's header says. */
function mayLastLonger({ picture, sound, trim, intro, outro }: Plan): boolean {
  if (trim !== null || intro !== null || outro !== null) return false
  const filters = [
    ...(picture.do === 'encode' ? picture.filters : []),
    ...sound.flatMap((track) => (track.do === 'encode' ? track.filters : [])),
  ]
  return !filters.some(({ kind }) => kind === 'cut' || kind === 'speed')
}
