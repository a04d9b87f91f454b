import { availableParallelism } from 'node:os'
import type { Abilities } from '../../../shared/abilities.ts'
import type { MediaInfo } from '../../../shared/media.ts'
import {
  findingsNeeded,
  planTransform,
  type Findings,
  type Plan,
} from '../../../shared/plan/index.ts'
import type { Preset } from '../../../shared/preset.ts'
import type { WorkContext } from '../../context.ts'
import { probe } from '../../media/probe.ts'
import { experienceOf } from '../history.ts'
import { abilitiesOf } from '../abilities/index.ts'
import { findGain } from './loudness.ts'
import { findMotion } from './motion.ts'
import { findLoud } from './pauses.ts'
import { findBars, findInterlacing } from './picture.ts'

export interface Planned {
  media: MediaInfo
  abilities: Abilities
  findings: Findings
  plan: Plan
}

/**
 * Plans a transform: looks at the input, and into it as far as the preset asks.
 *
 * @param measured false to leave out what needs all of the sound to be decoded
 */
export async function planFor(
  context: WorkContext,
  inputPath: string,
  preset: Preset,
  { measured = true } = {},
): Promise<Planned> {
  const media = await probe(context, inputPath)
  const abilities = await abilitiesOf(context)
  let findings: Findings = { cores: availableParallelism() }
  const planWith = (more: Findings = {}) =>
    planTransform(media, preset, abilities, { ...findings, ...more })
  const { edits } = preset
  for (const look of findingsNeeded(media, preset)) {
    switch (look) {
      case 'bars':
        findings = { ...findings, bars: await findBars(context, inputPath, media) }
        break
      case 'interlacing':
        findings = { ...findings, interlaced: await findInterlacing(context, inputPath, media) }
        break
      case 'parts':
        findings = {
          ...findings,
          ...(edits.intro === null ? {} : { intro: await probe(context, edits.intro) }),
          ...(edits.outro === null ? {} : { outro: await probe(context, edits.outro) }),
        }
        break
      case 'motion':
        if (!measured) break
        findings = { ...findings, motion: await findMotion(context, inputPath, planWith()) }
        break
      case 'pauses': {
        if (!measured || edits.silence === null) break
        const { trim } = planWith()
        const seconds = trim?.seconds ?? media.durationSeconds
        const loud = await findLoud(context, inputPath, media, { trim }, seconds, edits.silence)
        if (loud) findings = { ...findings, loud }
        break
      }
      case 'loudness': {
        if (!measured || edits.loudness === null) break
        const files = { input: inputPath, output: '' }
        findings = { ...findings, ...(await findGain(context, planWith, files, edits.loudness)) }
        break
      }
    }
  }
  const experience = await experienceOf(context, planWith())
  if (experience) findings = { ...findings, experience }
  return { media, abilities, findings, plan: planWith() }
}
