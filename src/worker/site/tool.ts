import { causedBy } from '../../shared/errors.ts'
import type { SiteTool } from '../../shared/tools.ts'
import type { StageContext } from '../context.ts'

/** @throws SpoolError `tool` where there is no yt-dlp */
export function requireSiteTool(context: StageContext): SiteTool {
  const { ytDlp } = context.tools
  if (ytDlp) return ytDlp
  throw causedBy(
    'yt-dlp-missing',
    'Channels and web pages need yt-dlp, which is not on this machine. Get it in Settings, or with “spool update yt-dlp”, then retry.',
  )
}
