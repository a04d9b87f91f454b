import { stat } from 'node:fs/promises'
import type { Abilities } from '../../../shared/abilities.ts'
import { SpoolError } from '../../../shared/errors.ts'
import type { WorkContext } from '../../context.ts'
import { forget, recall, remember, type Identity } from './cache.ts'
import { findHardware } from './hardware.ts'
import { encodersIn, filtersIn, versionIn } from './listing.ts'

/** What this process knows already, by FFmpeg's path, size and time. */
const known = new Map<string, Abilities>()

/**
 * What this machine's FFmpeg can do. Looked at once for each FFmpeg and remembered beside the
 * program's identity, as trying every hardware encoder takes a second.
 *
 * @param fresh to look again, whatever is remembered
 */
export async function abilitiesOf(
  context: WorkContext,
  { fresh = false } = {},
): Promise<Abilities> {
  const identity = await identify(context.tools.ffmpeg)
  const key = JSON.stringify(identity)
  const inHand = fresh ? undefined : known.get(key)
  if (inHand) return inHand
  const version = versionIn(await ask(context, ['-version']))
  const remembered = fresh ? null : await recall(context.cacheFolder, identity)
  if (remembered?.version === version) {
    known.set(key, remembered)
    return remembered
  }
  const [encoders, filters] = await Promise.all([
    ask(context, ['-hide_banner', '-encoders']).then(encodersIn),
    ask(context, ['-hide_banner', '-filters']).then(filtersIn),
  ])
  const hardware = await findHardware(context, encoders)
  const abilities: Abilities = { version, encoders, filters, hardware }
  await remember(context.cacheFolder, identity, abilities)
  known.set(key, abilities)
  return abilities
}

/** Looks again the next time: what was found there does not work any more. */
export async function distrustAbilities(context: WorkContext): Promise<void> {
  const identity = await identify(context.tools.ffmpeg)
  known.delete(JSON.stringify(identity))
  await forget(context.cacheFolder, identity)
}

async function identify(path: string): Promise<Identity> {
  const { size, mtimeMs } = await stat(path)
  return { path, size, mtimeMs }
}

async function ask(context: WorkContext, argv: string[]): Promise<string[]> {
  const { ffmpeg } = context.tools
  const lines: string[] = []
  const { exitCode, stderr } = await context.run({
    program: ffmpeg,
    argv,
    onStdoutLine: (line) => lines.push(line),
  })
  if (exitCode === 0) return lines
  throw new SpoolError('tool', 'FFmpeg does not answer. Run “spool doctor” to see what is wrong.', {
    details: { command: [ffmpeg, ...argv], exitCode, stderr: stderr.slice(-30) },
  })
}
