import type { SiteTool } from '../../shared/tools.ts'

/**
 * What every run of yt-dlp is told first: no configuration of this machine counts, nothing is
 * executed or looked up beyond what was asked for.
 */
function commonArguments({ jsRuntime, cookies }: SiteTool, proxy: string): string[] {
  return [
    ...['--ignore-config', '--no-update', '--no-exec', '--no-colors', '--no-mark-watched'],
    ...['--proxy', proxy],
    ...['--socket-timeout', '30', '--retries', '5', '--extractor-retries', '2'],
    ...(jsRuntime === null ? [] : ['--js-runtimes', jsRuntime]),
    ...cookieArguments(cookies),
  ]
}

function cookieArguments(cookies: SiteTool['cookies']): string[] {
  switch (cookies?.from) {
    case undefined:
      return []
    case 'file':
      return ['--cookies', cookies.path]
    case 'firefox':
      return ['--cookies-from-browser', `firefox:${cookies.profile}`]
  }
}

const listedFields = [
  ...['id', 'title', 'url', 'webpage_url', 'ie_key', 'extractor_key', 'duration', 'timestamp'],
  ...['upload_date', 'live_status', 'filesize', 'filesize_approx', 'channel_id', 'channel'],
  ...['playlist_title', 'playlist_id', 'playlist_count', 'playlist_channel_id'],
]

/** Lists what an address has, a line of JSON each, as it is found; no video is opened. */
export const listArguments: readonly string[] = [
  ...['--flat-playlist', '--lazy-playlist', '--ignore-errors'],
  // Dates to the day where a site's list has them only as “two weeks ago”.
  ...['--extractor-args', 'youtubetab:approximate_date'],
  ...['--print', `%(.{${listedFields.join(',')}})j`],
]

/** The picture no taller than 2160 lines and the best sound, in a file that any editor opens. */
const wantedFormat = 'bv*[height<=2160]+ba/b[height<=2160]/bv*+ba/b'

const progressTemplate =
  'download:PROG %(progress.{status,downloaded_bytes,total_bytes,total_bytes_estimate,speed,eta})j'

/**
 * Brings one video as `media.<ending>`, beside it what the site tells of it.
 *
 * @param folder everything unfinished and finished is written here
 */
export const downloadArguments = (folder: string, ffmpeg: string): string[] => [
  ...['--no-playlist', '--playlist-items', '1', '--continue', '--part', '--no-mtime'],
  ...['--format', wantedFormat, '--merge-output-format', 'mp4/mkv', '--write-info-json'],
  '--write-thumbnail',
  ...['--fragment-retries', '5', '--abort-on-unavailable-fragments'],
  ...['--ffmpeg-location', ffmpeg, '--paths', folder, '--output', 'media.%(ext)s'],
  ...['--newline', '--progress', '--progress-template', progressTemplate],
  ...['--no-simulate', '--print', 'after_move:FILE %(filepath)j'],
]

/** Brings the subtitles of a video that is described already, and nothing else. */
export const subtitleArguments = (folder: string, infoPath: string): string[] => [
  ...['--load-info-json', infoPath, '--skip-download', '--no-write-thumbnail'],
  ...['--write-subs', '--sub-langs', 'all,-live_chat', '--ignore-errors'],
  ...['--paths', folder, '--output', 'media.%(ext)s'],
]

/** A whole command line: nothing behind `--` is ever taken for an option. */
export const commandLine = (
  tool: SiteTool,
  proxy: string,
  what: readonly string[],
  url: string,
): string[] => [...commonArguments(tool, proxy), ...what, '--', url]
