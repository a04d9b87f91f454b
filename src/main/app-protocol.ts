import { protocol } from 'electron'
import { appOrigin, mediaOrigin } from '../shared/channels.ts'
import { appResponse } from './app-files.ts'
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

/** Serves the window's own files, and nothing else, from `app://spool/`. */
export function serveApp(folder: string): void {
  protocol.handle(schemeOf(appOrigin), (request) => appResponse(request, folder))
}

/** Serves the files the library knows, by their numbers, from `media://spool/`. */
export function serveMedia(pathOf: (name: string) => string | null): void {
  protocol.handle(schemeOf(mediaOrigin), (request) => mediaResponse(request, pathOf))
}
