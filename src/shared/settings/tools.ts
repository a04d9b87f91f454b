import { z } from 'zod'
import { cookieSourceSchema } from '../tools.ts'

export const toolSettingsSchema = z.object({
  /** The yt-dlp to use; null for the managed one, else the one on PATH. */
  ytDlp: z.string().min(1).nullable(),
  /** Where yt-dlp's releases are fetched from; a file's name is put behind it. */
  ytDlpReleases: z.url({ protocol: /^https?$/ }),
  /** Where yt-dlp may take cookies from; nowhere unless set. */
  cookies: cookieSourceSchema.nullable(),
})
export type ToolSettingsSection = z.infer<typeof toolSettingsSchema>

export const defaultTools: ToolSettingsSection = {
  ytDlp: null,
  ytDlpReleases: 'https://github.com/yt-dlp/yt-dlp/releases/latest/download/',
  cookies: null,
}
