import { SpoolError } from '../../../shared/errors.ts'

/** What FFmpeg answers to `-version`. */
export function versionIn(lines: readonly string[]): string {
  const version = /^ffmpeg version (\S+)/.exec(lines[0] ?? '')?.[1]
  if (version !== undefined) return version
  throw new SpoolError(
    'tool',
    'The program in the place of FFmpeg does not answer like FFmpeg. Run “spool doctor”.',
  )
}

/** The names in FFmpeg's list of encoders: six flags, a name, a description. */
export const encodersIn = (lines: readonly string[]): string[] =>
  names(lines, /^ [VAS][.F][.S][.X][.B][.D] (\S+)/)

/** The names in FFmpeg's list of filters: two or three flags, a name, what goes in and out. */
export const filtersIn = (lines: readonly string[]): string[] =>
  names(lines, /^ [T.][S.][C.]? (\S+) +\S+->\S+/)

/** Lines of the legend have `=` in the place of a name. */
const names = (lines: readonly string[], pattern: RegExp): string[] =>
  lines.flatMap((line) => {
    const name = pattern.exec(line)?.[1]
    return name === undefined || name === '=' ? [] : [name]
  })
