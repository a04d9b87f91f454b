import { translated } from '../sentences.ts'
import { findPreset } from './built-in.ts'
import type { Preset } from './schema.ts'

/** A preset as it is shown: those that come with Spool have names in the language of this process. */
export const inWords = (preset: Preset): Preset =>
  findPreset(preset.id)
    ? {
        ...preset,
        name: translated(preset.name),
        description: translated(preset.description),
      }
    : preset
