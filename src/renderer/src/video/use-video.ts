import { useEffect } from 'react'
import type { VideoId } from '../../../shared/job.ts'
import type { VideoDetails } from '../../../shared/video.ts'
import { call } from '../lib/bridge.ts'
import { useReading, type Reading } from '../lib/use-reading.ts'

/** One video, read again when one of its jobs changes; nothing where it is gone. */
export function useVideo(id: VideoId): Reading<{ video: VideoDetails | null }> {
  const reading = useReading(async () => ({ video: await call('video.get', { id }) }), [id])
  const { again } = reading
  useEffect(
    () =>
      window.spool.on('jobs.changed', ({ jobs, more }) => {
        if (!document.hidden && (more || jobs.some(({ videoId }) => videoId === id))) again()
      }),
    [id, again],
  )
  return reading
}
