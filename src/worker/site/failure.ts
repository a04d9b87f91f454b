import type { FailureCause } from '../../shared/causes.ts'
import { causedBy, type SpoolError } from '../../shared/errors.ts'
import type { SiteTool } from '../../shared/tools.ts'
import type { ChildEnd } from '../context.ts'

interface Rule {
  says: RegExp
  cause: FailureCause
  sentence: string
}

/** What yt-dlp says and what it means, most telling first. */
const rules: readonly Rule[] = [
  {
    says: /fragment \d+ not found/i,
    cause: 'reset',
    sentence: 'A piece of this stream could not be had. It goes on from there when retried.',
  },
  {
    says: /confirm you.?re not a bot|captcha/i,
    cause: 'bot-check',
    sentence: 'The site takes Spool for a robot. Wait a while, or set cookies in Settings.',
  },
  {
    says: /HTTP Error 429|too many requests/i,
    cause: 'rate-limited',
    sentence: 'The site asks Spool to slow down (429). It is tried again later.',
  },
  {
    says: /private video|video is private/i,
    cause: 'private',
    sentence: 'This video is private. Set cookies of an account that may see it, then retry.',
  },
  {
    says: /members.only|join this channel|premium/i,
    cause: 'members-only',
    sentence: 'This video is for members only. Set cookies of a member, then retry.',
  },
  {
    says: /confirm your age|age.restricted/i,
    cause: 'age',
    sentence: 'This video has an age limit. Set cookies of an account of age, then retry.',
  },
  {
    says: /login required|sign in|log in|HTTP Error 40[13]/i,
    cause: 'sign-in',
    sentence: 'The site does not let Spool in. Set cookies of an account that may see this.',
  },
  {
    says: /not (made this video )?available in your (country|location)|geo.?restrict/i,
    cause: 'geo',
    sentence: 'The site does not show this video in your country.',
  },
  {
    says: /HTTP Error (404|410)|video unavailable|has been removed|does not exist|no longer available/i,
    cause: 'removed',
    sentence: 'This video or page is not there any more. Check the address.',
  },
  {
    says: /live event will begin|premieres in|is upcoming/i,
    cause: 'not-live-yet',
    sentence: 'This stream has not begun yet. Retry when it is over.',
  },
  {
    says: /no space left/i,
    cause: 'disk-full',
    sentence: 'The disk is full. Free some space, then retry.',
  },
  {
    says: /unsupported url|no video formats found|no media found|is not a valid url/i,
    cause: 'unsupported',
    sentence: 'There is no video on this page that can be found. Check the address.',
  },
  {
    says: /HTTP Error 5\d\d|timed out|connection (reset|refused|aborted)|resolve|unreachable|ssl/i,
    cause: 'server-trouble',
    sentence: 'The site did not answer as it should. Check the network, then retry.',
  },
]

const unknown = {
  cause: 'yt-dlp-outdated',
  sentence: 'yt-dlp could not read this site; it may be too old for it. Update it, then retry.',
} as const

/** Why a run of yt-dlp failed, by its own last words. */
export function siteFailure(tool: SiteTool, argv: readonly string[], end: ChildEnd): SpoolError {
  const errors = end.stderr.filter((line) => line.startsWith('ERROR'))
  const words = errors.join('\n') || end.stderr.join('\n')
  const { cause, sentence } = rules.find(({ says }) => says.test(words)) ?? unknown
  return causedBy(cause, sentence, {
    details: {
      command: [tool.path, ...argv],
      exitCode: end.exitCode,
      stderr: end.stderr.slice(-30),
      toolVersions: { 'yt-dlp': tool.version },
    },
  })
}
