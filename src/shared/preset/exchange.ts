import { z } from 'zod'
import { SpoolError } from '../errors.ts'
import { migratePreset } from './migrate.ts'
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
  /** What is wrong, as a sentence. */
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
  const what = wordsOf(issue.path)
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string'
        ? `${what} is missing.`
        : `${what} must be at least ${String(issue.minimum)}.`
    case 'too_big':
      return issue.origin === 'string'
        ? `${what} is too long: at most ${String(issue.maximum)} characters.`
        : `${what} must be at most ${String(issue.maximum)}.`
    case 'not_multiple_of':
      return `${what} must be an even number.`
    case 'custom':
      return issue.message
    case 'invalid_type':
      return `${what} is missing or not what it should be.`
    default:
      return `${what} is not one of the values it can have.`
  }
}

/** `output.picture.keySeconds` → “Picture: key seconds”. */
function wordsOf(path: readonly PropertyKey[]): string {
  const words = path
    .filter((part) => typeof part === 'string' && part !== 'output' && part !== 'edits')
    .map((part) => String(part).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))
  const [first = 'this preset', ...rest] = words
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(': ')
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
