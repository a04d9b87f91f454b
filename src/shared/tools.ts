import { z } from 'zod'

/** Absolute paths of the programs a worker runs. */
export const toolPathsSchema = z.object({ ffmpeg: z.string().min(1), ffprobe: z.string().min(1) })
export type ToolPaths = z.infer<typeof toolPathsSchema>
