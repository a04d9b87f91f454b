import { SpoolError } from '../../shared/errors.ts'
import type { ToolPaths } from '../../shared/tools.ts'
import { candidates } from './candidates.ts'
import { remedy } from './remedy.ts'
import type { ToolFinding, ToolName, ToolReport, ToolSettings } from './tool.ts'
import { askVersion } from './version.ts'

/**
 * Finds one tool: the path the user chose (setting, then environment), else the first that works of
 * the one that came with Spool, PATH and the cache. Each candidate is run once for its version.
 */
export async function locateTool(
  name: ToolName,
  settings: ToolSettings = {},
): Promise<ToolFinding> {
  let problem: string | undefined
  for (const { path, origin } of await candidates(name, settings)) {
    const answer = await askVersion(name, path)
    if (answer.works) return { name, status: 'ok', path, version: answer.version, origin }
    problem ??= answer.problem
  }
  return problem === undefined
    ? { name, status: 'missing', problem: `${name} was not found.`, remedy: remedy(name) }
    : { name, status: 'broken', problem, remedy: remedy(name) }
}

/** Finds every tool. yt-dlp is optional: Spool works without it, for fewer sources. */
export async function locateTools(settings: ToolSettings = {}): Promise<ToolReport> {
  const [ffmpeg, ffprobe, ytDlp] = await Promise.all([
    locateTool('ffmpeg', settings),
    locateTool('ffprobe', settings),
    locateTool('yt-dlp', settings),
  ])
  return { ffmpeg, ffprobe, 'yt-dlp': ytDlp }
}

/**
 * The tools no worker can do without.
 *
 * @throws SpoolError of kind `tool` that says which one is missing or broken and how to get it.
 */
export async function requireTools(settings: ToolSettings = {}): Promise<ToolPaths> {
  const [ffmpeg, ffprobe] = await Promise.all([
    locateTool('ffmpeg', settings),
    locateTool('ffprobe', settings),
  ])
  return { ffmpeg: requirePath(ffmpeg), ffprobe: requirePath(ffprobe) }
}

function requirePath(finding: ToolFinding): string {
  if (finding.status === 'ok') return finding.path
  throw new SpoolError('tool', `${finding.problem} ${finding.remedy}`)
}
