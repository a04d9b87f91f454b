import type { CookieSource, SiteTool, ToolPaths } from '../../shared/tools.ts'
import { locateTool, requireTools } from './locate.ts'
import { searchPath } from './search-path.ts'
import type { ToolSettings } from './tool.ts'

/**
 * All that workers run. yt-dlp may be missing; what needs it then says so.
 *
 * @throws SpoolError `tool` where FFmpeg or FFprobe is missing or broken
 */
export async function workerTools(
  settings: ToolSettings = {},
  cookies: CookieSource | null = null,
): Promise<ToolPaths> {
  const [required, ytDlp] = await Promise.all([requireTools(settings), siteTool(settings, cookies)])
  return ytDlp === null ? required : { ...required, ytDlp }
}

async function siteTool(
  settings: ToolSettings,
  cookies: CookieSource | null,
): Promise<SiteTool | null> {
  const finding = await locateTool('yt-dlp', settings)
  if (finding.status !== 'ok') return null
  const { path, version } = finding
  return { path, version, cookies, jsRuntime: await jsRuntimeFor(version) }
}

/** The first version that takes `--js-runtimes`; YouTube's formats go missing without one. */
const firstWithRuntimes = '2025.11.12'

/** A JavaScript runtime of this machine as `--js-runtimes` takes it, for a yt-dlp that has use for it. */
export async function jsRuntimeFor(version: string): Promise<string | null> {
  if (version < firstWithRuntimes) return null
  for (const name of ['deno', 'node']) {
    const [path] = await searchPath(name)
    if (path !== undefined) return `${name}:${path}`
  }
  return null
}
