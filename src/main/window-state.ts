import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { windowSettingsSchema } from '../shared/settings/window.ts'
import { systemCode } from '../shared/errors.ts'

const windowStateSchema = z.object({
  bounds: z.object({
    x: z.number().int(),
    y: z.number().int(),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
  }),
  maximized: z.boolean(),
  /** Whether it was said once that a closed window leaves the queue running. */
  toldAboutTray: z.boolean(),
  /** What the settings say, known before they can be read. */
  appearance: windowSettingsSchema.pick({ language: true, theme: true }).prefault({}),
})
export type WindowState = z.infer<typeof windowStateSchema>

/** What was remembered, or null where there is nothing that can be used. */
export function readWindowState(path: string): WindowState | null {
  const text = readIfThere(path)
  if (text === null) return null
  const state = windowStateSchema.safeParse(parseJson(text))
  return state.success ? state.data : null
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
