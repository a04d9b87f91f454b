import { useState, type ReactNode } from 'react'
import type { VideoId } from '../../../shared/job.ts'
import { thumbnailUrl } from '../../../shared/channels.ts'

/** Videos whose picture was asked for in vain; a list scrolls over them often. */
const without = new Set<VideoId>()

/** The picture of a video, fetched when it comes into view; what stands for it where it has none. */
export function Thumbnail({ videoId, children }: { videoId: VideoId | null; children: ReactNode }) {
  const [missing, setMissing] = useState(videoId === null || without.has(videoId))
  if (videoId === null || missing) return children
  return (
    <img
      src={thumbnailUrl(videoId)}
      alt=""
      loading="lazy"
      decoding="async"
      className="h-8 w-14 shrink-0 rounded-md bg-soft object-cover"
      onError={() => {
        without.add(videoId)
        setMissing(true)
      }}
    />
  )
}
