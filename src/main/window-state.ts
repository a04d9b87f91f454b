import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Rectangle } from 'electron'
import { languages } from '../shared/locale.ts'
import { systemCode } from '../shared/spool-error.ts'
import { themes } from '../shared/theme.ts'
import type { Appearance } from './appearance.ts'

export interface WindowState {
  bounds: Rectangle
  maximized: boolean
  /** Whether it was said once that a closed window leaves the queue running. */
  toldAboutTray: boolean
  /** What the settings say, known before they can be read. */
  appearance: Appearance
}

/** What was remembered, or null where there is nothing that can be used. */
export function readWindowState(path: string): WindowState | null {
  const text = readIfThere(path)
  if (text === null) return null
  const state = parseJson(text)
  return isWindowState(state) ? state : null
}

export function writeWindowState(path: string, state: WindowState): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify(state))
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  }
}

/** A file cut short by a crash is worth no more than none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

// Said without a schema: schemas are read when the window is on its way.
const isWindowState = (state: unknown): state is WindowState =>
  isRecord(state) &&
  isRecord(state.bounds) &&
  [state.bounds.x, state.bounds.y].every(Number.isInteger) &&
  [state.bounds.width, state.bounds.height].every(isLength) &&
  typeof state.maximized === 'boolean' &&
  typeof state.toldAboutTray === 'boolean' &&
  isRecord(state.appearance) &&
  isOneOf(state.appearance.language, ['system', ...languages]) &&
  isOneOf(state.appearance.theme, themes)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isLength = (value: unknown) => Number.isInteger(value) && Number(value) > 0

const isOneOf = (value: unknown, words: readonly string[]) =>
  typeof value === 'string' && words.includes(value)
