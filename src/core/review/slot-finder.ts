import type { SpreadRule } from '../../shared/schedule.ts'
import type { Database } from '../database/index.ts'
import { slotsAfter } from './slots.ts'

/** Far more than anyone fills: where even these are taken, the last of them is shared. */
const slotsLookedAt = 10_000

/** Hands out free slots, each once, to the legs of one decision: destinations have their own. */
export class SlotFinder {
  readonly #database: Database
  readonly #rule: SpreadRule
  readonly #after: number
  readonly #open = new Map<string, Iterator<number, void>>()

  constructor(database: Database, rule: SpreadRule, after: number) {
    this.#database = database
    this.#rule = rule
    this.#after = after
  }

  next(destination: string): number {
    const open = this.#open.get(destination) ?? this.#freeSlots(destination)
    this.#open.set(destination, open)
    const slot = open.next()
    if (slot.done) throw new Error('A rule of slots came to an end.')
    return slot.value
  }

  *#freeSlots(destination: string): Generator<number, void> {
    const rows = this.#database.publications.takenSlots.all({ destination, from: this.#after })
    const taken = new Set(rows.map((row) => row.slot_at))
    let looked = 0
    for (const slot of slotsAfter(this.#rule, this.#after)) {
      looked += 1
      if (!taken.has(slot) || looked > slotsLookedAt) yield slot
    }
  }
}
