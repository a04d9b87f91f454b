export const toolNames = ['ffmpeg', 'ffprobe', 'yt-dlp'] as const
export type ToolName = (typeof toolNames)[number]

/** Who named the place where a tool was found. */
export type ToolOrigin =
  'settings' | 'environment' | 'shipped' | 'ffmpeg-static' | 'managed' | 'PATH' | 'cache'

export interface ToolFound {
  name: ToolName
  status: 'ok'
  path: string
  version: string
  origin: ToolOrigin
}

/** `broken`: the program is there but does not answer. */
export interface ToolMissing {
  name: ToolName
  status: 'missing' | 'broken'
  problem: string
  remedy: string
}

export type ToolFinding = ToolFound | ToolMissing
export type ToolReport = Record<ToolName, ToolFinding>

/** Paths the user chose. A chosen path is never replaced by another one silently. */
export type ToolSettings = Partial<Record<ToolName, string>> & {
  /** The copy Spool fetched itself, which comes before what the system has. */
  managedYtDlp?: string
}

export const toolVariables: Record<ToolName, string> = {
  ffmpeg: 'SPOOL_FFMPEG',
  ffprobe: 'SPOOL_FFPROBE',
  'yt-dlp': 'SPOOL_YTDLP',
}
