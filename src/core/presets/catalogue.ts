import { SpoolError } from '../../shared/errors.ts'
import type { JobId } from '../../shared/job.ts'
import { findPreset, readPreset, type Preset } from '../../shared/preset.ts'
import type { Database } from '../database/index.ts'

/** A preset that comes with Spool or is the user's own, also a removed one; undefined if none. */
export function presetIn(database: Database, id: string): Preset | undefined {
  const row = findPreset(id) ? undefined : database.presets.byId.get({ id })
  return row ? readPreset(JSON.parse(row.data)) : findPreset(id)
}

/** @throws SpoolError `invalid-input` where there is none that can be chosen */
export function requirePreset(database: Database, id: string): Preset {
  const removed = database.presets.byId.get({ id })?.removed_at != null
  const preset = removed ? undefined : presetIn(database, id)
  if (preset) return preset
  throw new SpoolError('invalid-input', `There is no preset “${id}”. Choose another one.`)
}

/** The preset of a job as it was when the job was enqueued: an edit since then changes nothing. */
export function presetOfJob(database: Database, jobId: JobId, id: string): Preset {
  const pinned = database.presets.pinned.get({ jobId })
  const preset = pinned ? readPreset(JSON.parse(pinned.data)) : presetIn(database, id)
  // A source may have been given another preset since.
  if (preset?.id === id) return preset
  const other = presetIn(database, id)
  if (other) return other
  throw new SpoolError('invalid-input', `There is no preset “${id}”. Choose another one.`)
}
