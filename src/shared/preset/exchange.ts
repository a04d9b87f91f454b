import { z } from 'zod'
import { SpoolError } from '../errors.ts'
import { t } from '../language.ts'
import { translated } from '../sentences.ts'
import { migratePreset } from './migrate.ts'
import { placeName } from './places.ts'
import { presetFormat, presetSchema, type Preset } from './schema.ts'

/** A preset of whatever format, checked. @throws SpoolError `invalid-input` with what is wrong */
export function readPreset(raw: unknown): Preset {
  const newer = z.object({ format: z.number().gt(presetFormat) }).safeParse(raw)
  if (newer.success) {
    throw new SpoolError(
      'invalid-input',
      'This preset was made by a newer Spool. Update Spool, then import it again.',
    )
  }
  const parsed = presetSchema.safeParse(migratePreset(raw))
  if (parsed.success) return parsed.data
  throw new SpoolError(
    'invalid-input',
    problemsOf(parsed.error)
      .map(({ text }) => text)
      .join(' '),
  )
}

export interface PresetProblem {
  /** Where, such as `output.picture.quality.crf`. */
  path: string
  /** What is wrong, as a sentence in the language of this process. */
  text: string
}

/** What is wrong with a preset as a form has it; empty where nothing is. */
export function presetProblems(raw: unknown): PresetProblem[] {
  const parsed = presetSchema.safeParse(raw)
  return parsed.success ? [] : problemsOf(parsed.error)
}

const problemsOf = (error: z.ZodError): PresetProblem[] =>
  error.issues.slice(0, 10).map((issue) => ({
    path: issue.path.join('.'),
    text: sentenceOf(issue),
  }))

function sentenceOf(issue: z.core.$ZodIssue): string {
  const what = placeName(issue.path.join('.'))
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string'
        ? t('presets.problem.missing', { what })
        : t('presets.problem.atLeast', { what, least: Number(issue.minimum) })
    case 'too_big':
      return issue.origin === 'string'
        ? t('presets.problem.tooLong', { what, most: Number(issue.maximum) })
        : t('presets.problem.atMost', { what, most: Number(issue.maximum) })
    case 'not_multiple_of':
      return t('presets.problem.even', { what })
    case 'custom':
      return translated(issue.message)
    case 'invalid_type':
      return issue.expected === 'int'
        ? t('presets.problem.whole', { what })
        : t('presets.problem.unusable', { what })
    default:
      return t('presets.problem.notOne', { what })
  }
}

/** A preset as the text of a file. */
export const presetText = (preset: Preset): string => `${JSON.stringify(preset, null, 2)}\n`

/** The longest file taken for a preset. */
export const maxPresetText = 200_000

/** Reads a preset from the text of a file. @throws SpoolError `invalid-input` */
export function presetFromText(text: string): Preset {
  let raw: unknown
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const sentence = 'This file is no preset of Spool. Choose a .json file that Spool exported.'
    throw new SpoolError('invalid-input', sentence, { cause: error })
  }
  return readPreset(raw)
}
