import { SpoolError } from '../../shared/errors.ts'
import {
  builtInPresets,
  findPreset,
  presetFromText,
  presetIdOf,
  presetText,
  readPreset,
  type Preset,
} from '../../shared/preset.ts'
import type { Database } from '../database/index.ts'
import { requirePreset } from './catalogue.ts'

export { presetIn, presetOfJob, requirePreset } from './catalogue.ts'

interface PresetOptions {
  database: Database
  now: () => number
  onChange: () => void
}

/** The presets: those that come with Spool cannot be changed, but copied; the user's own can. */
export class PresetService {
  readonly #options: PresetOptions

  constructor(options: PresetOptions) {
    this.#options = options
  }

  /** Built-in ones first. */
  list(): Preset[] {
    const own = this.#options.database.presets.all.all({})
    return [...builtInPresets, ...own.map(({ data }) => readPreset(JSON.parse(data)))]
  }

  /** @throws SpoolError `invalid-input` where there is none */
  get(id: string): Preset {
    return requirePreset(this.#options.database, id)
  }

  /**
   * Stores a preset; one of the same id is changed. Jobs that are queued keep what they were
   * enqueued with.
   *
   * @param queuedToo to give it to jobs that have not begun, too
   * @throws SpoolError `invalid-input` with what is wrong with it
   */
  save(raw: unknown, { queuedToo = false } = {}): Preset {
    const { database, now } = this.#options
    const preset = readPreset(raw)
    if (findPreset(preset.id)) {
      throw new SpoolError(
        'invalid-input',
        `“${preset.name}” comes with Spool and cannot be changed. Duplicate it and change the copy.`,
      )
    }
    const saved = database.transaction(() => {
      const before = database.presets.byId.get({ id: preset.id })
      const version = before ? readPreset(JSON.parse(before.data)).version + 1 : 1
      const next = { ...preset, version }
      const row = { id: preset.id, data: JSON.stringify(next) }
      database.presets.save.run({ ...row, now: now() })
      if (queuedToo && version > 1) {
        database.presets.pinAnew.run(row)
        database.presets.keyAnew.run({ id: preset.id, version })
      }
      return next
    })
    this.#options.onChange()
    return saved
  }

  /** Stores a copy under a new name and id. */
  duplicate(id: string, called: { name: string; description?: string }): Preset {
    const preset = this.get(id)
    const name = called.name.slice(0, 80)
    return this.save({ ...preset, ...called, name, id: this.#freeId(name), version: 1 })
  }

  /**
   * Stores the preset in the text of a file, under a new id where its own is taken.
   *
   * @throws SpoolError `invalid-input` where it is none
   */
  import(text: string): Preset {
    const preset = presetFromText(text)
    const taken =
      findPreset(preset.id) ?? this.#options.database.presets.byId.get({ id: preset.id })
    return this.save(taken ? { ...preset, id: this.#freeId(preset.name) } : preset)
  }

  /** A preset as the text of a file. */
  export(id: string): string {
    return presetText(this.get(id))
  }

  /** Takes an own preset out of the list; what names it already goes on with it. */
  remove(id: string): void {
    const { database, now } = this.#options
    if (findPreset(id)) {
      throw new SpoolError('invalid-input', 'A preset that comes with Spool cannot be removed.')
    }
    this.get(id)
    database.presets.remove.run({ id, now: now() })
    this.#options.onChange()
  }

  /** Undoes a removal. */
  restore(id: string): void {
    this.#options.database.presets.restore.run({ id })
    this.#options.onChange()
  }

  #freeId(name: string): string {
    const base = presetIdOf(name)
    for (let n = 1; ; n++) {
      const id = n === 1 ? base : `${base}-${n}`
      if (!findPreset(id) && !this.#options.database.presets.byId.get({ id })) return id
    }
  }
}
