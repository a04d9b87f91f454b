import { z } from 'zod'
import { accountIdSchema, type Account, type AccountId } from '../../shared/destination.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { YoutubeSettings } from '../../shared/settings/youtube.ts'
import { youtubeReason, youtubeRuleFor } from '../../shared/youtube.ts'
import type { Database } from '../database/index.ts'
import { secretName, type SecretStore } from '../secrets/index.ts'
import { refresh, signIn } from './oauth.ts'

interface AccountOptions {
  database: Database
  secrets: SecretStore
  settings: () => YoutubeSettings
  now: () => number
  changed: () => void
}

/** What the OAuth client's secret is called in the key store. */
const clientSecretName = 'youtube-client'
/** A token is renewed so long before it ends. */
const marginMs = 60_000

const channelsSchema = z.object({
  items: z
    .array(z.object({ id: z.string(), snippet: z.object({ title: z.string() }) }))
    .default([]),
})

/** The channels signed in to. Their refresh tokens are in the key store, the rest in memory. */
export class AccountService {
  readonly #options: AccountOptions
  readonly #tokens = new Map<AccountId, { token: string; until: number }>()
  /** One renewal at a time for each account: some servers take a refresh token only once. */
  readonly #renewing = new Map<AccountId, Promise<string>>()

  constructor(options: AccountOptions) {
    this.#options = options
  }

  list(): Account[] {
    return this.#options.database.destinations.accounts.all({}).map(account)
  }

  /** Keeps the secret of the OAuth client; null forgets it. */
  async setClientSecret(value: string | null): Promise<void> {
    const { secrets } = this.#options
    await (value === null
      ? secrets.remove(clientSecretName)
      : secrets.write(clientSecretName, value))
  }

  /**
   * Signs in to a channel through the system's browser.
   *
   * @param open opens an address there
   */
  async signIn(
    open: (url: string) => Promise<void> | void,
    signal?: AbortSignal,
  ): Promise<Account> {
    const { database, secrets, now, changed } = this.#options
    const tokens = await signIn(await this.#application(), open, signal)
    if (tokens.refreshToken === null) {
      throw new SpoolError('auth', 'Google gave no lasting sign-in. Sign in again.')
    }
    const channel = await this.#channelOf(tokens.accessToken)
    const row = database.destinations.addAccount.get({
      ...{ platform: 'youtube', name: channel.name, channelId: channel.id },
      ...{ secret: secretName('youtube'), now: now() },
    })
    if (!row) throw new Error('The database returned no row for an account.')
    await secrets.write(row.secret, tokens.refreshToken)
    const until = now() + tokens.expiresInMs - marginMs
    this.#tokens.set(accountIdSchema.parse(row.id), { token: tokens.accessToken, until })
    changed()
    return account(row)
  }

  /** @throws SpoolError `invalid-input` where a destination still publishes to it */
  async signOut(id: AccountId): Promise<void> {
    const { database, secrets, changed } = this.#options
    const row = this.#row(id)
    const used = database.destinations.usingAccount.all({ accountId: id })
    if (used.length > 0) {
      const names = used.map(({ name }) => `“${name}”`).join(', ')
      const sentence = `${names} publish to this channel. Remove them first.`
      throw new SpoolError('invalid-input', sentence)
    }
    database.destinations.removeAccount.run({ id })
    this.#tokens.delete(id)
    await secrets.remove(row.secret)
    changed()
  }

  /** @throws SpoolError `auth` where the sign-in does not hold any more */
  async check(id: AccountId): Promise<void> {
    await this.#channelOf(await this.token(id, null))
  }

  /**
   * A token that is good now.
   *
   * @param refused one that was not accepted
   */
  token(id: AccountId, refused: string | null): Promise<string> {
    const known = this.#tokens.get(id)
    if (known && known.token !== refused && known.until > this.#options.now()) {
      return Promise.resolve(known.token)
    }
    const renewing =
      this.#renewing.get(id) ?? this.#renew(id).finally(() => this.#renewing.delete(id))
    this.#renewing.set(id, renewing)
    return renewing
  }

  async #renew(id: AccountId): Promise<string> {
    const { database, secrets, now, changed } = this.#options
    const row = this.#row(id)
    const refreshToken = await secrets.read(row.secret)
    if (refreshToken === null) throw notSignedIn(row.name)
    try {
      const tokens = await refresh(await this.#application(), refreshToken)
      if (tokens.refreshToken !== null) await secrets.write(row.secret, tokens.refreshToken)
      const until = now() + tokens.expiresInMs - marginMs
      this.#tokens.set(id, { token: tokens.accessToken, until })
      return tokens.accessToken
    } catch (error) {
      if (error instanceof SpoolError && error.details.stack === 'invalid_grant') {
        database.destinations.setSignedIn.run({ id, signedIn: 0 })
        changed()
        throw notSignedIn(row.name)
      }
      throw error
    }
  }

  async #application() {
    const { secrets, settings } = this.#options
    return { settings: settings(), clientSecret: await secrets.read(clientSecretName) }
  }

  async #channelOf(token: string): Promise<{ id: string; name: string }> {
    const url = new URL('/youtube/v3/channels', this.#options.settings().apiRoot)
    url.search = new URLSearchParams({ part: 'snippet', mine: 'true' }).toString()
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(30_000),
    }).catch(() => null)
    if (!response) {
      throw new SpoolError('transient', 'YouTube does not answer. Check the network, then retry.')
    }
    const body: unknown = await response.json().catch(() => null)
    if (!response.ok) {
      const rule = youtubeRuleFor(youtubeReason(body), response.status)
      const sentence = rule?.sentence ?? `YouTube refused it (${response.status}).`
      throw new SpoolError(rule?.kind ?? 'invalid-input', sentence)
    }
    const [channel] = channelsSchema.parse(body).items
    if (channel) return { id: channel.id, name: channel.snippet.title }
    const sentence = 'This Google account has no YouTube channel. Make one, then sign in again.'
    throw new SpoolError('auth', sentence)
  }

  #row(id: AccountId) {
    const row = this.#options.database.destinations.account.get({ id })
    if (row) return row
    throw new SpoolError('gone', 'Spool is signed out of this channel. Sign in again.')
  }
}

const notSignedIn = (name: string): SpoolError =>
  new SpoolError(
    'auth',
    `YouTube does not accept the sign-in to “${name}” any more. Sign in again.`,
  )

interface Row {
  id: number
  name: string
  channel_id: string
  signed_in: number
}

const account = (row: Row): Account => ({
  id: accountIdSchema.parse(row.id),
  platform: 'youtube',
  name: row.name,
  channelId: row.channel_id,
  signedIn: row.signed_in === 1,
})
