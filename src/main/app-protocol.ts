import { protocol } from 'electron'
import { appOrigin } from '../shared/contract.ts'
import { appResponse } from './app-files.ts'

const scheme = new URL(appOrigin).protocol.slice(0, -1)

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the window's own files, and nothing else, from `app://spool/`. */
export function serveApp(folder: string): void {
  protocol.handle(scheme, (request) => appResponse(request, folder))
}
