import { z } from 'zod'

/** Where yt-dlp may take cookies from: only a place the user named. */
export const cookieSourceSchema = z.discriminatedUnion('from', [
  z.object({ from: z.literal('file'), path: z.string().min(1) }),
  z.object({ from: z.literal('firefox'), profile: z.string().min(1) }),
])
export type CookieSource = z.infer<typeof cookieSourceSchema>

/** yt-dlp and what it is told of this machine. */
export const siteToolSchema = z.object({
  path: z.string().min(1),
  version: z.string().min(1),
  /** A JavaScript runtime as `--js-runtimes` takes it; null where there is none, or no use for it. */
  jsRuntime: z.string().min(1).nullable(),
  cookies: cookieSourceSchema.nullable(),
})
export type SiteTool = z.infer<typeof siteToolSchema>

/** Absolute paths of the programs a worker runs. */
export const toolPathsSchema = z.object({
  ffmpeg: z.string().min(1),
  ffprobe: z.string().min(1),
  /** Absent where there is none: fewer sources can be used then. */
  ytDlp: siteToolSchema.optional(),
})
export type ToolPaths = z.infer<typeof toolPathsSchema>
