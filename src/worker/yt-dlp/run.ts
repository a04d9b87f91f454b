import { causedBy, type SpoolError } from '../../shared/errors.ts'
import type { SiteTool } from '../../shared/tools.ts'
import type { StageContext } from '../context.ts'
import { openProxy } from '../network/proxy.ts'
import { redact } from '../redact.ts'
import { commandLine } from './arguments.ts'
import { ytDlpFailure } from './failures.ts'

interface Run {
  url: string
  /** What it is to do, as arguments. */
  what: readonly string[]
  onStdoutLine: (line: string) => void
  /** Ends this run alone. */
  signal: AbortSignal
}

/**
 * Runs yt-dlp to its end; it reaches the network only through the job's own proxy.
 *
 * @returns what went wrong, or null; some of it may have succeeded all the same
 * @throws SpoolError `tool` where there is no yt-dlp
 */
export async function runYtDlp(
  context: StageContext,
  { url, what, onStdoutLine, signal }: Run,
): Promise<SpoolError | null> {
  const tool = requireYtDlp(context)
  const proxy = await openProxy(context.network, context.throttle)
  const argv = commandLine(tool, proxy.url, what, url)
  context.log(`yt-dlp ${tool.version} at ${redact(url)}`)
  try {
    const end = await context.run({ program: tool.path, argv, onStdoutLine, signal })
    for (const line of end.stderr) context.log(`yt-dlp: ${redact(line)}`)
    if (end.exitCode === 0) return null
    return ytDlpFailure(end.stderr, url, {
      command: [tool.path, ...argv],
      exitCode: end.exitCode,
      toolVersions: { 'yt-dlp': tool.version },
    })
  } finally {
    proxy.close()
  }
}

function requireYtDlp(context: StageContext): SiteTool {
  const { ytDlp } = context.tools
  if (ytDlp) return ytDlp
  throw causedBy(
    'yt-dlp-missing',
    'Channels and web pages need yt-dlp, which is not on this machine. Get it in Settings, or with “spool update yt-dlp”, then retry.',
  )
}
