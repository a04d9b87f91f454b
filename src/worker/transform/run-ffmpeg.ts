import { statSync } from 'node:fs'
import { SpoolError } from '../../shared/errors.ts'
import type { WorkContext } from '../context.ts'
import { classifyStderr } from '../media/classify.ts'
import { startWatchdog } from '../watchdog.ts'
import { EncodingProgress } from './encoding-progress.ts'
import type { PhaseNews } from './phases.ts'

/** FFmpeg without any headway for so long, in milliseconds, will not get any further. */
const usualStallMs = 60_000

/** How far an output is. */
export interface SoFar {
  bytes: number
  /** 0 to 1 of its duration; null where that is not known. */
  part: number | null
}

export interface FfmpegRun {
  argv: readonly string[]
  /** What is read: its name proves nothing in what FFmpeg says. */
  inputPath: string
  /** What is written; null where nothing is, as when measuring. */
  output: string | null
  /** What the output will last, in seconds; null where that is not known. */
  durationSeconds: number | null
  onNews?: (news: PhaseNews) => void
  /** Looks at what is there so far. @returns why it makes no sense to go on, or null */
  refuse?: ((soFar: SoFar) => SpoolError | null) | undefined
  /** Ends this run alone. */
  signal?: AbortSignal
  /** Without headway for so many milliseconds it is stopped. */
  stallMs?: number
}

export interface FfmpegEnd {
  /** The last lines FFmpeg said. */
  stderr: readonly string[]
  /** How many pictures it wrote. */
  frames: number
  outSeconds: number
  /** Whether it could not decode all of what it read, and went on. */
  damaged: boolean
}

/**
 * Runs FFmpeg to its end, watched by how far the output is: a process that lives but gets nowhere
 * is stopped.
 *
 * @throws SpoolError where it failed, classified by what FFmpeg said
 */
export async function runFfmpeg(context: WorkContext, run: FfmpegRun): Promise<FfmpegEnd> {
  const { ffmpeg } = context.tools
  const command = [ffmpeg, ...run.argv]
  context.log(command.join(' '))
  const progress = new EncodingProgress(run.durationSeconds, () => context.gate.activeMs())
  const end = new AbortController()
  const watchdog = startWatchdog(
    context.gate,
    run.stallMs ?? usualStallMs,
    () => {
      end.abort(stalled(command))
    },
    // At the end FFmpeg moves the index to the front of the file, and says nothing meanwhile.
    () => `${progress.outSeconds} ${progress.frames} ${modifiedAt(run.output)}`,
  )
  try {
    const { exitCode, stderr } = await context.run({
      program: ffmpeg,
      argv: run.argv,
      signal: run.signal ? AbortSignal.any([end.signal, run.signal]) : end.signal,
      onProgressLine: (line) => {
        const news = progress.line(line)
        // A last word after it was told to end says nothing about the work.
        if (!news || end.signal.aborted) return
        run.onNews?.(news)
        const refusal = run.refuse?.({ bytes: progress.bytes, part: news.part })
        if (refusal) end.abort(refusal)
      },
    })
    for (const line of stderr) context.log(line)
    const rule = classifyStderr(stderr.filter(isError), run.inputPath)
    // With the disk full at the very end FFmpeg says so and calls it a success.
    if (exitCode !== 0 || rule?.kind === 'disk') {
      throw new SpoolError(
        rule?.kind ?? 'bug',
        rule?.sentence ?? 'FFmpeg could not transform this video. The details say what it said.',
        { details: { cause: rule?.cause, command, exitCode, stderr: stderr.slice(-30) } },
      )
    }
    const { frames, outSeconds } = progress
    return { stderr, frames, outSeconds, damaged: stderr.some(tellsDamage) }
  } finally {
    watchdog.stop()
  }
}

const modifiedAt = (path: string | null): number =>
  path === null ? 0 : (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)

const stalled = (command: string[]) =>
  new SpoolError('transient', 'FFmpeg made no headway for a minute and was stopped. Retry.', {
    details: { command },
  })

/** What decoders say of data that they cannot read. */
const tellsDamage = (line: string): boolean =>
  isError(line) && /error (while decoding|submitting packet to decoder)/i.test(line)

/** With `-loglevel level+…` a line begins with its level, or with who says it and then the level. */
export const isError = (line: string): boolean =>
  /^(\[[^\]]* @ [^\]]*\] )?\[(error|fatal|panic)\] /.test(line)
