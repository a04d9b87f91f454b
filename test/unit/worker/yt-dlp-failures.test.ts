import { describe, expect, it } from 'vitest'
import { causeLabel, causes, remedyOf, type FailureCause } from '../../../src/shared/causes.ts'
import { ytDlpFailure, ytDlpRules } from '../../../src/worker/yt-dlp/failures.ts'

const url = 'https://video.example/watch?v=abc'
const report =
  '; please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= , filling out the appropriate issue template. Confirm you are on the latest version using  yt-dlp -U'

/** What yt-dlp really says, and what it means. */
const said: readonly [FailureCause, string][] = [
  ['reset', 'ERROR: fragment 2 not found, unable to continue'],
  [
    'private',
    "ERROR: [youtube] abc: Private video. Sign in if you've been granted access to this video",
  ],
  ['private', 'ERROR: [vimeo] 1: This video is private'],
  [
    'members-only',
    'ERROR: [youtube] abc: Join this channel to get access to members-only content like this video, and other exclusive perks.',
  ],
  [
    'members-only',
    "ERROR: [youtube] abc: This video is available to this channel's members on level: Gold",
  ],
  [
    'geo',
    'ERROR: [youtube] abc: Video unavailable. The uploader has not made this video available in your country',
  ],
  [
    'geo',
    'ERROR: [zdf] abc: This video is not available from your location due to geo restriction',
  ],
  [
    'age',
    'ERROR: [youtube] abc: Sign in to confirm your age. This video may be inappropriate for some users.',
  ],
  [
    'removed',
    'ERROR: [youtube] abc: Video unavailable. This video has been removed by the uploader',
  ],
  ['removed', 'ERROR: [youtube] abc: Video unavailable'],
  [
    'removed',
    'ERROR: [youtube] abc: Video unavailable. This video is no longer available because the YouTube account associated with this video has been terminated.',
  ],
  ['not-live-yet', 'ERROR: [youtube] abc: This live event will begin in 3 hours.'],
  ['not-live-yet', 'ERROR: [youtube] abc: Premieres in 20 minutes'],
  ['not-live-yet', 'ERROR: [twitch:stream] x: The channel is not currently live'],
  [
    'bot-check',
    'ERROR: [youtube] abc: Sign in to confirm you’re not a bot. Use --cookies-from-browser or --cookies for the authentication.',
  ],
  [
    'rate-limited',
    `ERROR: [youtube] abc: Unable to download API page: HTTP Error 429: Too Many Requests${report}`,
  ],
  ['forbidden', 'ERROR: unable to download video data: HTTP Error 403: Forbidden'],
  [
    'not-found',
    `ERROR: [generic] x: Unable to download webpage: HTTP Error 404: Not Found (caused by <HTTPError 404: 'Not Found'>)${report}`,
  ],
  ['not-found', 'ERROR: unable to download video data: HTTP Error 410: Gone'],
  [
    'server-trouble',
    `ERROR: [generic] x: Unable to download webpage: HTTP Error 503: Service Unavailable${report}`,
  ],
  [
    'dns',
    'ERROR: [generic] x: Unable to download webpage: <urlopen error [Errno -2] Name or service not known>',
  ],
  [
    'dns',
    "ERROR: Failed to resolve 'video.example' ([Errno -3] Temporary failure in name resolution)",
  ],
  [
    'tls',
    'ERROR: [generic] x: Unable to download webpage: <urlopen error [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:992)>',
  ],
  ['reset', 'ERROR: unable to download video data: [Errno 104] Connection reset by peer'],
  ['reset', 'ERROR: unable to download video data: 1000 bytes read, 5000 more expected'],
  [
    'refused',
    'ERROR: [generic] x: Unable to download webpage: <urlopen error [Errno 111] Connection refused>',
  ],
  ['silent', 'ERROR: [generic] x: Unable to download webpage: The read operation timed out'],
  [
    'offline',
    'ERROR: [generic] x: Unable to download webpage: <urlopen error [Errno 101] Network is unreachable>',
  ],
  ['disk-full', 'ERROR: unable to write data: [Errno 28] No space left on device'],
  [
    'disk-read-only',
    "ERROR: unable to open for writing: [Errno 30] Read-only file system: 'x.part'",
  ],
  ['permission', "ERROR: unable to open for writing: [Errno 13] Permission denied: 'x.part'"],
  [
    'ffmpeg-missing',
    'ERROR: You have requested merging of multiple formats but ffmpeg is not installed. Aborting due to --abort-on-error',
  ],
  [
    'ffmpeg-missing',
    'ERROR: Postprocessing: ffprobe and ffmpeg not found. Please install or provide the path',
  ],
  ['yt-dlp-outdated', 'ERROR: [youtube] abc: nsig extraction failed: Some formats may be missing'],
  ['yt-dlp-outdated', `ERROR: [youtube] abc: Unable to extract uploader id${report}`],
  [
    'no-formats',
    'ERROR: [youtube] abc: Requested format is not available. Use --list-formats for a list of available formats',
  ],
  ['unsupported', `ERROR: Unsupported URL: ${url}`],
  [
    'sign-in',
    'ERROR: [instagram] abc: Requested content is not available, rate-limit reached or login required. Use --cookies',
  ],
  [
    'sign-in',
    'ERROR: [facebook] abc: This video is only available for registered users. Use --cookies',
  ],
  ['protected', 'ERROR: [netflix] abc: This video is DRM protected'],
  [
    'local-network',
    'ERROR: [generic] x: Unable to download webpage: <urlopen error Tunnel connection failed: 403 Local network>',
  ],
]

describe('what yt-dlp says', () => {
  it.each(said)('%s: %s', (cause, line) => {
    const failure = ytDlpFailure(['WARNING: something else', line], url)
    expect(failure.details.cause).toBe(cause)
    expect(failure.kind).toBe(causes[cause].kind)
    expect(failure.message).toMatch(/^[A-Zvy].*\.$/)
    expect(failure.message).not.toMatch(/undefined/)
  })

  it('has a test for each row', () => {
    expect(new Set(said.map(([cause]) => cause))).toEqual(
      new Set(ytDlpRules.map(({ cause }) => cause)),
    )
  })

  it('is a matter of the tool where it is not known', () => {
    const failure = ytDlpFailure(['ERROR: something new'], url)
    expect(failure).toMatchObject({ kind: 'tool', details: { host: 'video.example' } })
  })

  it('counts only in errors, and never for what the address says', () => {
    expect(
      ytDlpFailure(['WARNING: HTTP Error 404', 'ERROR: x: HTTP Error 503: x'], url).details.cause,
    ).toBe('server-trouble')
    const address = 'https://video.example/private video'
    expect(ytDlpFailure([`ERROR: ${address} is odd`], address).details.cause).toBeUndefined()
  })
})

it('every cause has a remedy and a name for its group', () => {
  for (const cause of Object.keys(causes)) {
    expect(causeLabel(cause)).not.toMatch(/downloads\./)
    expect(remedyOf(cause)).not.toBe('')
  }
  expect(remedyOf('disk')).toBe('free-space')
})
