import { z } from 'zod'
import type { YoutubeApi } from './youtube-api.ts'

const channelSchema = z.object({
  items: z
    .array(
      z.object({
        contentDetails: z.object({ relatedPlaylists: z.object({ uploads: z.string() }) }),
      }),
    )
    .default([]),
})
/** What is on a list. */
export const playlistSchema = z.object({
  items: z.array(z.object({ contentDetails: z.object({ videoId: z.string() }) })).default([]),
})
export const videosSchema = z.object({
  items: z
    .array(
      z.object({
        id: z.string(),
        snippet: z.object({ tags: z.array(z.string()).default([]) }).optional(),
        status: z
          .object({
            uploadStatus: z.string().optional(),
            privacyStatus: z.string().optional(),
            rejectionReason: z.string().optional(),
            failureReason: z.string().optional(),
          })
          .optional(),
      }),
    )
    .default([]),
})

/** Looks among the channel's newest uploads for the one with our marker; null where it is not. */
export async function findOwn(api: YoutubeApi, marker: string): Promise<string | null> {
  const channels = await api.call(
    api.at('/youtube/v3/channels', { part: 'contentDetails', mine: 'true' }),
  )
  const [channel] = channelSchema.parse(await channels.json()).items
  if (!channel) return null
  const list = await api.call(
    api.at('/youtube/v3/playlistItems', {
      ...{ part: 'contentDetails', maxResults: '50' },
      playlistId: channel.contentDetails.relatedPlaylists.uploads,
    }),
    // A channel without any upload has no such list.
    { accept: [404] },
  )
  if (list.status === 404) return null
  const ids = playlistSchema.parse(await list.json()).items
  if (ids.length === 0) return null
  const id = ids.map(({ contentDetails }) => contentDetails.videoId).join(',')
  const videos = await api.call(api.at('/youtube/v3/videos', { part: 'snippet', id }))
  const { items } = videosSchema.parse(await videos.json())
  return items.find(({ snippet }) => snippet?.tags.includes(marker))?.id ?? null
}
