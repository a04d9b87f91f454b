import type { Engine } from '../../core/index.ts'
import type { FetchProgress, toolCalls } from '../../shared/calls/tools.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { Handlers } from '../answer.ts'
import { coalesce } from '../coalesce.ts'

/** What the window asks of the programs Spool runs. */
export function toolHandlers(
  engine: Engine,
  tell: (progress: FetchProgress) => void,
): Pick<Handlers, keyof typeof toolCalls> {
  let stop = new AbortController()
  return {
    'tools.list': () => engine.tools.list(),
    'tools.update': async () => {
      const over = new AbortController()
      let latest: FetchProgress | undefined
      const send = coalesce(() => {
        if (latest) tell(latest)
      }, over.signal)
      try {
        return await engine.tools.update({
          signal: stop.signal,
          onProgress: (progress) => {
            latest = progress
            send()
          },
        })
      } finally {
        over.abort()
      }
    },
    'tools.stopUpdate': () => {
      stop.abort(new SpoolError('cancelled', 'yt-dlp was not fetched; the one in use stays.'))
      stop = new AbortController()
    },
    'tools.rollBack': () => engine.tools.rollBack(),
  }
}
