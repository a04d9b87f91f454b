import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { SpoolError, systemCode } from '../../shared/errors.ts'
import { fetchRelease, type FetchOptions } from './release.ts'
import { executableName, isExecutable } from './search-path.ts'
import { smokeTest } from './smoke-test.ts'

const copySchema = z.object({ folder: z.string().regex(/^[\w.-]+$/), version: z.string() })
type Copy = z.infer<typeof copySchema>
const stateSchema = z.object({ current: copySchema, previous: copySchema.nullable() })
type State = z.infer<typeof stateSchema>

/** What an update or a roll-back came to. */
export interface Managed {
  path: string
  version: string
  /** What a roll-back would go back to. */
  previousVersion: string | null
}

interface ManagedYtDlpOptions {
  /** Where copies are kept; nothing else is there. */
  folder: string
  /** The address its releases lie under. */
  releases: () => string
}

/**
 * The yt-dlp that Spool fetches when it is told to. A copy replaces the one before only when its
 * checksum is right and it has shown that it works; the one before stays, to go back to.
 */
export class ManagedYtDlp {
  readonly #options: ManagedYtDlpOptions
  #updating: Promise<Managed> | null = null

  constructor(options: ManagedYtDlpOptions) {
    this.#options = options
  }

  /** The copy in use; null where there is none. */
  async current(): Promise<Managed | null> {
    const state = await this.#state()
    if (!state) return null
    const path = this.#pathOf(state.current)
    if (!(await isExecutable(path))) return null
    const { version } = state.current
    return { path, version, previousVersion: state.previous?.version ?? null }
  }

  /**
   * Fetches the newest release. Two that ask at the same time get the same one.
   *
   * @throws SpoolError `transient` where it could not be fetched, `tool` where what came is not what
   * was published or does not work: the copy in use stays in use
   */
  update(options: FetchOptions = {}): Promise<Managed> {
    this.#updating ??= this.#fetch(options).finally(() => {
      this.#updating = null
    })
    return this.#updating
  }

  /** @throws SpoolError `gone` where there is nothing to go back to */
  async rollBack(): Promise<Managed> {
    const state = await this.#state()
    if (!state?.previous || !(await isExecutable(this.#pathOf(state.previous)))) {
      throw new SpoolError('gone', 'There is no earlier yt-dlp to go back to.')
    }
    await this.#switchTo({ current: state.previous, previous: state.current })
    return this.#required()
  }

  async #fetch(options: FetchOptions): Promise<Managed> {
    const { folder, releases } = this.#options
    await mkdir(folder, { recursive: true })
    const work = await mkdtemp(join(folder, 'new-'))
    try {
      const file = join(work, executableName('yt-dlp'))
      const hash = await fetchRelease(releases(), file, options)
      await chmod(file, 0o755)
      const version = await smokeTest(file)
      options.signal?.throwIfAborted()
      const copy = { folder: `${version}-${hash.slice(0, 12)}`, version }
      const before = await this.#state()
      if (before?.current.folder === copy.folder) return await this.#required()
      await rm(join(folder, copy.folder), { recursive: true, force: true })
      await rename(work, join(folder, copy.folder))
      const previous = before?.current ?? null
      await this.#switchTo({ current: copy, previous })
      const old = before?.previous
      if (old && old.folder !== copy.folder && old.folder !== previous?.folder) {
        await rm(join(folder, old.folder), { recursive: true, force: true })
      }
      return await this.#required()
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  }

  async #required(): Promise<Managed> {
    const current = await this.current()
    if (current) return current
    throw new SpoolError('tool', 'The yt-dlp that was fetched is gone. Update it again.')
  }

  #pathOf(copy: Copy): string {
    return join(this.#options.folder, copy.folder, executableName('yt-dlp'))
  }

  get #stateFile(): string {
    return join(this.#options.folder, 'current.json')
  }

  async #state(): Promise<State | null> {
    try {
      const state = stateSchema.safeParse(JSON.parse(await readFile(this.#stateFile, 'utf8')))
      return state.success ? state.data : null
    } catch (error) {
      if (systemCode(error) === 'ENOENT' || error instanceof SyntaxError) return null
      throw error
    }
  }

  /** In one step: whoever looks sees the old one or the new one. */
  async #switchTo(state: State): Promise<void> {
    const next = `${this.#stateFile}.part`
    await writeFile(next, JSON.stringify(state))
    await rename(next, this.#stateFile)
  }
}
