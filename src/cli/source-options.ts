import { resolve } from 'node:path'
import type { Engine } from '../core/index.ts'
import { SpoolError } from '../shared/errors.ts'
import { legTo, type Destination } from '../shared/pipeline.ts'
import { nameTemplateSchema } from '../shared/settings/names.ts'
import type { SourceChange } from '../shared/source.ts'
import { watchOf, type FilterOptions } from './filter-options.ts'

/** What is said of a source on the command line; false after `--no-…`. */
export interface SourceCommandOptions extends FilterOptions {
  preset?: string[]
  to?: string[]
  naming?: string | false
  limit?: number | null
  priority?: number
  watch?: string | false
}

/**
 * The same, as the engine takes it; the filter apart.
 *
 * @throws SpoolError `invalid-input` on what means nothing
 */
export const changeOf = (
  engine: Engine,
  {
    preset: [preset, ...morePresets] = [],
    to,
    naming,
    limit,
    priority,
    watch,
  }: SourceCommandOptions,
): SourceChange => ({
  ...(preset === undefined ? {} : { preset, morePresets }),
  ...(to === undefined ? {} : { destinations: to.map((place) => destination(engine, place)) }),
  ...(naming === undefined ? {} : { naming: naming === false ? null : template(naming) }),
  ...(limit === undefined ? {} : { bytesPerSecond: limit }),
  ...(priority === undefined ? {} : { priority }),
  ...(watch === undefined ? {} : { watch: watch === false ? null : watchOf(watch) }),
})

/** A destination by its name, else a folder. */
function destination(engine: Engine, place: string): Destination {
  const saved = engine.publishing.destinations.list().find(({ name }) => name === place)
  return saved ? legTo(saved) : { kind: 'folder', path: resolve(place) }
}

function template(text: string): string {
  const parsed = nameTemplateSchema.safeParse(text)
  if (parsed.success) return parsed.data
  throw new SpoolError(
    'invalid-input',
    `“${text}” is no name template. Write it as “{date} {title}”.`,
  )
}
