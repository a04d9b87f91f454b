import { describe, expect, it } from 'vitest'
import { variantOf, withValueAt } from '../../../src/renderer/src/presets/draft.ts'
import {
  containers,
  groups,
  linesOf,
  type Field,
} from '../../../src/renderer/src/presets/fields.ts'
import {
  builtInPresets,
  joinArguments,
  presetProblems,
  splitArguments,
} from '../../../src/shared/preset.ts'

const fields: readonly Field[] = Object.values(groups).flat()
const places = new Set<string>(fields.map(({ path }) => path))

/** What the pane asks for itself, what is no value, and what tells the variants apart. */
const elsewhere = [
  ...['format', 'id', 'version', 'name', 'description', 'output.kind', 'output.container'],
  ...['output.picture.quality.by', 'output.picture.frame.fit', 'edits.watermark.kind'],
  'edits.subtitles.mode',
]

/** The places of single values in a piece of a preset. */
function leaves(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path]
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    leaves(inner, path === '' ? name : `${path}.${name}`),
  )
}

/** Every shape a field can give to its place. */
const shapes = ({ input }: Field): unknown[] =>
  input.kind === 'variant'
    ? Object.values(input.variants)
    : input.kind === 'switch'
      ? [input.on, input.off]
      : []

describe('the editor of presets', () => {
  it('has a line for every value of a preset, whatever its shape', () => {
    const all = [
      ...builtInPresets.flatMap((preset) => leaves(preset)),
      ...fields.flatMap((field) => shapes(field).flatMap((shape) => leaves(shape, field.path))),
    ]
    expect(new Set(all.filter((path) => !places.has(path) && !elsewhere.includes(path)))).toEqual(
      new Set(),
    )
  })

  it('offers nothing the schema refuses but what has yet to be entered', () => {
    const refused = builtInPresets.flatMap((preset) =>
      linesOf(fields, { ...preset }).flatMap((field) => {
        const values = field.input.kind === 'choice' ? field.input.values : shapes(field)
        return values.flatMap((value) =>
          presetProblems(withValueAt({ ...preset }, field.path, value)),
        )
      }),
    )
    expect(new Set(refused.map(({ path }) => path))).toEqual(
      new Set(['edits.watermark.text', 'edits.watermark.path', 'edits.subtitles.path']),
    )
    for (const preset of builtInPresets) {
      expect(containers[preset.output.kind]).toContain(preset.output.container)
    }
  })

  it('keeps what was entered when another variant has it too', () => {
    const crop = { fit: 'crop', width: 500, height: 300, x: 0.5, y: 0.5 }
    const bars = { fit: 'letterbox', width: 1080, height: 1920 }
    expect(variantOf(crop, bars, 'fit')).toEqual({ fit: 'letterbox', width: 500, height: 300 })
    expect(variantOf(crop, null, 'fit')).toBeNull()
    expect(variantOf(null, bars, 'fit')).toEqual(bars)
  })

  it('writes options of FFmpeg as a line that is read back the same', () => {
    for (const list of [[], ['-tune', 'film'], ['-metadata', `comment=it's "a\\b" c`]]) {
      expect(splitArguments(joinArguments(list))).toEqual(list)
    }
  })
})
