/** Whether work is held at the moment, and a clock that stands still while it is. */
export class FreezeGate {
  readonly #listeners = new Set<(frozen: boolean) => void>()
  #frozenSince: number | null = null
  #frozenMs = 0

  get frozen(): boolean {
    return this.#frozenSince !== null
  }

  freeze(): void {
    if (this.#frozenSince !== null) return
    this.#frozenSince = performance.now()
    this.#tell(true)
  }

  thaw(): void {
    if (this.#frozenSince === null) return
    this.#frozenMs += performance.now() - this.#frozenSince
    this.#frozenSince = null
    this.#tell(false)
  }

  /** Calls the listener at every change until the returned function is called. */
  onChange(listener: (frozen: boolean) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Resolves at once unless frozen; rejects with the signal's reason when it is aborted. */
  async whenThawed(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (!this.frozen) return
    await new Promise<void>((resolve) => {
      const done = () => {
        stopListening()
        signal.removeEventListener('abort', done)
        resolve()
      }
      const stopListening = this.onChange(done)
      signal.addEventListener('abort', done)
    })
    await this.whenThawed(signal)
  }

  /** Milliseconds of work: time spent frozen does not count. */
  activeMs(): number {
    return (this.#frozenSince ?? performance.now()) - this.#frozenMs
  }

  #tell(frozen: boolean): void {
    for (const listener of [...this.#listeners]) listener(frozen)
  }
}
