import { useEffect, useState } from 'react'
import { t } from '../../../shared/language.ts'
import type { VideoId } from '../../../shared/job.ts'
import type { VideoDetails } from '../../../shared/video.ts'
import { call, sentenceOf } from '../lib/bridge.ts'

/** One video, read again when one of its jobs changes. */
export function useVideo(id: VideoId): { video: VideoDetails | null; failure: string | null } {
  const [state, setState] = useState<{ video: VideoDetails | null; failure: string | null }>({
    video: null,
    failure: null,
  })
  useEffect(() => {
    let open = true
    const read = (): void => {
      call('video.get', { id }).then(
        (video) => {
          if (open) setState({ video, failure: video ? null : t('video.gone') })
        },
        (error: unknown) => {
          if (open) setState(({ video }) => ({ video, failure: sentenceOf(error) }))
        },
      )
    }
    read()
    const stop = window.spool.on('jobs.changed', ({ jobs, more }) => {
      if (!document.hidden && (more || jobs.some(({ videoId }) => videoId === id))) read()
    })
    return () => {
      open = false
      stop()
    }
  }, [id])
  return state
}
