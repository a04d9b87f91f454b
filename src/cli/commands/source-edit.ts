import { SpoolError } from '../../shared/errors.ts'
import { filterOf } from '../filter-options.ts'
import type { Output } from '../output.ts'
import { withEngine } from '../session.ts'
import { changeOf, type SourceCommandOptions } from '../source-options.ts'
import { settingsText, sourceOf } from './sources.ts'

interface EditOptions extends SourceCommandOptions {
  /** False after `--no-filter`. */
  filter?: boolean
  remake?: true
}

/** Changes sources; filters that are not named stay, unless all of them go. */
export async function editSources(
  output: Output,
  numbers: string[],
  options: EditOptions,
): Promise<number> {
  const filter = filterOf(options)
  const changed = await withEngine((engine) => {
    const change = changeOf(engine, options)
    const drops = options.filter === false
    if (Object.keys(change).length === 0 && filter === undefined && !drops) {
      throw new SpoolError('invalid-input', 'Say what to change; “--help” lists what can be.')
    }
    return numbers
      .map((text) => sourceOf(engine, text))
      .map((source) =>
        engine.sources.change(source.id, {
          ...change,
          ...(filter || drops ? { filter: { ...(drops ? {} : source.filter), ...filter } } : {}),
          ...(options.remake ? { remake: true } : {}),
        }),
      )
  })
  output.answer(changed, changed.map(settingsText).join('\n\n'))
  return 0
}
