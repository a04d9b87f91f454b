import { readdir, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { causedBy, SpoolError } from '../../shared/errors.ts'
import type { Progress } from '../../shared/progress.ts'
import type { StageContext } from '../context.ts'
import { redact } from '../redact.ts'
import { dropDoubtful } from './fragments.ts'
import { startWatchdog } from '../watchdog.ts'
import { downloadArguments } from '../yt-dlp/arguments.ts'
import { runYtDlp } from '../yt-dlp/run.ts'

/** yt-dlp waits and tries again by itself; a run that says nothing for so long hangs. */
const silenceMs = 180_000

const unknownNumber = z.number().nonnegative().nullish().catch(null)
const progressSchema = z.object({
  status: z.string().optional(),
  downloaded_bytes: unknownNumber,
  total_bytes: unknownNumber,
  total_bytes_estimate: unknownNumber,
  speed: unknownNumber,
  eta: unknownNumber,
})

/**
 * Brings a video with yt-dlp into the job's work folder. What is there of an earlier try is gone on
 * with; being frozen ends the run and keeps the bytes.
 *
 * @returns the path of the finished file
 */
export async function downloadFromSite(url: string, context: StageContext): Promise<string> {
  for (;;) {
    await context.gate.whenThawed(context.signal)
    const path = await runUntilFrozen(url, context)
    if (path !== null) return path
    context.log('Frozen; the bytes so far are kept')
  }
}

/** @returns null where it was frozen on the way */
async function runUntilFrozen(url: string, context: StageContext): Promise<string | null> {
  const folder = siteFolder(context)
  if (await dropDoubtful(folder)) context.log('What is here cannot be gone on with; beginning anew')
  const hold = new AbortController()
  const stopListening = context.gate.onChange((frozen) => {
    if (frozen) hold.abort(new Error('frozen'))
  })
  const dog = startWatchdog(context.gate, silenceMs, () => {
    const sentence = 'The site fell silent during the download. It goes on from there when retried.'
    hold.abort(causedBy('silent', sentence, { details: { url: redact(url) } }))
  })
  const pieces = new Pieces()
  let file: string | undefined
  try {
    const failure = await runYtDlp(context, {
      url,
      what: downloadArguments(folder, context.tools.ffmpeg),
      signal: hold.signal,
      onStdoutLine: (line) => {
        dog.alive()
        if (line.startsWith('PROG ')) context.progress(pieces.progress(line.slice(5)))
        else if (line.startsWith('FILE ')) file = pathIn(folder, line.slice(5))
        else context.log(`yt-dlp: ${redact(line)}`)
      },
    })
    if (failure) throw failure
    if (file !== undefined) return file
    throw causedBy('no-formats', 'yt-dlp found no file to bring. Update it, then retry.')
  } catch (error) {
    if (hold.signal.reason instanceof SpoolError) throw hold.signal.reason
    if (hold.signal.aborted && !context.signal.aborted) return null
    throw error
  } finally {
    dog.stop()
    stopListening()
  }
}

/** Where yt-dlp writes; nothing else does. */
export const siteFolder = (context: StageContext): string => join(context.workFolder, 'site')

/** Lets go of all that yt-dlp left. */
export const discardSite = (context: StageContext): Promise<void> =>
  rm(siteFolder(context), { recursive: true, force: true })

/** The description of the video that yt-dlp wrote beside it; null where there is none. */
export async function siteInfoPath(context: StageContext): Promise<string | null> {
  const names = await readdir(siteFolder(context))
  const name = names.find((candidate) => candidate.endsWith('.info.json'))
  return name === undefined ? null : join(siteFolder(context), name)
}

/** yt-dlp's word is not enough: what it names must lie where it was told to write. */
function pathIn(folder: string, json: string): string {
  const path = z.string().parse(JSON.parse(json))
  const inside = relative(folder, path)
  if (inside !== '' && !inside.startsWith('..') && join(folder, inside) === path) return path
  throw new SpoolError('tool', 'yt-dlp wrote to another place than it was told. Update it.', {
    details: { path },
  })
}

/**
 * Picture and sound come as two downloads, each from nothing to all of it, and how many there will
 * be is not said: a later piece shows as a share of what is left.
 */
class Pieces {
  #done = 0
  #isOver = false

  progress(json: string): Progress {
    const piece = progressSchema.parse(JSON.parse(json))
    if (this.#isOver && piece.status === 'downloading') {
      this.#done++
      this.#isOver = false
    }
    if (piece.status === 'finished') this.#isOver = true
    const total = piece.total_bytes ?? piece.total_bytes_estimate ?? null
    const part = total === null || total === 0 ? null : (piece.downloaded_bytes ?? 0) / total
    const { speed, eta } = piece
    return {
      phase: this.#done === 0 ? 'downloading' : 'downloading-sound',
      fraction: part === null ? null : this.#fractionOf(Math.min(1, part)),
      speed: speed == null ? null : { unit: 'bytes/s', value: speed },
      etaSeconds: eta ?? null,
    }
  }

  /** The first piece, the picture, is nearly all of the bytes. */
  #fractionOf(part: number): number {
    return this.#done === 0 ? 0.9 * part : 1 - 0.1 ** this.#done * (1 - 0.9 * part)
  }
}
