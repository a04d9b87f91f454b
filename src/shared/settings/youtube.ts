import { z } from 'zod'

const root = z.url({ protocol: /^https?$/ })

/** As whom Spool talks to YouTube, and where. Its secret is in the key store. */
export const youtubeSettingsSchema = z.object({
  /** The OAuth client of the user's own Google project, of type “Desktop app”; empty for none. */
  clientId: z.string().trim().max(300),
  authorizeUrl: root,
  tokenUrl: root,
  /** Where the Data API is, without its path. */
  apiRoot: root,
})
export type YoutubeSettings = z.infer<typeof youtubeSettingsSchema>

export const defaultYoutube: YoutubeSettings = {
  clientId: '',
  authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
  tokenUrl: 'https://oauth2.googleapis.com/token',
  apiRoot: 'https://www.googleapis.com',
}
