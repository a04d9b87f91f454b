import { protocol } from 'electron'
import { appOrigin, mediaOrigin } from '../shared/channels.ts'
import { appFile } from './app-files.ts'
import { mediaResponse } from './media-files.ts'

const schemeOf = (origin: string) => new URL(origin).protocol.slice(0, -1)

/** Must run before the app is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: schemeOf(appOrigin),
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
    { scheme: schemeOf(mediaOrigin), privileges: { standard: true, secure: true, stream: true } },
  ])
}

/**
 * Serves the window's own files, and nothing else, from `app://spool/`. The page waits for them at
 * every start: they are sent without `handle`, which reads all of Node's `fetch` before the first.
 */
export function serveApp(folder: string): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what is to be used instead costs 5 % of a start
  protocol.registerFileProtocol(schemeOf(appOrigin), (request, respond) => {
    respond(appFile(request, folder))
  })
}

/** What a name of the library's stands for; null for what there is not. */
export type PathOf = (name: string) => string | null

/**
 * Serves the files the library knows, by their numbers, from `media://spool/`.
 *
 * @returns tells what they are: who asks before waits for it
 */
export function serveMedia(): (pathOf: PathOf) => void {
  let serveWith: (pathOf: PathOf) => void = () => undefined
  const known = new Promise<PathOf>((resolve) => {
    serveWith = resolve
  })
  protocol.handle(schemeOf(mediaOrigin), async (request) => mediaResponse(request, await known))
  return serveWith
}
