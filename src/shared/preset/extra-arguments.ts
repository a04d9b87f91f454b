import { z } from 'zod'

/**
 * The FFmpeg options an expert may add, without their stream specifier. Only such as tune an
 * encoder or a container: none that opens, writes or maps a file, or changes what is planned.
 */
const allowed = new Set(
  (
    'tune profile level refs bf b_strategy me_method me_range subq trellis aq-mode aq-strength ' +
    'rc-lookahead qmin qmax qdiff qcomp maxrate bufsize minrate psy-rd deblock x264-params ' +
    'x264opts x265-params svtav1-params threads slices coder cutoff compression_level q qscale ' +
    'row-mt tile-columns tile-rows cpu-used deadline tag brand metadata disposition ' +
    'timecode video_track_timescale vbr application frame_duration joint_stereo abr'
  ).split(' '),
)

/** Encoder parameters that name files. */
const namesFile =
  /(^|:)\s*(stats|qpfile|dump-yuv|csv|log|opencl-clbin|cqmfile|zonefile|lambda-file|scaling-list|dhdr10-info|analysis-[a-z-]*|multi-pass-opt-[a-z-]*|recon|pass)\s*=/i

/**
 * A line of options as a list, split as a shell does but never given to one.
 *
 * @returns null where a quote is not closed
 */
export function splitArguments(line: string): string[] | null {
  const found: string[] = []
  let current: string | null = null
  let quote: string | null = null
  for (let at = 0; at < line.length; at++) {
    const letter = line.charAt(at)
    if (quote !== null) {
      if (letter === quote) quote = null
      else if (letter === '\\' && quote === '"') current = (current ?? '') + line.charAt(++at)
      else current = (current ?? '') + letter
    } else if (letter === '"' || letter === "'") {
      quote = letter
      current ??= ''
    } else if (letter === '\\') current = (current ?? '') + line.charAt(++at)
    else if (/\s/.test(letter)) {
      if (current !== null) found.push(current)
      current = null
    } else current = (current ?? '') + letter
  }
  if (quote !== null) return null
  return current === null ? found : [...found, current]
}

/** A list as the line that {@link splitArguments} makes it of. */
export const joinArguments = (list: readonly string[]): string =>
  list
    .map((word) => (/^[^\s'"\\]+$/.test(word) ? word : `"${word.replace(/(["\\])/g, '\\$1')}"`))
    .join(' ')

/** What is wrong with a list of extra options, as a sentence; null where nothing is. */
export function problemOfArguments(list: readonly string[]): string | null {
  for (let at = 0; at < list.length; at += 2) {
    const [option = '', value] = list.slice(at, at + 2)
    const name = /^-([a-z][a-z0-9_-]*)(:[a-z0-9:]*)?$/i.exec(option)?.[1]
    if (name === undefined)
      return `“${option}” is no option: each is a name such as -tune and one value.`
    if (!allowed.has(name.toLowerCase())) {
      return `The option ${option} cannot be added: it is not one that only tunes an encoder or container.`
    }
    if (value === undefined) return `The option ${option} needs a value.`
    if (/-params|opts/.test(name) && namesFile.test(value)) {
      return `The value of ${option} names a file or a pass, which Spool decides itself.`
    }
    if (value.includes('\0')) return `The value of ${option} cannot be used.`
  }
  return null
}

export const extraArgumentsSchema = z
  .array(z.string().min(1).max(1_000))
  .max(60)
  .superRefine((list, context) => {
    const problem = problemOfArguments(list)
    if (problem !== null) context.addIssue({ code: 'custom', message: problem })
  })
