import { readFile, stat, writeFile } from 'node:fs/promises'
import { dialog, type BrowserWindow } from 'electron'
import type { Engine } from '../../core/index.ts'
import type { PresetFile, presetCalls } from '../../shared/calls/presets.ts'
import { SpoolError } from '../../shared/errors.ts'
import { t } from '../../shared/language.ts'
import { maxPresetText, readPreset } from '../../shared/preset.ts'
import type { Handlers } from '../answer.ts'

const filters = [{ name: 'Spool preset', extensions: ['json'] }]

const fileKinds: Record<PresetFile, string[]> = {
  image: ['png', 'jpg', 'jpeg', 'webp', 'gif', 'bmp'],
  subtitles: ['srt', 'ass', 'ssa', 'vtt'],
  video: ['mp4', 'mov', 'm4v', 'mkv', 'webm'],
}

/** What the window asks of presets. */
export const presetHandlers = (
  engine: Engine,
  window: BrowserWindow,
): Pick<Handlers, keyof typeof presetCalls> => ({
  'preset.list': () => engine.presets.list(),
  'preset.save': ({ preset, queuedToo }) => engine.presets.save(preset, { queuedToo }),
  'preset.duplicate': ({ id, ...called }) => engine.presets.duplicate(id, called),
  'preset.chooseFile': async ({ kind }) => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      properties: ['openFile'],
      filters: [{ name: t(`presets.kind.${kind}`), extensions: fileKinds[kind] }],
    })
    return filePaths[0] ?? null
  },
  'preset.remove': ({ id }) => {
    engine.presets.remove(id)
  },
  'preset.restore': ({ id }) => {
    engine.presets.restore(id)
  },
  'preset.import': async () => {
    const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters })
    const [path] = filePaths
    if (path === undefined) return null
    if ((await stat(path)).size > maxPresetText) {
      throw new SpoolError('invalid-input', 'This file is too large for a preset.')
    }
    return engine.presets.import(await readFile(path, 'utf8'))
  },
  'preset.export': async ({ id }) => {
    const text = engine.presets.export(id)
    const defaultPath = `${id}.json`
    const { filePath } = await dialog.showSaveDialog(window, { defaultPath, filters })
    if (filePath === '') return { saved: false }
    await writeFile(filePath, text)
    return { saved: true }
  },
  'preset.plan': ({ of, preset }) => engine.encoding.plan(of, readPreset(preset)),
})
