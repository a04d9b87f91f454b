import { readFile, stat, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { SpoolError } from '../../shared/errors.ts'
import { findPreset, maxPresetText } from '../../shared/preset.ts'
import type { Output } from '../output.ts'
import { withEngine } from '../session.ts'

export async function listPresets(output: Output): Promise<number> {
  const presets = await withEngine((engine) => engine.presets.list())
  const width = Math.max(...presets.map(({ id }) => id.length))
  const lines = presets.map(
    ({ id, name, description }) =>
      `${id.padEnd(width)}  ${findPreset(id) ? '' : 'own: '}${name}. ${description}`,
  )
  output.answer(presets, lines.join('\n'))
  return 0
}

export async function showPreset(output: Output, id: string): Promise<number> {
  const preset = await withEngine((engine) => engine.presets.get(id))
  output.answer(preset, JSON.stringify(preset, null, 2))
  return 0
}

export async function importPreset(output: Output, file: string): Promise<number> {
  const path = resolve(file)
  if ((await stat(path)).size > maxPresetText) {
    throw new SpoolError(
      'invalid-input',
      'This file is too large for a preset. Choose another one.',
    )
  }
  const text = await readFile(path, 'utf8')
  const preset = await withEngine((engine) => engine.presets.import(text))
  output.answer(preset, `Imported as ${preset.id}.`)
  return 0
}

/** To a file, or to the terminal. */
export async function exportPreset(
  output: Output,
  id: string,
  file: string | undefined,
): Promise<number> {
  const text = await withEngine((engine) => engine.presets.export(id))
  if (file === undefined) {
    output.answer(JSON.parse(text), text.trimEnd())
    return 0
  }
  await writeFile(resolve(file), text, { flag: 'wx' })
  output.answer({ path: resolve(file) }, `Exported to ${resolve(file)}.`)
  return 0
}

export async function removePreset(output: Output, id: string): Promise<number> {
  await withEngine((engine) => {
    engine.presets.remove(id)
  })
  output.answer({ removed: id }, `Removed ${id}. What is queued with it goes on.`)
  return 0
}
