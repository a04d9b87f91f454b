import { app } from 'electron'
import { isHandedOver, locationIn } from './handed-over.ts'

/** Everything Spool is given from outside its window. */
export interface Inbox {
  put(locations: string[]): void
  /** Passes on what comes, and what came before. */
  listen(listener: (locations: string[]) => void): void
}

/** Takes the files the system opens with Spool, the URLs sent to it, and a second start's. */
export function openInbox(): Inbox {
  let waiting: string[] = []
  let listener: ((locations: string[]) => void) | null = null
  const put = (locations: string[]) => {
    if (listener) listener(locations)
    else waiting.push(...locations)
  }

  app.on('open-file', (event, path) => {
    event.preventDefault()
    put([path])
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    put([locationIn(url)])
  })
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    if (isHandedOver(data)) put(data.locations)
  })

  return {
    put,
    listen(next) {
      listener = next
      next(waiting)
      waiting = []
    },
  }
}
