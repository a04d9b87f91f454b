import type { ChildEnd, WorkContext } from '../../context.ts'
import { untrustedInput } from '../../media/probe.ts'

/** How much is decoded at each place, in seconds: enough for a few pictures of any usual rate. */
export const lookSeconds = 0.1
/** Shorter ones are decoded whole. */
export const wholeSeconds = 3

/** A place in a file, to be decoded. */
export interface Look {
  /** How FFmpeg gets there; from the very start where that is left out. */
  seek?: readonly ['-ss' | '-sseof', string]
  /** Null: to the very end. */
  seconds: number | null
  /** Which streams, as FFmpeg names them within a file. */
  streams: readonly string[]
}

/** What was decoded of one stream at one place. */
export interface Seen {
  /** `1920x1080`; null of sound. */
  size: string | null
  /** When the first of it is shown and the last of it ends, in seconds of the file. */
  from: number
  to: number
}

interface Decoded extends ChildEnd {
  command: readonly string[]
  /** By stream in the order of the looks; undefined where nothing of it came. */
  seen: readonly (Seen | undefined)[]
}

/**
 * Decodes a file at some places, in one process.
 *
 * @param options of FFmpeg for each opening of the file
 */
export async function decode(
  context: WorkContext,
  path: string,
  looks: readonly Look[],
  options: readonly string[] = [],
): Promise<Decoded> {
  const argv = decodingArguments(path, looks, options)
  const seen: (Seen | undefined)[] = []
  const units: number[] = []
  const sizes: string[] = []
  const end = await context.run({
    program: context.tools.ffmpeg,
    argv,
    onStdoutLine: (line) => {
      // First what the streams are, then a packet a line: stream, dts, pts, duration, …
      const [, about, of, value = ''] = /^#(tb|dimensions) (\d+): (\S+)/.exec(line) ?? []
      if (about === 'tb') {
        const [num = 0, den = 1] = value.split('/').map(Number)
        units[Number(of)] = num / den
      }
      if (about === 'dimensions') sizes[Number(of)] = value
      if (line.startsWith('#')) return
      const [stream = 0, , pts = 0, lasts = 0] = line.split(',').map(Number)
      const unit = units[stream] ?? Number.NaN
      const { from, to } = seen[stream] ?? { from: Infinity, to: -Infinity }
      seen[stream] = {
        size: sizes[stream] ?? null,
        from: Math.min(from, pts * unit),
        to: Math.max(to, (pts + lasts) * unit),
      }
    },
  })
  return { ...end, command: [context.tools.ffmpeg, ...argv], seen }
}

/**
 * Each look begins at the key frame before its place: there is one however long a picture stands,
 * and nothing is decoded in vain up to the place. Nor is anything done that does not matter here:
 * how pictures are smoothed in the end, more of them ahead where few are looked at, a copy of each.
 * On the way to the end the pictures that no other is made of are read, but not decoded.
 */
function decodingArguments(
  path: string,
  looks: readonly Look[],
  options: readonly string[],
): string[] {
  const inputs = looks.flatMap(({ seek, seconds }) => [
    ...(seek ? ['-noaccurate_seek', ...seek] : []),
    ...(seconds === null ? [] : ['-t', seconds.toFixed(3)]),
    ...(seek && seconds === null ? ['-skip_frame:v', 'noref'] : []),
    ...['-threads', seconds === null ? '2' : '1', '-skip_loop_filter', 'all', '-noautorotate'],
    ...options,
    ...untrustedInput(path),
  ])
  return [
    ...['-hide_banner', '-v', 'error', '-copyts', ...inputs],
    ...looks.flatMap(({ streams }, look) => streams.flatMap((name) => ['-map', `${look}:${name}`])),
    ...['-fps_mode', 'passthrough', '-c:v', 'wrapped_avframe'],
    // The places are far apart: none is kept until another has come as far.
    ...['-max_interleave_delta', '1', '-f', 'framecrc', 'pipe:1'],
  ]
}
