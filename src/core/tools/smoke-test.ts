import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { SpoolError } from '../../shared/errors.ts'
import { askVersion } from './version.ts'

/** A packed program unpacks itself at its first start. */
const longestMs = 60_000

/** What Spool tells yt-dlp; a yt-dlp without these is of no use to it. */
const neededOptions = [
  ...['--flat-playlist', '--lazy-playlist', '--ignore-config', '--progress-template'],
  ...['--ffmpeg-location', '--print', '--proxy', '--write-info-json'],
]

/**
 * Runs a new yt-dlp before anything relies on it.
 *
 * @returns its version
 * @throws SpoolError `tool` where it does not start or lacks what Spool needs
 */
export async function smokeTest(path: string): Promise<string> {
  const answer = await askVersion('yt-dlp', path, longestMs)
  if (!answer.works) {
    throw new SpoolError(
      'tool',
      'The new yt-dlp does not run on this machine, so the old one stays in use.',
      { details: { path, stack: answer.problem } },
    )
  }
  const help = await promisify(execFile)(path, ['--ignore-config', '--help'], {
    timeout: longestMs,
    maxBuffer: 4_000_000,
    windowsHide: true,
  }).catch((error: unknown) => ({ stdout: String(error) }))
  const missing = neededOptions.filter((option) => !help.stdout.includes(option))
  if (missing.length === 0) return answer.version
  throw new SpoolError(
    'tool',
    'The new yt-dlp cannot do what Spool needs of it, so the old one stays in use.',
    { details: { path, stack: `It does not know ${missing.join(', ')}.` } },
  )
}
