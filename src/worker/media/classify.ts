import type { FailureCause } from '../../shared/causes.ts'
import type { FailureKind } from '../../shared/errors.ts'

interface Rule {
  pattern: RegExp
  kind: FailureKind
  cause?: FailureCause
  sentence: string
}

/** What FFmpeg and FFprobe say when they fail, the most telling first. */
export const stderrRules: readonly Rule[] = [
  {
    pattern: /No space left on device|Disk quota exceeded/i,
    kind: 'disk',
    cause: 'disk-full',
    sentence: 'The disk is full. Free some space, then retry.',
  },
  {
    pattern: /Read-only file system/i,
    kind: 'disk',
    cause: 'disk-read-only',
    sentence: 'The disk is read-only. Choose another folder, then retry.',
  },
  {
    pattern: /\[(image2|[a-z0-9]+_pipe) [^\]]*\].*not on whitelist/i,
    kind: 'invalid-input',
    sentence: 'This file is a picture and not a video. Choose another file.',
  },
  {
    pattern: /not on whitelist|Format not on whitelist|hls demuxer|not in allowed/i,
    kind: 'invalid-input',
    sentence:
      'This file only points at other files or addresses, like a playlist. Add what it points at instead.',
  },
  {
    pattern: /moov atom not found/i,
    kind: 'invalid-input',
    sentence: 'The file is incomplete: its end is missing. Get it again from where it came.',
  },
  {
    pattern: /Cannot allocate memory|Resource temporarily unavailable|Too many open files/i,
    kind: 'transient',
    sentence: 'This machine has too much to do. Retry later.',
  },
  {
    pattern: /Input\/output error/i,
    kind: 'disk',
    sentence: 'The disk could not be read or written. Check it, then retry.',
  },
  {
    pattern: /Permission denied/i,
    kind: 'disk',
    cause: 'permission',
    sentence: 'Spool is not allowed to read this file. Change its permissions, then retry.',
  },
  {
    pattern: /No such file or directory/i,
    kind: 'gone',
    sentence: 'The file is no longer there. Put it back or add it again from where it is now.',
  },
  {
    pattern: /Unknown encoder|No such filter|Unrecognized option|Option .* not found/i,
    kind: 'tool',
    sentence:
      'This FFmpeg lacks a part that is needed. Install a complete one; “spool doctor” helps.',
  },
  {
    pattern: /Error (re)?initializing filter|not divisible by 2|Missing '\)'/i,
    kind: 'bug',
    sentence:
      'Spool asked FFmpeg for something impossible. The details say what; please report it.',
  },
  {
    pattern: /Decoder .* not found|could not find codec|Unsupported codec/i,
    kind: 'invalid-input',
    sentence: 'This file is coded in a way that FFmpeg cannot read. Convert it first.',
  },
  {
    pattern:
      /Invalid data found|matches no streams|does not contain any stream|Output file is empty|could not find codec parameters|EBML header parsing failed|Is a directory/i,
    kind: 'invalid-input',
    sentence: 'This file is not a video or sound that can be read. Choose another file.',
  },
]

/**
 * The rule that fits best what a tool said last; undefined where it said nothing known.
 *
 * @param path the file it was about: its name proves nothing, whatever words are in it
 */
export function classifyStderr(stderr: readonly string[], path: string): Rule | undefined {
  const text = stderr.join('\n').replaceAll(path, '')
  return stderrRules.find(({ pattern }) => pattern.test(text))
}
