import { rm } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { AnswerOf } from '../../shared/errand.ts'
import { SpoolError } from '../../shared/errors.ts'
import type { Sample, ShownAs } from '../../shared/sample.ts'

/** Makes one into a folder. */
type Make = (folder: string, signal: AbortSignal) => Promise<AnswerOf<'sample'>>

/** The one sample somebody looks at: a new one ends the one before, and nothing of it stays. */
export class Samples {
  readonly #folder: string
  #making = new AbortController()
  #number = 0
  #shown: { before: string; after: string } | null = null

  /** @param folder its own; emptied whenever a sample begins or is let go */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** @throws SpoolError as the worker answered; `cancelled` once another one or an end is asked for */
  async make(make: Make): Promise<Sample> {
    await this.release()
    const number = ++this.#number
    const { signal } = (this.#making = new AbortController())
    const folder = join(this.#folder, String(number))
    try {
      const { before, after, shown, sourceBytes, from, seconds, notes } = await make(folder, signal)
      signal.throwIfAborted()
      this.#shown = { before: before.path, after: shown.path }
      return {
        ...{ number, before: shownAs(before.path), after: shownAs(shown.path) },
        ...{ bytes: { before: sourceBytes, after: after.bytes }, from, seconds, notes },
      }
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      throw error
    }
  }

  /** Ends what is being made and lets go of what was made. */
  async release(): Promise<void> {
    this.#letGo()
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** The same at the very end, when nothing is waited for any more. */
  close(): void {
    const hadAny = this.#number > 0
    this.#letGo()
    if (hadAny) rmSync(this.#folder, { recursive: true, force: true })
  }

  /** The path behind `/sample/3/after`; null for anything else, or one that was let go. */
  pathOf(name: string): string | null {
    const [, number, side] = /^\/sample\/(\d{1,9})\/(before|after)$/.exec(name) ?? []
    if (this.#shown === null || Number(number) !== this.#number) return null
    return side === 'before' ? this.#shown.before : this.#shown.after
  }

  #letGo(): void {
    this.#making.abort(new SpoolError('cancelled', 'This sample was stopped.'))
    this.#shown = null
  }
}

function shownAs(path: string): ShownAs {
  const extension = extname(path).toLowerCase()
  if (['.gif', '.webp', '.jpg', '.png'].includes(extension)) return 'picture'
  return ['.m4a', '.mp3'].includes(extension) ? 'sound' : 'video'
}
