import type { FailureCause } from '../../shared/causes.ts'
import { causedBy, SpoolError, type FailureDetails } from '../../shared/errors.ts'

interface Rule {
  pattern: RegExp
  cause: FailureCause
  sentence: (site: string) => string
}

/** What yt-dlp says when it fails, the most telling first: many messages end in a general one. */
export const ytDlpRules: readonly Rule[] = [
  {
    pattern: /fragment \d+ not found/i,
    cause: 'reset',
    sentence: (site) =>
      `A piece of this stream is missing on ${site}. It goes on from there when retried.`,
  },
  {
    pattern: /Tunnel connection failed: 403 Local network|403: Local network/i,
    cause: 'local-network',
    sentence: (site) =>
      `${site} leads into your own network, which Spool fetches from only where that is allowed. Allow it in Settings, then retry.`,
  },
  {
    pattern: /No space left on device|Disk quota exceeded|\[Errno (28|122)\]/i,
    cause: 'disk-full',
    sentence: () => 'The disk is full. Free some space, then retry.',
  },
  {
    pattern: /Read-only file system|\[Errno 30\]/i,
    cause: 'disk-read-only',
    sentence: () => 'The disk is read-only. Choose another folder, then retry.',
  },
  {
    pattern: /Permission denied|\[Errno 13\]/i,
    cause: 'permission',
    sentence: () =>
      'Spool is not allowed to write the download. Change the permissions of the folder, then retry.',
  },
  {
    pattern:
      /(ffmpeg|ffprobe)( or (avconv|ffmpeg|ffprobe))? (is )?(not|could not be) (found|installed)|ffmpeg is not installed/i,
    cause: 'ffmpeg-missing',
    sentence: () => 'FFmpeg is needed to join picture and sound. Run “spool doctor” to get it.',
  },
  {
    pattern: /not a bot|unusual traffic|solve the captcha|captcha/i,
    cause: 'bot-check',
    sentence: (site) =>
      `${site} wants to know that a person is asking. It is left alone for a while; cookies of a browser where you are signed in help.`,
  },
  {
    pattern:
      /HTTP Error 429|Too Many Requests|rate.?limit(?! reached or login)|current session has been rate/i,
    cause: 'rate-limited',
    sentence: (site) => `${site} asks Spool to slow down. It is tried again later.`,
  },
  {
    pattern:
      /members[- ]only|channel's members|Join this channel|only available (for|to) (\w+ )?(members|subscribers|patrons)|Music Premium members/i,
    cause: 'members-only',
    sentence: (site) =>
      `Only members may see this on ${site}. If you are one, add the cookies of your browser, then retry.`,
  },
  {
    pattern: /private video|video is private|This (video|playlist|account|channel) is private/i,
    cause: 'private',
    sentence: () =>
      'This video is private. If it was shared with you, add the cookies of your browser, then retry.',
  },
  {
    pattern: /confirm your age|age[- ]restricted|inappropriate for some users/i,
    cause: 'age',
    sentence: (site) =>
      `${site} asks for your age. Add the cookies of a browser where you are signed in, then retry.`,
  },
  {
    pattern:
      /(in|from) your (country|location|region)|geo.?restrict|geo.?block|blocked it in your/i,
    cause: 'geo',
    sentence: () => 'This video may not be shown in your country.',
  },
  {
    pattern:
      /live event will begin|premieres? (will begin )?in|will begin in|has not (yet )?started|not currently live|channel is not live|is offline/i,
    cause: 'not-live-yet',
    sentence: () => 'This video has not begun yet. It is tried again later.',
  },
  {
    pattern: /DRM/,
    cause: 'protected',
    sentence: () => 'This video is copy-protected, so Spool does not fetch it.',
  },
  {
    pattern:
      /video (is )?(no longer available|unavailable|isn't available|not available|has been removed|was deleted)|has been (removed|deleted|terminated|taken down)|account .{0,40}terminated|(does not exist|doesn't exist)|removed by the (user|uploader)|copyright claim/i,
    cause: 'removed',
    sentence: (site) => `This video is no longer on ${site}.`,
  },
  {
    pattern: /HTTP Error 4(04|10)/i,
    cause: 'not-found',
    sentence: (site) => `There is nothing at this address on ${site} any more. Check the address.`,
  },
  {
    pattern: /Unsupported URL|is not a valid URL|no suitable extractor/i,
    cause: 'unsupported',
    sentence: (site) =>
      `yt-dlp does not understand this page of ${site}. Check the address, or update yt-dlp and retry.`,
  },
  {
    pattern:
      /log ?in (is )?required|sign in|login required|requires? (authentication|a login|an account)|use --cookies|account credentials|only available for registered/i,
    cause: 'sign-in',
    sentence: (site) =>
      `${site} wants you to be signed in. Add the cookies of a browser where you are, then retry.`,
  },
  {
    pattern:
      /nsig extraction failed|Signature extraction failed|n challenge|Unable to extract (yt initial data|player|Initial JS|signature)|JS(ON)? runtime/i,
    cause: 'yt-dlp-outdated',
    sentence: (site) =>
      `${site} has changed and this yt-dlp is too old for it. Update it, then retry.`,
  },
  {
    pattern:
      /Requested format is not available|No video formats found|Only images are available|No video could be found/i,
    cause: 'no-formats',
    sentence: (site) =>
      `${site} offers no file of this video to this yt-dlp. Update yt-dlp, then retry.`,
  },
  {
    pattern: /HTTP Error 403/i,
    cause: 'forbidden',
    sentence: (site) =>
      `${site} does not let Spool have this. Add the cookies of a browser where you may see it, or update yt-dlp, then retry.`,
  },
  {
    pattern: /HTTP Error (5\d\d|408|425)/i,
    cause: 'server-trouble',
    sentence: (site) => `${site} has trouble of its own. Retry later.`,
  },
  {
    pattern:
      /Name or service not known|getaddrinfo failed|nodename nor servname|name resolution|No address associated|Failed to resolve/i,
    cause: 'dns',
    sentence: (site) =>
      `${site} could not be looked up. Check the address and the network, then retry.`,
  },
  {
    pattern: /CERTIFICATE_VERIFY_FAILED|certificate verify failed|\[SSL|SSLError|TLSV1/i,
    cause: 'tls',
    sentence: (site) =>
      `No trustworthy connection to ${site} can be made. Check the date of this machine and the address.`,
  },
  {
    pattern: /Connection refused|\[Errno 111\]/i,
    cause: 'refused',
    sentence: (site) => `${site} does not answer. Retry later.`,
  },
  {
    pattern: /Network is unreachable|No route to host/i,
    cause: 'offline',
    sentence: (site) => `There is no way to ${site} from here. Check the network, then retry.`,
  },
  {
    pattern: /timed out|timeout/i,
    cause: 'silent',
    sentence: (site) => `${site} fell silent. Retry later.`,
  },
  {
    pattern:
      /Connection (reset|aborted|broken)|IncompleteRead|RemoteDisconnected|more expected|closed connection|UNEXPECTED_EOF|unexpected EOF/i,
    cause: 'reset',
    sentence: (site) => `${site} broke the connection off. It goes on from there when retried.`,
  },
  {
    pattern: /Unable to extract|please report this issue on|latest version|yt-dlp -U/i,
    cause: 'yt-dlp-outdated',
    sentence: (site) =>
      `yt-dlp cannot make sense of ${site}, most likely because it is too old. Update it, then retry.`,
  },
]

/**
 * What a failed run of yt-dlp means. Only its own errors count; warnings name what did not matter,
 * and the address proves nothing, whatever words are in it.
 *
 * @param url what was to be fetched
 * @param details the command line and exit code
 */
export function ytDlpFailure(
  stderr: readonly string[],
  url: string,
  details: FailureDetails = {},
): SpoolError {
  const host = URL.canParse(url) ? new URL(url).host : 'The site'
  const errors = stderr.filter((line) => /^(yt-dlp: )?error:/i.test(line))
  const text = (errors.length > 0 ? errors : stderr).join('\n').replaceAll(url, '')
  const all = { ...details, host, url, stderr: stderr.slice(-30) }
  const rule = ytDlpRules.find(({ pattern }) => pattern.test(text))
  if (rule) return causedBy(rule.cause, rule.sentence(host), { details: all })
  const sentence = `yt-dlp could not get this from ${host}; the details say why. Updating yt-dlp often helps.`
  return new SpoolError('tool', sentence, { details: all })
}
