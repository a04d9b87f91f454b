import type { Abilities } from '../abilities.ts'
import { SpoolError } from '../errors.ts'
import type { MediaInfo } from '../media.ts'
import type { Preset } from '../preset.ts'
import type { Findings, Plan } from './types.ts'

export interface PlanTask {
  media: MediaInfo
  preset: Preset
  abilities: Abilities | null
  findings: Findings
  trim: Plan['trim']
  /** What is left of the input after trimming. */
  sourceSeconds: number | null
}

export const noPicture = (preset: Preset): SpoolError =>
  new SpoolError(
    'invalid-input',
    `There is no picture in this file, and “${preset.name}” makes one. Choose another preset.`,
  )
