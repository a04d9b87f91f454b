import { access, constants, mkdir } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import { commandsOf, hasWebhook } from '../../shared/after-step.ts'
import {
  destinationIdSchema,
  s3CredentialsSchema,
  targetSchema,
  type DestinationId,
  type S3Credentials,
  type SavedDestination,
  type Target,
} from '../../shared/destination.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { Database } from '../database/index.ts'
import { secretName, type SecretStore } from '../secrets/index.ts'

interface DestinationOptions {
  database: Database
  secrets: SecretStore
  now: () => number
  changed: () => void
  /** Asks the platform whether this channel can be published to. */
  checkChannel: (target: Extract<Target, { kind: 'youtube' }>) => Promise<void>
}

export interface SaveDestination {
  /** The one to be changed; a new one without. */
  id?: DestinationId | undefined
  name: string
  target: Target
  /** Of a bucket. What is kept already stays where none are given. */
  credentials?: S3Credentials | undefined
  /** Signs its webhooks; as with the credentials, what is kept stays where none is given. */
  signingSecret?: string | undefined
}

/** The destinations the user named. */
export class DestinationService {
  readonly #options: DestinationOptions

  constructor(options: DestinationOptions) {
    this.#options = options
  }

  list(): SavedDestination[] {
    return this.#options.database.destinations.all.all({}).map(saved)
  }

  /** @throws SpoolError `gone` where there is none of this name */
  named(name: string): SavedDestination {
    const row = this.#options.database.destinations.byName.get({ name })
    if (row) return saved(row)
    throw new SpoolError(
      'gone',
      `There is no destination “${name}”. “spool destinations list” shows them.`,
    )
  }

  /**
   * Stores a destination; its keys go into the key store first.
   *
   * @throws SpoolError `invalid-input` where the name is taken, a folder is relative, or it would
   * become another kind of place
   */
  async save(saving: SaveDestination): Promise<SavedDestination> {
    const { id, name, target, credentials, signingSecret } = saving
    const { database, secrets, now, changed } = this.#options
    const before = id === undefined ? undefined : this.#row(id)
    this.#require(target, before && saved(before).target)
    const namesake = database.destinations.byName.get({ name })
    if (namesake && namesake.id !== id) {
      throw new SpoolError(
        'invalid-input',
        `There is a destination “${name}” already. Choose another name.`,
      )
    }
    let secret = before?.secret ?? null
    if (target.kind === 's3') {
      if (!credentials && secret === null) {
        throw new SpoolError('invalid-input', 'A bucket needs an access key and its secret key.')
      }
      secret ??= secretName('s3')
      if (credentials) await secrets.write(secret, JSON.stringify(credentials))
    }
    const signing = await this.#signingSecret(before?.signing_secret ?? null, target, signingSecret)
    const accountId = target.kind === 'youtube' ? target.account : null
    const values = {
      name,
      target: JSON.stringify(target),
      secret,
      signingSecret: signing,
      accountId,
    }
    const row = before
      ? database.destinations.change.get({ ...values, id: before.id })
      : database.destinations.add.get({ ...values, now: now() })
    if (!row) throw new Error('The database returned no row for a destination.')
    changed()
    return saved(row)
  }

  /** Sources that name it are told so when their turn comes; what was published stays. */
  async remove(id: DestinationId): Promise<void> {
    const row = this.#row(id)
    this.#options.database.destinations.remove.run({ id })
    for (const secret of [row.secret, row.signing_secret]) {
      if (secret !== null) await this.#options.secrets.remove(secret)
    }
    this.#options.changed()
  }

  /** Tries whether it can be published to. @throws SpoolError that says what is in the way */
  async test(id: DestinationId): Promise<void> {
    const { target } = saved(this.#row(id))
    switch (target.kind) {
      case 'folder':
        await checkFolder(target.path)
        break
      case 's3': {
        const credentials = await this.credentialsOf(id)
        if (!credentials) throw noKey(target.bucket)
        // Loaded where it is needed: the client of S3 would slow every start.
        const { checkBucket } = await import('./s3.ts')
        await checkBucket(target, credentials)
        break
      }
      case 'youtube':
        await this.#options.checkChannel(target)
        break
    }
  }

  /** The keys of a bucket; null for a place that needs none. */
  async credentialsOf(id: DestinationId): Promise<S3Credentials | null> {
    const row = this.#row(id)
    if (row.secret === null) return null
    const stored = await this.#options.secrets.read(row.secret)
    if (stored === null) throw noKey(row.name)
    return s3CredentialsSchema.parse(JSON.parse(stored))
  }

  /** What signs the webhooks of a destination; null where it has none. */
  async signingSecretOf(id: DestinationId): Promise<string | null> {
    const { signing_secret: name } = this.#row(id)
    return name === null ? null : this.#options.secrets.read(name)
  }

  /** What hangs on it: sources that publish there, and publications that have not gone out. */
  uses(id: DestinationId): { sources: number; publications: number } {
    const { sources, publications } = this.#options.database.destinations.uses.get({ id }) ?? {}
    return { sources: sources ?? 0, publications: publications ?? 0 }
  }

  async #signingSecret(
    before: string | null,
    target: Target,
    given: string | undefined,
  ): Promise<string | null> {
    const { secrets } = this.#options
    if (!hasWebhook(target.after)) {
      if (before !== null) await secrets.remove(before)
      return null
    }
    if (before === null && given === undefined) {
      throw new SpoolError(
        'invalid-input',
        'A webhook needs a signing secret, so that who hears it can tell it is from you.',
      )
    }
    const name = before ?? secretName('webhook')
    if (given !== undefined) await secrets.write(name, given)
    return name
  }

  #row(id: DestinationId) {
    const row = this.#options.database.destinations.byId.get({ id })
    if (row) return row
    throw new SpoolError('gone', 'This destination was removed.')
  }

  #require(target: Target, before: Target | undefined): void {
    if (before && before.kind !== target.kind) {
      throw new SpoolError(
        'invalid-input',
        'A destination stays the kind of place it is. Add a new one.',
      )
    }
    if (target.kind === 'folder' && !isAbsolute(target.path)) {
      throw new SpoolError('invalid-input', `“${target.path}” is not the whole path of a folder.`)
    }
    for (const { argv } of commandsOf(target.after)) {
      const program = argv[0] ?? ''
      if (!isAbsolute(program)) {
        throw new SpoolError('invalid-input', `“${program}” is not the whole path of a program.`)
      }
    }
    if (
      target.kind === 'youtube' &&
      !this.#options.database.destinations.account.get({ id: target.account })
    ) {
      throw new SpoolError('invalid-input', 'Sign in to the channel first.')
    }
  }
}

const noKey = (name: string): SpoolError =>
  new SpoolError('auth', `The keys of “${name}” are not in the key store. Enter them again.`)

async function checkFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
    await access(path, constants.W_OK)
  } catch (error) {
    const sentence = `Spool cannot write to the folder ${path}. Choose another one or change its permissions.`
    throw new SpoolError('disk', sentence, { details: { path }, cause: error })
  }
}

const saved = (row: { id: number; name: string; target: string }): SavedDestination => ({
  id: destinationIdSchema.parse(row.id),
  name: row.name,
  target: targetSchema.parse(JSON.parse(row.target)),
})
