import { SpoolError } from '../shared/errors.ts'
import { withSetupLock } from './cache.ts'
import { display } from './display.ts'
import { forgetFailure } from './electron-official.ts'
import { electron } from './electron.ts'
import { keyStore } from './key-store.ts'
import { libraries } from './libraries.ts'
import { ffmpeg, ffprobe, ytDlp } from './media-tools.ts'
import type { Log, Part } from './part.ts'
import { sqlite } from './sqlite.ts'

export const parts = {
  electron,
  libraries,
  sqlite,
  ffmpeg,
  ffprobe,
  display,
  'yt-dlp': ytDlp,
  'key-store': keyStore,
}
export type PartName = keyof typeof parts

export const isPartName = (name: string): name is PartName => Object.hasOwn(parts, name)

export interface EnsureOptions {
  /** Tries a download again that failed within the last day. */
  force?: boolean
  log?: Log
}

export const toStderr: Log = (line) => {
  process.stderr.write(`set-up: ${line}\n`)
}

/**
 * Fetches what is missing of these parts, in this order. Does nothing where all is there, and only
 * once where several ask at the same time.
 *
 * @throws SpoolError of kind `tool` that names the missing part and how to get it
 */
export async function ensure(
  names: readonly PartName[],
  { force = false, log = toStderr }: EnsureOptions = {},
): Promise<void> {
  if (force) await forgetFailure()
  const states = await Promise.all(names.map((name) => parts[name].check()))
  if (states.every(({ status }) => status === 'found')) return
  // One part may hang on another, so each is looked at again in turn.
  for (const name of names) await ensurePart(parts[name], log)
}

async function ensurePart(part: Part, log: Log): Promise<void> {
  if ((await part.check()).status === 'found') return
  await withSetupLock(log, async () => {
    if ((await part.check()).status === 'missing') await part.install?.(log)
  })
  const state = await part.check()
  if (state.status === 'missing') throw new SpoolError('tool', `${state.problem} ${state.remedy}`)
}

/** A failure of the set-up as text: its sentence and the last lines of the command that failed. */
export const explain = (error: SpoolError): string =>
  [error.message, ...(error.details.stderr ?? [])].join('\n')
