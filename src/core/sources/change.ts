import { SpoolError } from '../../shared/errors.ts'
import { destinationsSchema } from '../../shared/pipeline.ts'
import type { SourceChange, SourceSetup } from '../../shared/source.ts'
import type { Database } from '../database/index.ts'
import { nextCheck, requireWatch } from './schedule.ts'

/**
 * Stores what is said of a source; what is not said stays as it is. Runs inside a transaction.
 *
 * @throws SpoolError `invalid-input` on a bad schedule, or where another source is the same then
 */
export function changeSource(
  database: Database,
  source: SourceSetup,
  change: SourceChange,
  now: number,
): void {
  setWanted(database, source, change, now)
  setHandling(database, source, change)
  setPipeline(database, source, change)
}

/** Which of its videos are wanted, and when it is looked at. */
function setWanted(
  { sources }: Database,
  source: SourceSetup,
  change: SourceChange,
  now: number,
): void {
  const { filter = source.filter } = change
  const watch = change.watch === undefined ? source.watch : change.watch
  if (watch) requireWatch(watch, now)
  if (watch?.kind === 'folder' && /^https?:/i.test(source.location)) {
    throw new SpoolError('invalid-input', 'Only a folder of this computer can be watched so.')
  }
  if (isSame(filter, source.filter) && isSame(watch, source.watch)) return
  sources.setWanted.run({
    id: source.id,
    filter: JSON.stringify(filter),
    watch: watch === null ? null : JSON.stringify(watch),
    nextCheckAt: nextCheck(watch, now),
  })
}

function setHandling({ sources }: Database, source: SourceSetup, change: SourceChange): void {
  const { priority = source.priority } = change
  const { naming = source.naming, bytesPerSecond = source.bytesPerSecond } = change
  const handling = { priority, naming, bytesPerSecond }
  const { priority: before, naming: named, bytesPerSecond: limit } = source
  if (isSame(Object.values(handling), [before, named, limit])) return
  sources.setHandling.run({ id: source.id, ...handling })
}

function setPipeline({ sources }: Database, source: SourceSetup, change: SourceChange): void {
  const { id } = source
  if (change.remake) sources.unsettle.run({ id })
  const wanted = pipelineOf(source, change)
  if (isSame(wanted, pipelineOf(source, {}))) return
  const { preset } = wanted
  const destinations = JSON.stringify(wanted.destinations)
  const twin = sources.twin.get({ id, preset, destinations })
  if (twin?.removed_at === null) {
    throw new SpoolError(
      'invalid-input',
      'The library has this source with that preset and these destinations already.',
    )
  }
  // A removed one makes room: the same JSON, spelled so that it is another text.
  if (twin) sources.respell.run({ id: twin.id, destinations: destinations + ' '.repeat(twin.id) })
  if (!change.remake) sources.settle.run({ id })
  const morePresets = JSON.stringify(wanted.morePresets)
  sources.setPipeline.run({ id, preset, morePresets, destinations })
}

function pipelineOf(source: SourceSetup, change: SourceChange) {
  const { preset = source.preset, morePresets = source.morePresets } = change
  return {
    preset,
    morePresets: [...new Set(morePresets)].filter((id) => id !== preset),
    destinations: destinationsSchema.parse(change.destinations ?? source.destinations),
  }
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
