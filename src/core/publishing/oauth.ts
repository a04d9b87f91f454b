import { once } from 'node:events'
import { createServer } from 'node:http'
import * as oauth from 'oauth4webapi'
import { SpoolError } from '../../shared/errors.ts'
import type { YoutubeSettings } from '../../shared/settings/youtube.ts'

/** Uploading and dressing, and seeing which channel it is. */
const scopes = [
  'https://www.googleapis.com/auth/youtube.upload',
  'https://www.googleapis.com/auth/youtube',
].join(' ')
/** How long a person has in the browser. */
const patienceMs = 5 * 60_000

export interface Tokens {
  accessToken: string
  /** Null where the answer brought none: the old one stays. */
  refreshToken: string | null
  expiresInMs: number
}

interface Application {
  settings: YoutubeSettings
  /** Google's “Desktop app” clients have one, though it is no secret there. */
  clientSecret: string | null
}

function setUp({ settings, clientSecret }: Application) {
  if (settings.clientId === '') {
    const sentence =
      'Spool needs the client ID of your own Google project to talk to YouTube. Enter it in the settings first.'
    throw new SpoolError('auth', sentence)
  }
  const server: oauth.AuthorizationServer = {
    issuer: new URL(settings.tokenUrl).origin,
    authorization_endpoint: settings.authorizeUrl,
    token_endpoint: settings.tokenUrl,
  }
  const client: oauth.Client = { client_id: settings.clientId }
  const auth = clientSecret === null ? oauth.None() : oauth.ClientSecretPost(clientSecret)
  // Only a server of this machine is talked to without TLS.
  const isLocal = /^http:\/\/127\.0\.0\.1(:|\/)/.test(settings.tokenUrl)
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that it stands out
  return { server, client, auth, options: { [oauth.allowInsecureRequests]: isLocal } }
}

/**
 * Signs in through the system's browser: a listener on this machine hears once what comes of it
 * (RFC 8252), with PKCE and a state nobody else can know.
 *
 * @param open opens the address in the browser
 */
export async function signIn(
  application: Application,
  open: (url: string) => Promise<void> | void,
  signal?: AbortSignal,
): Promise<Tokens> {
  const { server, client, auth, options } = setUp(application)
  const verifier = oauth.generateRandomCodeVerifier()
  const state = oauth.generateRandomState()
  const listener = await listen()
  try {
    const url = new URL(application.settings.authorizeUrl)
    url.search = new URLSearchParams({
      ...{ client_id: client.client_id, redirect_uri: listener.redirectUri, scope: scopes },
      ...{ response_type: 'code', access_type: 'offline', prompt: 'consent', state },
      ...{ code_challenge: await oauth.calculatePKCECodeChallenge(verifier) },
      code_challenge_method: 'S256',
    }).toString()
    const limit = AbortSignal.timeout(patienceMs)
    // Heard from before the browser opens: it may be quick.
    const answered = listener.answer(signal ? AbortSignal.any([signal, limit]) : limit)
    answered.catch(() => undefined)
    await open(url.href)
    const answer = await answered
    const parameters = oauth.validateAuthResponse(server, client, answer, state)
    const response = await oauth.authorizationCodeGrantRequest(
      ...([server, client, auth, parameters, listener.redirectUri, verifier] as const),
      options,
    )
    return tokensOf(await oauth.processAuthorizationCodeResponse(server, client, response))
  } catch (error) {
    throw explained(error)
  } finally {
    listener.close()
  }
}

/** @throws SpoolError `auth` where the sign-in does not hold any more */
export async function refresh(application: Application, refreshToken: string): Promise<Tokens> {
  const { server, client, auth, options } = setUp(application)
  try {
    const response = await oauth.refreshTokenGrantRequest(
      ...([server, client, auth, refreshToken] as const),
      options,
    )
    return tokensOf(await oauth.processRefreshTokenResponse(server, client, response))
  } catch (error) {
    throw explained(error)
  }
}

const tokensOf = (response: oauth.TokenEndpointResponse): Tokens => ({
  accessToken: response.access_token,
  refreshToken: response.refresh_token ?? null,
  expiresInMs: (response.expires_in ?? 3_600) * 1_000,
})

/** What OAuth throws may hold codes and tokens: nothing of it goes on but what it is called. */
function explained(error: unknown): SpoolError {
  if (error instanceof SpoolError) return error
  if (error instanceof oauth.AuthorizationResponseError) {
    return new SpoolError('auth', 'The sign-in was not allowed. Sign in again and allow it.')
  }
  if (error instanceof oauth.ResponseBodyError) {
    const sentence =
      error.error === 'invalid_client' || error.error === 'unauthorized_client'
        ? 'Google does not know this client ID and its secret. Check both in the settings.'
        : 'YouTube does not accept the sign-in any more. Sign in to the channel again.'
    return new SpoolError('auth', sentence, { details: { stack: error.error } })
  }
  if (error instanceof DOMException) {
    return new SpoolError('auth', 'The sign-in was not finished in time. Sign in again.')
  }
  if (error instanceof oauth.OperationProcessingError) {
    return new SpoolError(
      'auth',
      'The answer to the sign-in was not meant for Spool. Sign in again.',
    )
  }
  return new SpoolError('transient', 'Google does not answer. Check the network, then retry.')
}

/** Hears one answer on this machine, and nothing else. */
async function listen() {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const redirectUri = `http://127.0.0.1:${port}/`
  return {
    redirectUri,
    answer: (signal: AbortSignal) =>
      new Promise<URL>((resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error)
        })
        server.on('request', (request, response) => {
          const url = new URL(request.url ?? '/', redirectUri)
          const isAnswer =
            request.method === 'GET' && url.pathname === '/' && url.searchParams.has('state')
          response.writeHead(isAnswer ? 200 : 404, {
            'content-type': 'text/plain; charset=utf-8',
            connection: 'close',
          })
          response.end(isAnswer ? 'Done. You can close this window and go back to Spool.\n' : '')
          if (isAnswer) resolve(url)
        })
      }),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
