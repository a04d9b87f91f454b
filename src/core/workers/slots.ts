import { hardwareSlots, type HardwareFamily } from '../../shared/abilities.ts'

/** Who encodes on which hardware: each kind takes only so many at once. */
export class HardwareSlots<Holder> {
  readonly #held = new Map<Holder, HardwareFamily>()

  /** @returns whether there was room; the holder keeps it until it is released */
  take(holder: Holder, family: HardwareFamily): boolean {
    const others = [...this.#held].filter(([other, held]) => other !== holder && held === family)
    if (others.length >= hardwareSlots[family]) return false
    this.#held.set(holder, family)
    return true
  }

  release(holder: Holder): void {
    this.#held.delete(holder)
  }
}
