import { app, session } from 'electron'

/**
 * Takes from every page all that Spool's window does not need: leaving its address, opening
 * windows, embedding pages, and every permission but writing text to the clipboard.
 */
export function restrictPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', refuse)
    contents.on('will-frame-navigate', refuse)
    contents.on('will-redirect', refuse)
    contents.on('will-attach-webview', refuse)
  })
}

const refuse = (event: { preventDefault(): void }) => {
  event.preventDefault()
}

const isGranted = (permission: string) => permission === 'clipboard-sanitized-write'

/** The permissions of the pages; needs the app to be ready. */
export function restrictPermissions(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(isGranted(permission))
  })
  defaultSession.setPermissionCheckHandler((_contents, permission) => isGranted(permission))
  defaultSession.setDevicePermissionHandler(() => false)
}

/**
 * The page of the development server is served with a policy that lets its inline preamble and its
 * socket work. The built app's policy comes with its files (see `app-protocol.ts`).
 */
export function allowDevelopmentServer(origin: string): void {
  const socket = origin.replace(/^http/, 'ws')
  const policy = `default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ${socket}`
  session.defaultSession.webRequest.onHeadersReceived(
    { urls: [`${origin}/*`] },
    ({ responseHeaders }, answer) => {
      answer({ responseHeaders: { ...responseHeaders, 'content-security-policy': [policy] } })
    },
  )
}
