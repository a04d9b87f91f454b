import { stat } from 'node:fs/promises'
import type { Delivery } from '../../shared/delivery.ts'
import type { StageContext } from '../context.ts'
import { sha256 } from '../files.ts'
import type { Steps } from './steps.ts'

/** One publication on its way: what is written down of it, and what is done behind it. */
export interface Leg {
  ledger: Ledger
  steps: Steps
}

/** How far this publication is. A change is on disk with the engine before the worker goes on. */
export class Ledger {
  readonly #context: StageContext
  #delivery: Delivery

  constructor(delivery: Delivery, context: StageContext) {
    this.#delivery = delivery
    this.#context = context
  }

  get now(): Readonly<Delivery> {
    return this.#delivery
  }

  async record(change: Partial<Delivery>): Promise<void> {
    const delivery = { ...this.#delivery, ...change }
    await this.#context.ask({ kind: 'record', delivery })
    this.#delivery = delivery
  }
}

export interface Rendition {
  path: string
  bytes: number
  sha256: string
}

/** The file as it is now; what was begun with another one of this name does not count. */
export async function renditionAt(path: string, context: StageContext): Promise<Rendition> {
  context.progress({ phase: 'checking', fraction: null, speed: null, etaSeconds: null })
  const { size } = await stat(path)
  return { path, bytes: size, sha256: await sha256(path, context.signal) }
}
